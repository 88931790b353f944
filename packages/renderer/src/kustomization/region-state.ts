import type { KubernetesObject, RenderedObject, RenderProblem } from '../contract/rendered';

/** What was rendered of a region so far. */
export interface RegionState {
  readonly objects: RenderedObject[];
  readonly problems: RenderProblem[];
  /** Texts that substitution made of a Secret's, such as its first letters; not for any report. */
  readonly secrets: string[];
  /** The objects that Kustomizations apply, for those that refer to them. */
  readonly byId: Map<string, KubernetesObject>;
  /** The id of the source that the tree is, once it is known. */
  treeSource: string | undefined;
  /** `spec.ignore` of that source. */
  treeIgnore: string | undefined;
}

export function emptyState(): RegionState {
  const lists = { objects: [], problems: [], secrets: [] };
  return { ...lists, byId: new Map(), treeSource: undefined, treeIgnore: undefined };
}
