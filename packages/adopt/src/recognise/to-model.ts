import { dropped, type ModelMap, type ModelValue, textOf, useOf } from '../model/expression';
import type { Json, JsonMap } from '../model/json';
import type { Parameters } from '../model/recognised';
import { hasUseInKey, splitText, wholeUse } from '../source/substitutes';

/** A value of the source and what arrives of it. */
interface Pair {
  readonly before: Json;
  readonly after: Json | undefined;
}

/** A value of the source as a row has it: parameters where it has substitutes, `drop()` for null. */
function toModel({ before, after }: Pair, nameOf: Parameters['nameOf'] | undefined): ModelValue {
  if (before === null) return dropped;
  if (typeof before === 'string') return nameOf === undefined ? before : toExpression(before, after, nameOf);
  if (typeof before !== 'object') return before;
  if (Array.isArray(before)) {
    const arrived = Array.isArray(after) ? (after as readonly Json[]) : [];
    return (before as readonly Json[]).map((item, index) => toModel({ before: item, after: arrived[index] }, nameOf));
  }
  return toModelMap(before as JsonMap, after as JsonMap | undefined, nameOf); // substitution keeps a map a map
}

export function toModelMap(before: JsonMap, after: JsonMap | undefined, nameOf?: Parameters['nameOf']): ModelMap {
  const entries = Object.entries(before);
  // No row has a parameter in a key, so all of such a map is what arrives.
  if (nameOf !== undefined && after !== undefined && hasUseInKey(before)) return plainMap(after);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, toModel({ before: value, after: after?.[key] }, nameOf)]),
  );
}

/** Where one of its substitutes is no parameter, the text is what arrives. */
function toExpression(text: string, after: Json | undefined, nameOf: Parameters['nameOf']): ModelValue {
  const split = splitText(text);
  if (split.uses.length === 0) return split.literals.join('');
  const names = split.uses.flatMap((use) => nameOf(use) ?? []);
  if (names.length < split.uses.length) return after === undefined ? text : plain(after);
  const [name = ''] = names;
  return wholeUse(split) === undefined ? textOf(split.literals, names) : useOf(name);
}

/** JSON that has arrived: nothing in it is a substitute. */
export function plain(value: Json): ModelValue {
  return toModel({ before: value, after: value }, undefined);
}

export function plainMap(map: JsonMap): ModelMap {
  return toModelMap(map, map);
}
