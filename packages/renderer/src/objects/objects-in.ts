import { readDocuments } from './documents';
import { isObject, type JsonValue } from '@sovereign-fleet/go-text';
import { isKubernetesObject, itemsOf } from './kubernetes-object';
import { failure, type Outcome } from '../contract/failure';
import type { KubernetesObject } from '../contract/rendered';

/**
 * The objects in the output of kustomize or Helm, without what `isLeftOut` says. A List counts as its items. Refuses an
 * object without a kind or a name, as the API server does.
 */
export function objectsIn(
  text: string,
  isLeftOut: (document: JsonValue) => boolean = () => false,
): Outcome<readonly KubernetesObject[]> {
  const documents = readDocuments(text);
  if (!documents.ok) return documents;
  const objects: KubernetesObject[] = [];
  for (const document of documents.value.filter((one) => !isLeftOut(one)).flatMap(itemsOf)) {
    if (!isKubernetesObject(document))
      return failure('invalid-object', `not a Kubernetes object: ${summaryOf(document)}`);
    objects.push(document);
  }
  return { ok: true, value: objects };
}

function summaryOf(document: JsonValue): string {
  return isObject(document) ? `it has ${Object.keys(document).slice(0, 5).join(', ')}` : typeof document;
}
