import type { KubernetesObject } from '../contract/rendered';
import { namespaceOf } from './namespace-of';

/** Names an object for people and for look-ups. Without its API version, since the API server converts between them. */
export function idOf(kind: string, namespace: string, name: string): string {
  return namespace === '' ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

export function idOfObject(object: KubernetesObject): string {
  return idOf(object.kind, namespaceOf(object), object.metadata.name);
}
