import type { Json, JsonMap } from '@sovereign-fleet/domain';
import { printJson } from '@sovereign-fleet/go-text';
import { readValues, type RenderedObject } from '@sovereign-fleet/renderer';
import { asApplier } from '../objects/object-id';
import { mapsIn, type Step, valueAt } from '../objects/walk';

/** Values that a HelmRelease takes from a ConfigMap. */
export interface ReferredValues {
  /** The way to them in the ConfigMap. */
  readonly steps: readonly Step[];
  readonly values: Json;
}

interface Reference {
  readonly key: string;
  readonly targetPath: string;
}

/**
 * What the HelmReleases of a region name in `valuesFrom`, by namespace and name of the ConfigMap (HelmRelease,
 * spec.valuesFrom).
 */
export type ValuesReferences = ReadonlyMap<string, readonly Reference[]>;

export function valuesReferences(objects: readonly RenderedObject[]): ValuesReferences {
  const found = new Map<string, Reference[]>();
  for (const [id, reference] of objects.flatMap(referencesOf)) found.set(id, [...(found.get(id) ?? []), reference]);
  return found;
}

function referencesOf(of: RenderedObject): readonly (readonly [string, Reference])[] {
  if (asApplier(of)?.kind !== 'HelmRelease') return [];
  return mapsIn(valueAt(of.object, 'spec', 'valuesFrom')).flatMap(({ kind, name, valuesKey, targetPath }) => {
    if (kind !== 'ConfigMap' || typeof name !== 'string') return [];
    const reference = { key: textOr(valuesKey, 'values.yaml'), targetPath: textOr(targetPath, '') };
    return [[idOf(of.namespace, name), reference] as const];
  });
}

function idOf(namespace: string, name: string): string {
  return printJson([namespace, name]);
}

function textOr(value: Json | undefined, fallback: string): string {
  return typeof value === 'string' && value !== '' ? value : fallback;
}

/**
 * The values in a ConfigMap, of each key that a release takes; a text that cannot be read is the renderer's problem.
 */
export function valuesIn(
  { cluster, object, namespace }: RenderedObject,
  references: ValuesReferences,
): readonly ReferredValues[] {
  if (cluster !== undefined || object.kind !== 'ConfigMap' || object.apiVersion !== 'v1') return [];
  return (references.get(idOf(namespace, object.metadata.name)) ?? []).flatMap(({ key, targetPath }) => {
    const text = valueAt(object, 'data', key);
    if (typeof text !== 'string') return [];
    if (targetPath !== '') return [{ steps: ['data', key], values: nestedValue(targetPath.split('.'), text) }];
    const read = readValues(text);
    return read.ok ? [{ steps: ['data', key], values: read.value }] : [];
  });
}

function nestedValue(path: readonly string[], text: string): Json {
  return path.reduceRight<Json>((inner, key): JsonMap => ({ [key]: inner }), text);
}
