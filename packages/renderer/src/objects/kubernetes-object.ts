import { isObject, type JsonValue } from '@sovereign-fleet/go-text';
import type { KubernetesObject } from '../contract/rendered';

/** The items of a List. As in kustomize, that is any object with items and a kind that ends in List. */
export function itemsOf(document: JsonValue): readonly JsonValue[] {
  if (!isObject(document) || typeof document['kind'] !== 'string' || !document['kind'].endsWith('List'))
    return [document];
  if (!Object.hasOwn(document, 'items')) return [document];
  const items = document['items'] ?? [];
  return Array.isArray(items) ? (items as readonly JsonValue[]).flatMap(itemsOf) : [document];
}

/** Whether a value has what each object has: an API version, a kind and a name. */
export function isKubernetesObject(value: JsonValue): value is KubernetesObject & JsonValue {
  if (!isObject(value) || !isObject(value['metadata'])) return false;
  const { apiVersion, kind, metadata } = value;
  return [apiVersion, kind, metadata['name']].every((text) => typeof text === 'string' && text !== '');
}
