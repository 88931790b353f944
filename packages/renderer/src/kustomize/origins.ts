import type { KubernetesObject } from '../contract/rendered';
import type { KustomizationInputs } from './kustomization-inputs';

/** The annotations in which kustomize says where an object and its changes come from. */
const annotations = ['config.kubernetes.io/origin', 'alpha.config.kubernetes.io/transformations'];

const way = /^( *(?:- )?(?:path|configuredIn): )(.+)$/gm;

/** What kustomize built, with the ways to files as they are in the tree. */
export function withOrigins(
  objects: readonly KubernetesObject[],
  origins: KustomizationInputs['origins'],
): readonly KubernetesObject[] {
  if (origins.size === 0) return objects;
  const rewrite = (text: string): string =>
    text.replace(way, (_, start: string, path: string) => `${start}${origins.get(path) ?? path}`);
  return objects.map((object) => {
    const texts: Readonly<Record<string, unknown>> = object.metadata.annotations ?? {};
    const changed = annotations.flatMap((key): readonly (readonly [string, string])[] => {
      const text = texts[key];
      return typeof text === 'string' ? [[key, rewrite(text)]] : [];
    });
    if (changed.length === 0) return object;
    const all = { ...object.metadata.annotations, ...Object.fromEntries(changed) };
    return { ...object, metadata: { ...object.metadata, annotations: all } };
  });
}
