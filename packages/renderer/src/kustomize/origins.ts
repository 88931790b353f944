import type { KubernetesObject } from '../contract/rendered';
import type { KustomizationInputs } from './kustomization-inputs';

/** The annotations in which kustomize says where an object and its changes come from. */
const annotations = ['config.kubernetes.io/origin', 'alpha.config.kubernetes.io/transformations'];

const way = /^( *(?:- )?(?:path|configuredIn): )(.+)$/gm;

/** What kustomize built with the ways to files as they are in the tree. */
export function withOrigins(
  objects: readonly KubernetesObject[],
  origins: KustomizationInputs['origins'],
): readonly KubernetesObject[] {
  return origins.size === 0 ? objects : objects.map((object) => withOrigin(object, origins));
}

function withOrigin(object: KubernetesObject, origins: KustomizationInputs['origins']): KubernetesObject {
  const all = object.metadata.annotations ?? {};
  const mend = (_: string, start: string, path: string): string => `${start}${origins.get(path) ?? path}`;
  const mended = annotations.flatMap((key) => {
    const text = all[key];
    return typeof text === 'string' ? [[key, text.replace(way, mend)] as const] : [];
  });
  if (mended.length === 0) return object;
  return { ...object, metadata: { ...object.metadata, annotations: { ...all, ...Object.fromEntries(mended) } } };
}
