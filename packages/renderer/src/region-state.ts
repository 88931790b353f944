import type { KubernetesObject, RenderedObject, RenderProblem } from './rendered';

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

/** Names an object for people and for look-ups; without its API version, which the API server converts. */
export function idOf(kind: string, namespace: string, name: string): string {
  return namespace === '' ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

export function idOfObject({ kind, metadata: { namespace = '', name } }: KubernetesObject): string {
  return idOf(kind, namespace, name);
}
