import type { KubernetesObject } from '../contract/rendered';

/** Names an object for people and for look-ups. Without its API version, since the API server converts between them. */
export function idOf(kind: string, namespace: string, name: string): string {
  return namespace === '' ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

export function idOfObject({ kind, metadata: { namespace = '', name } }: KubernetesObject): string {
  return idOf(kind, namespace, name);
}
