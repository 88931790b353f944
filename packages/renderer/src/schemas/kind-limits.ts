import { groupOf } from '@sovereign-fleet/domain';
import type { KubernetesObject } from '../contract/rendered';
import { isHidden } from './hidden-text';
import { isMap, type Violation, wordsOf } from './violation';

/** What the API server asks of some kinds by code, beside their types. */
export function kindLimits(object: KubernetesObject): readonly Violation[] {
  const { apiVersion, kind } = object;
  if (kind === 'CustomResourceDefinition' && groupOf(apiVersion) === 'apiextensions.k8s.io') return nameLimits(object);
  return apiVersion === 'v1' && (kind === 'ConfigMap' || kind === 'Secret') ? dataLimits(object) : [];
}

/** A definition is named for what it defines. */
function nameLimits({ metadata, spec }: KubernetesObject): readonly Violation[] {
  if (!isMap(spec) || !isMap(spec['names'])) return [];
  const { group, names } = spec;
  const { plural } = names as Readonly<Record<string, unknown>>;
  if (typeof group !== 'string' || typeof plural !== 'string') return [];
  const name = `${plural}.${group}`;
  if (metadata.name === name) return [];
  const problem = `it is ${wordsOf(metadata.name)}, and a definition is named for its plural and its group`;
  return [{ path: ['metadata', 'name'], problem, remedy: `Write ${name}` }];
}

const fields = ['data', 'binaryData', 'stringData'] as const;
const mostBytes = 1024 * 1024;

/** Keys are names of files, and what they hold is 1 MiB at most (apimachinery: IsConfigMapKey; MaxSecretSize). */
function dataLimits(object: KubernetesObject): readonly Violation[] {
  const entries = fields.flatMap((field) => {
    const map: unknown = object[field];
    return Object.entries(isMap(map) ? map : {}).map(([key, value]) => ({ field, key, value }));
  });
  const bad = entries.filter(({ key }) => !isFileName(key) && !isHidden(key));
  const size = entries.reduce((sum, { field, value }) => sum + bytesOf(value, isPacked(object, field)), 0);
  const problem = `it holds ${size} bytes, and may hold ${mostBytes}`;
  return [
    ...bad.map(({ field, key }) => ({
      path: [field, key],
      problem: `${wordsOf(key)} is no key of ${field}`,
      remedy: 'Write letters, digits, "-", "_" or "." (at most 253), with no ".." before them',
    })),
    ...(size > mostBytes ? [{ path: ['data'], problem, remedy: 'Make several of it' }] : []),
  ];
}

function isFileName(key: string): boolean {
  return /^(?!\.$|\.\.)[-._a-zA-Z0-9]{1,253}$/.test(key);
}

function isPacked({ kind }: KubernetesObject, field: (typeof fields)[number]): boolean {
  return field === 'binaryData' || (kind === 'Secret' && field === 'data');
}

/** Of what is packed in base64, the bytes in it. */
function bytesOf(value: unknown, packed: boolean): number {
  if (typeof value !== 'string' || isHidden(value)) return 0;
  return packed ? Math.floor((value.replace(/[\s=]/g, '').length * 3) / 4) : new TextEncoder().encode(value).length;
}
