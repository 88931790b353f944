import { groupOf } from '@sovereign-fleet/domain';
import type { KubernetesObject } from '../contract/rendered';
import { isHidden } from './hidden-text';
import { isMap, type Violation, wordsOf } from './violation';

/** A name in a key of a label or an annotation, and what a label may hold (apimachinery: content.IsLabelValue). */
const word = /^([A-Za-z0-9]([\w.-]*[A-Za-z0-9])?)$/;
const domain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

const mostAnnotations = 256 * 1024;

/**
 * What the API server has against the labels and the annotations of an object, whatever its kind is, and against the
 * name of a CustomResourceDefinition.
 */
export function metadataLimits(object: KubernetesObject): readonly Violation[] {
  const { metadata } = object;
  const labels = textsOf(metadata.labels);
  const annotations = textsOf(metadata.annotations);
  return [
    ...labels.flatMap(([key]) => badKey('labels', key, key)),
    ...labels.flatMap(([key, value]) => badLabel(key, value)),
    ...annotations.flatMap(([key]) => badKey('annotations', key, key.toLowerCase())),
    ...tooMuch(annotations),
    ...badDefinitionName(object),
  ];
}

function textsOf(map: unknown): readonly (readonly [string, string])[] {
  if (!isMap(map)) return [];
  return Object.entries(map).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
}

function badKey(field: 'labels' | 'annotations', key: string, asked: string): readonly Violation[] {
  const parts = asked.split('/');
  const [prefix, name] = parts.length === 1 ? [undefined, parts[0] ?? ''] : [parts[0], parts[1] ?? ''];
  const isPrefix = prefix === undefined || (prefix.length <= 253 && domain.test(prefix));
  if (parts.length <= 2 && isPrefix && name.length <= 63 && word.test(name)) return [];
  const problem = `${wordsOf(key)} is no key of ${field}`;
  const remedy = 'Write letters, digits, "-", "_" or "." (at most 63), behind a domain and "/" if it needs one';
  return [{ path: ['metadata', field, key], problem, remedy }];
}

function badLabel(key: string, value: string): readonly Violation[] {
  if (value === '' || isHidden(value) || (value.length <= 63 && word.test(value))) return [];
  const problem = `a label cannot hold ${wordsOf(value)}`;
  const remedy = 'Write at most 63 letters, digits, "-", "_" or ".", with a letter or a digit at both ends';
  return [{ path: ['metadata', 'labels', key], problem, remedy }];
}

function tooMuch(annotations: readonly (readonly [string, string])[]): readonly Violation[] {
  const size = annotations.flat().reduce((sum, text) => sum + new TextEncoder().encode(text).length, 0);
  if (size <= mostAnnotations) return [];
  const problem = `its annotations have ${size} bytes together, and may have ${mostAnnotations}`;
  return [{ path: ['metadata', 'annotations'], problem, remedy: 'Keep it in a ConfigMap' }];
}

function badDefinitionName({ apiVersion, kind, metadata, spec }: KubernetesObject): readonly Violation[] {
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
