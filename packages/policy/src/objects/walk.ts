import { isJsonList, isJsonMap, type Json, type JsonMap } from '@sovereign-fleet/domain';

/** One step into a value: a key, or the index of an item. */
export type Step = string | number;

/**
 * Is called with a value and the steps to it. The steps change as the walk goes on: keep `fieldPath(steps)`, not them.
 */
export type Visit = (value: Json, steps: readonly Step[]) => void;

/** Calls `visit` for a value and all that is in it, from the outside in. */
export function walk(value: Json, visit: Visit): void {
  walkFrom(value, { steps: [], visit });
}

interface Walk {
  readonly steps: Step[];
  readonly visit: Visit;
}

/** Every rule walks every object, so this does without iterators and functions of its own. */
function walkFrom(value: Json, walking: Walk): void {
  walking.visit(value, walking.steps);
  if (typeof value !== 'object' || value === null) return;
  if (isJsonList(value)) for (let index = 0; index < value.length; index += 1) walkInto(value[index], index, walking);
  else for (const key of Object.keys(value)) walkInto(value[key], key, walking);
}

function walkInto(item: Json | undefined, step: Step, walking: Walk): void {
  if (item === undefined) return;
  walking.steps.push(step);
  walkFrom(item, walking);
  walking.steps.pop();
}

/** What is at the end of the keys, or undefined where one is not there. */
export function valueAt(value: Json | undefined, ...keys: readonly string[]): Json | undefined {
  let at = value;
  for (const key of keys) at = isJsonMap(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  return at;
}

/** The maps in a list; empty where the value is not a list. */
export function mapsIn(value: Json | undefined): readonly JsonMap[] {
  return isJsonList(value) ? value.filter(isJsonMap) : [];
}

/** Whether a map is the template of pods, or a Pod: it has containers in its `spec`. */
export function isPodTemplate(value: JsonMap): boolean {
  return isJsonList(valueAt(value, 'spec', 'containers'));
}

/** Containers of every sort, each with the steps to it from the template. */
export function containersOf(
  template: JsonMap,
): readonly { readonly container: JsonMap; readonly steps: readonly Step[] }[] {
  return ['containers', 'initContainers', 'ephemeralContainers'].flatMap((list) =>
    mapsIn(valueAt(template, 'spec', list)).map((container, index) => ({ container, steps: ['spec', list, index] })),
  );
}
