import { readDocuments } from './documents';
import { isObject, type JsonValue } from '@sovereign-fleet/go-text';
import { failure, type Outcome } from '../contract/failure';
import type { KubernetesObject } from '../contract/rendered';

/**
 * The objects in the output of kustomize or Helm. A List counts as its items. Refuses an object without a kind or a
 * name, as the API server does.
 */
export function objectsIn(text: string): Outcome<readonly KubernetesObject[]> {
  const documents = readDocuments(text);
  if (!documents.ok) return documents;
  const objects: KubernetesObject[] = [];
  for (const document of documents.value.flatMap(itemsOf)) {
    if (!isKubernetesObject(document))
      return failure('invalid-object', `not a Kubernetes object: ${summaryOf(document)}`);
    objects.push(document);
  }
  return { ok: true, value: objects };
}

/** The items of a List. As in kustomize, that is any object with items and a kind that ends in List. */
export function itemsOf(document: JsonValue): readonly JsonValue[] {
  if (!isObject(document) || typeof document['kind'] !== 'string' || !document['kind'].endsWith('List'))
    return [document];
  if (!Object.hasOwn(document, 'items')) return [document];
  const items = document['items'] ?? [];
  return Array.isArray(items) ? (items as readonly JsonValue[]).flatMap(itemsOf) : [document];
}

export function isKubernetesObject(value: JsonValue): value is KubernetesObject & JsonValue {
  if (!isObject(value) || !isObject(value['metadata'])) return false;
  const { apiVersion, kind, metadata } = value;
  return [apiVersion, kind, metadata['name']].every((text) => typeof text === 'string' && text !== '');
}

function summaryOf(document: JsonValue): string {
  return isObject(document) ? `it has ${Object.keys(document).slice(0, 5).join(', ')}` : typeof document;
}
