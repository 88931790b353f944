import { readDocuments } from './documents';
import { isObject, type JsonValue } from '@sovereign-fleet/go-text';
import { failure, type Outcome } from '../contract/failure';
import type { KubernetesObject } from '../contract/rendered';

/**
 * The objects in the output of kustomize or Helm, those in a List one by one; refuses what has no kind or no name, as
 * the API server would.
 */
export function objectsIn(text: string): Outcome<readonly KubernetesObject[]> {
  const documents = readDocuments(text);
  if (!documents.ok) return documents;
  const objects: KubernetesObject[] = [];
  for (const document of documents.value.flatMap(itemsOf)) {
    if (!isKubernetesObject(document)) return failure('invalid-object', `no Kubernetes object: ${summaryOf(document)}`);
    objects.push(document);
  }
  return { ok: true, value: objects };
}

/** As kustomize has it: whatever kind ends in List and has items. */
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
