import type { KubernetesObject } from '../contract/rendered';

/**
 * The namespace that an object names, or `otherwise`. An empty one and what is no text are none, as Go reads them
 * (apimachinery: Unstructured.GetNamespace); what the API server says of it, the schemas say.
 */
export function namespaceOf({ metadata }: Pick<KubernetesObject, 'metadata'>, otherwise = ''): string {
  const { namespace } = metadata;
  return typeof namespace === 'string' && namespace !== '' ? namespace : otherwise;
}
