import { addAll } from '@sovereign-fleet/domain';
import type { Json } from '../model/json';
import type { Use } from '../model/recognised';
import type { Arrived, SourceObject } from '../model/source';
import { hasUseInKey, splitText, wholeUse } from '../source/substitutes';

/** A substitute in an object, with what arrives in its place. */
export interface UseAt {
  readonly use: Use;
  /** Whether it is all of a scalar. */
  readonly isWhole: boolean;
  readonly of: SourceObject;
  readonly path: readonly (string | number)[];
  /** What the scalar is after substitution, as the cluster has it and by defaults alone. */
  readonly arrived: Json | undefined;
  readonly byDefault: Json | undefined;
}

export interface ArrivedBoth {
  readonly asIs: Arrived;
  readonly byDefault: Arrived;
}

/** Every substitute of the objects where Flux substitutes. */
export function usesIn(objects: readonly SourceObject[], { asIs, byDefault }: ArrivedBoth): readonly UseAt[] {
  return objects.flatMap((of) => {
    if (of.unit.variables === undefined) return [];
    const found: UseAt[] = [];
    visitTexts(of.object, [], (text, path) => {
      const split = splitText(text);
      const isWhole = wholeUse(split) !== undefined;
      const arrived = valueAt(asIs.of.get(of.object), path);
      const standing = valueAt(byDefault.of.get(of.object), path);
      addAll(
        found,
        split.uses.map((use) => ({ use, isWhole, of, path, arrived, byDefault: standing })),
      );
    });
    return found;
  });
}

/** The text of each scalar that a row can read a parameter in, with its path. A key is none. */
function visitTexts(
  value: Json,
  path: readonly (string | number)[],
  visit: (text: string, path: readonly (string | number)[]) => void,
): void {
  if (typeof value === 'string') visit(value, path);
  if (typeof value !== 'object' || value === null || hasUseInKey(value)) return;
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  for (const [key, item] of entries as readonly [string | number, Json][]) visitTexts(item, [...path, key], visit);
}

function valueAt(value: Json | undefined, path: readonly (string | number)[]): Json | undefined {
  let at: unknown = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Readonly<Record<string | number, unknown>>)[key];
  }
  return at as Json | undefined; // a part of JSON
}

/** Whether a place is one where a row can read a parameter. A Secret is left out, and its values with it. */
export function takesParameter({ of, path }: Pick<UseAt, 'of' | 'path'>): boolean {
  const [first, second] = path;
  const isOfMetadata = first === 'metadata' && (second === 'labels' || second === 'annotations');
  if (of.object.kind === 'HelmRelease') return isOfMetadata || (first === 'spec' && second === 'values');
  if (of.object.kind === 'Namespace') return first === 'metadata' && second === 'labels';
  if (['HelmRepository', 'OCIRepository', 'Secret'].includes(of.object.kind)) return false;
  return first !== 'apiVersion' && first !== 'kind';
}
