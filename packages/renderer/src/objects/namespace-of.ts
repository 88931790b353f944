import type { KubernetesObject } from '../contract/rendered';

/**
 * The namespace that an object names, or `otherwise`. What is no text is none, as Go reads it (apimachinery:
 * Unstructured.GetNamespace); what the API server says of it, the schemas say.
 */
export function namespaceOf({ metadata }: Pick<KubernetesObject, 'metadata'>, otherwise = ''): string {
  const { namespace } = metadata;
  return typeof namespace === 'string' ? namespace : otherwise;
}
