import type { Kustomization } from '@sovereign-fleet/flux';
import { idOfObject } from '../objects/object-id';
import type { SourceFilter } from '../tree/source-files';
import type { RegionSecrets } from '../contract/region-secrets';
import type { KubernetesObject, RenderedObject, RenderProblem } from '../contract/rendered';

/** A Kustomization with the object that it was read from. */
export interface AppliedKustomization extends Kustomization {
  readonly object: KubernetesObject;
}

/** What has been rendered of a region so far. */
export interface RegionState {
  readonly objects: RenderedObject[];
  readonly problems: RenderProblem[];
  readonly secrets: RegionSecrets;
  /** The objects that Kustomizations apply and releases made, for those that refer to them. */
  readonly byId: Map<string, KubernetesObject>;
  /** Objects that an earlier round of rendering found, by id. */
  readonly earlier: ReadonlyMap<string, KubernetesObject>;
  /** The objects from which variables were taken, by id. Undefined where there was none. */
  readonly sources: Map<string, KubernetesObject | undefined>;
  /** Which of them a release made. One that a Kustomization applies takes its place. */
  readonly ofReleases: Set<string>;
  /** The id of the source that the tree is, once it is known. */
  treeSource: string | undefined;
  /** Which files that source passes on. */
  treeFilter: SourceFilter;
}

/** Before anything is rendered only what releases made is there. */
export function emptyState(
  secrets: RegionSecrets,
  { installed, earlier }: { readonly installed: readonly RenderedObject[]; readonly earlier: RegionState['earlier'] },
): RegionState {
  const byId = new Map([...installed].reverse().map(({ object }) => [idOfObject(object), object])); // the first wins
  const ofReleases = new Set(byId.keys());
  const found = { objects: [], problems: [], secrets, byId, ofReleases, sources: new Map() };
  return { ...found, earlier, treeSource: undefined, treeFilter: {} };
}
