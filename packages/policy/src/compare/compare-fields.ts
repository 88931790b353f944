import { isJsonList, isJsonMap, type Json, type JsonMap } from '@sovereign-fleet/domain';
import type { ItemOrder, NamedItem } from '../objects/field-path';
import type { Step } from '../objects/walk';
import type { Sides } from './object-pair';

/** A value that is not the same on both sides; undefined where it is not there. */
export interface FieldDifference {
  readonly steps: readonly (Step | NamedItem | ItemOrder)[];
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/**
 * What has to be added, removed and replaced to make `after` of `before`, keys in their order, nothing left out. Items
 * of lists are matched by `name` where every item has a name of its own, as Kubernetes merges them, else by index.
 * Another order of named items is a difference of its own, since init containers run in their order.
 */
export function compareFields(before: Json | undefined, after: Json | undefined): readonly FieldDifference[] {
  const found: FieldDifference[] = [];
  compareAt([], { before, after }, found);
  return found;
}

type Steps = FieldDifference['steps'];

function compareAt(steps: Steps, { before, after }: Sides<Json | undefined>, found: FieldDifference[]): void {
  if (before === after) return;
  if (isJsonMap(before) && isJsonMap(after)) compareMaps(steps, { before, after }, found);
  else if (isJsonList(before) && isJsonList(after)) compareLists(steps, { before, after }, found);
  else found.push({ steps, before, after });
}

function compareMaps(steps: Steps, { before, after }: Sides<JsonMap>, found: FieldDifference[]): void {
  for (const key of [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()) {
    compareAt([...steps, key], { before: ownValue(before, key), after: ownValue(after, key) }, found);
  }
}

function ownValue(map: JsonMap, key: string): Json | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

function compareLists(steps: Steps, { before, after }: Sides<readonly Json[]>, found: FieldDifference[]): void {
  const named = { before: byName(before), after: byName(after) };
  if (named.before !== undefined && named.after !== undefined) {
    compareNamed(steps, { before: named.before, after: named.after }, found);
    return;
  }
  for (let index = 0; index < Math.max(before.length, after.length); index += 1) {
    compareAt([...steps, index], { before: before[index], after: after[index] }, found);
  }
}

/** The items by their names, or undefined where an item has none of its own. */
function byName(items: readonly Json[]): ReadonlyMap<string, Json> | undefined {
  const named = new Map<string, Json>();
  for (const item of items) {
    const name = isJsonMap(item) ? item['name'] : undefined;
    if (typeof name !== 'string' || named.has(name)) return undefined;
    named.set(name, item);
  }
  return named;
}

function compareNamed(
  steps: Steps,
  { before, after }: Sides<ReadonlyMap<string, Json>>,
  found: FieldDifference[],
): void {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  for (const name of names) {
    compareAt([...steps, { name }], { before: before.get(name), after: after.get(name) }, found);
  }
  // Items that stay in place, with new ones behind them, are in the order that a reader expects.
  const expected = names.filter((name) => after.has(name));
  const order = [...after.keys()];
  if (expected.every((name, index) => name === order[index])) return;
  found.push({ steps: [...steps, { order: 'by name' }], before: [...before.keys()], after: order });
}
