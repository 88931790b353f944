import { groupOf } from '@sovereign-fleet/domain';
import type { KubernetesObject } from '../contract/rendered';
import { isMap, type Violation, wordsOf } from './violation';

/** What the API server has against the name of a CustomResourceDefinition. */
export function definitionLimits({ apiVersion, kind, metadata, spec }: KubernetesObject): readonly Violation[] {
  if (kind !== 'CustomResourceDefinition' || groupOf(apiVersion) !== 'apiextensions.k8s.io') return [];
  if (!isMap(spec) || !isMap(spec['names'])) return [];
  const { group, names } = spec;
  const { plural } = names as Readonly<Record<string, unknown>>;
  if (typeof group !== 'string' || typeof plural !== 'string') return [];
  const name = `${plural}.${group}`;
  if (metadata.name === name) return [];
  const problem = `it is ${wordsOf(metadata.name)}, and a definition is named for its plural and its group`;
  return [{ path: ['metadata', 'name'], problem, remedy: `Write ${name}` }];
}
