import type { KubernetesObject } from '../contract/rendered';

/** Names an object for people and for look-ups; without its API version, which the API server converts. */
export function idOf(kind: string, namespace: string, name: string): string {
  return namespace === '' ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

export function idOfObject({ kind, metadata: { namespace = '', name } }: KubernetesObject): string {
  return idOf(kind, namespace, name);
}
