import type { Files } from '../contract/ports';
import type { KubernetesObject } from '../contract/rendered';

const key = 'app.kubernetes.io/managed-by';

/**
 * What kustomize built with the label that `buildMetadata: [managedByLabel]` gives in Flux. kustomize takes the version
 * of its command from the build of the program (kustomize: api/provenance). Flux's controllers have no command inside,
 * so there it is `(devel)`, which is no value of a label.
 */
export function withManagedBy(objects: readonly KubernetesObject[], inputs: Files): readonly KubernetesObject[] {
  if (![...inputs.values()].some((text) => text.includes('managedByLabel'))) return objects;
  return objects.map((object) => {
    const { labels } = object.metadata;
    const said = labels?.[key];
    if (typeof said !== 'string' || !/^kustomize-v\d+\.\d+\.\d+$/.test(said)) return object;
    return { ...object, metadata: { ...object.metadata, labels: { ...labels, [key]: 'kustomize-(devel)' } } };
  });
}
