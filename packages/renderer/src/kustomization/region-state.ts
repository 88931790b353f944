import type { Kustomization } from '@sovereign-fleet/flux';
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
  /** The objects that Kustomizations apply, for those that refer to them. */
  readonly byId: Map<string, KubernetesObject>;
  /** Objects that an earlier round of rendering found, by id. */
  readonly earlier: ReadonlyMap<string, KubernetesObject>;
  /** The objects from which variables were taken, by id. Undefined where there was none. */
  readonly sources: Map<string, KubernetesObject | undefined>;
  /** The id of the source that the tree is, once it is known. */
  treeSource: string | undefined;
  /** Which files that source passes on. */
  treeFilter: SourceFilter;
}

export function emptyState(secrets: RegionSecrets, earlier: RegionState['earlier'] = new Map()): RegionState {
  return {
    objects: [],
    problems: [],
    secrets,
    byId: new Map(),
    earlier,
    sources: new Map(),
    treeSource: undefined,
    treeFilter: {},
  };
}
