import type { Kustomization } from '@sovereign-fleet/flux';
import { isEncrypted } from '../objects/encrypted';
import { idOfObject } from '../objects/object-id';
import type { SourceFilter } from '../tree/source-files';
import type { Outside } from '../contract/outside';
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
  /** Which of them a release made. One that a Kustomization applies takes its place. */
  readonly ofReleases: Set<string>;
  /** Objects that an earlier round of rendering found, by id. */
  readonly earlier: ReadonlyMap<string, KubernetesObject>;
  /** The objects from which variables were taken, by id. Undefined where there was none. */
  readonly sources: Map<string, KubernetesObject | undefined>;
  /** What is read where there is no such object, by id. */
  readonly standIns: ReadonlyMap<string, KubernetesObject>;
  /** The ids of those that were read. */
  readonly readStandIns: Set<string>;
  /** Kustomizations that apply to another cluster, by id. */
  readonly elsewhere: Map<string, AppliedKustomization>;
  /** The id of the source that the tree is, once it is known. */
  treeSource: string | undefined;
  /** Ids of others that have the tree too. */
  readonly treeSources: readonly string[];
  /** Folders that source includes from a source that is not known here, with its id. */
  readonly foreignFolders: Map<string, string>;
  /** Which files that source passes on. */
  treeFilter: SourceFilter;
}

/** What is there before anything is rendered: what releases made, and what an earlier round found. */
export interface Beforehand {
  readonly installed: readonly RenderedObject[];
  readonly earlier: RegionState['earlier'];
  readonly outside: Outside;
}

export function emptyState(
  secrets: RegionSecrets,
  { installed, earlier, outside: { standIns = [], treeSources = [] } }: Beforehand,
): RegionState {
  const byId = new Map([...installed].reverse().map(({ object }) => [idOfObject(object), object])); // the first wins
  return {
    objects: [],
    problems: [],
    secrets,
    byId,
    ofReleases: new Set(byId.keys()),
    earlier,
    sources: new Map(),
    standIns: new Map(standIns.map((object) => [idOfObject(object), object])),
    readStandIns: new Set(),
    elsewhere: new Map(),
    foreignFolders: new Map(),
    treeSource: undefined,
    treeSources,
    treeFilter: {},
  };
}

/** What was found, or what stands in for it where it is not there or encrypted. It is noted that this was read. */
export function orStandIn(
  { standIns, readStandIns }: RegionState,
  id: string,
  found: KubernetesObject | undefined,
): KubernetesObject | undefined {
  const standIn = standIns.get(id);
  if (standIn === undefined || (found !== undefined && !isEncrypted(found))) return found;
  readStandIns.add(id);
  return standIn;
}

/** Of a source that is not this tree. */
export const sourceRemedy =
  'Name it in "treeSources" of the kit if it has this tree; if not, review it by itself, or say in "unfollowed" of ' +
  'the kit why it is not looked at';

/** Whether a source, by its id, has this tree. */
export function isTreeSource({ treeSource, treeSources }: RegionState, id: string): boolean {
  return id === treeSource || treeSources.includes(id);
}
