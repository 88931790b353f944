import type { Json, JsonMap } from '@sovereign-fleet/renderer';

/** One step into a value: a key, or the index of an item. */
export type Step = string | number;

/** A value within another, and the steps to it. The steps are those of the moment: keep `fieldPath(steps)`, not them. */
export type Visit = (value: Json, steps: readonly Step[]) => void;

/** Calls `visit` for a value and all that is in it, from the outside in. */
export function walk(value: Json, visit: Visit): void {
  walkFrom(value, [], visit);
}

function walkFrom(value: Json, steps: Step[], visit: Visit): void {
  visit(value, steps);
  if (isList(value))
    value.forEach((item, index) => {
      walkInto(item, index);
    });
  else if (isMap(value)) for (const key of Object.keys(value)) walkInto(value[key], key);

  function walkInto(item: Json | undefined, step: Step): void {
    if (item === undefined) return;
    steps.push(step);
    walkFrom(item, steps, visit);
    steps.pop();
  }
}

export function isMap(value: Json | undefined): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// Array.isArray does not tell readonly lists from maps.
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** What is at the end of the keys, or undefined where one is not there. */
export function valueAt(value: Json | undefined, ...keys: readonly string[]): Json | undefined {
  let at = value;
  for (const key of keys) at = isMap(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  return at;
}

/** The maps in a list, or none where the value is no list. */
export function mapsIn(value: Json | undefined): readonly JsonMap[] {
  return isList(value) ? value.filter(isMap) : [];
}
