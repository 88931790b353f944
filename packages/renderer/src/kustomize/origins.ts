import type { KustomizationInputs } from './kustomization-inputs';

/** The annotations in which kustomize says where an object and its changes come from, as it prints them. */
const annotation = /^( +)(?:alpha\.)?config\.kubernetes\.io\/(?:origin|transformations): \|[-+]?\n(?:\1 +.*\n?)+/gm;

const way = /^( +(?:- )?(?:path|configuredIn): )(.+)$/gm;

/** The output of kustomize with the ways to files as they are in the tree. */
export function withOrigins(text: string, origins: KustomizationInputs['origins']): string {
  if (origins.size === 0 || !text.includes('config.kubernetes.io/')) return text;
  return text.replace(annotation, (block) =>
    block.replace(way, (_, start: string, path: string) => `${start}${origins.get(path) ?? path}`),
  );
}
