import { readDocuments } from './documents';
import { isObject, type JsonValue } from './go-yaml/json';
import type { Outcome } from './ports';
import type { KubernetesObject } from './rendered';

/** The objects in the output of kustomize; refuses what has no kind or no name, as the API server would. */
export function objectsIn(text: string): Outcome<readonly KubernetesObject[]> {
  const documents = readDocuments(text);
  if (!documents.ok) return documents;
  const objects: KubernetesObject[] = [];
  for (const document of documents.value) {
    if (!isKubernetesObject(document)) return { ok: false, reason: `no Kubernetes object: ${shortly(document)}` };
    objects.push(document);
  }
  return { ok: true, value: objects };
}

export function isKubernetesObject(value: JsonValue): value is KubernetesObject & JsonValue {
  if (!isObject(value) || !isObject(value['metadata'])) return false;
  const { apiVersion, kind, metadata } = value;
  return [apiVersion, kind, metadata['name']].every((text) => typeof text === 'string' && text !== '');
}

function shortly(document: JsonValue): string {
  return isObject(document) ? `it has ${Object.keys(document).slice(0, 5).join(', ')}` : typeof document;
}
