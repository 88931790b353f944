import fc, { type Arbitrary } from 'fast-check';
import { isJsonList, isJsonMap, type Json } from '@sovereign-fleet/domain';
import { oddText, oddValue } from './odd-texts';

/** One change within a value: `at` is the number of its place, counted from the top. */
export interface ValueEdit {
  readonly is: 'replace' | 'take out' | 'add' | 'repeat';
  readonly at: number;
  readonly key: string;
  readonly value: Json;
}

export const valueEdit: Arbitrary<ValueEdit> = fc.record({
  is: fc.constantFrom('replace', 'replace', 'take out', 'add', 'repeat'),
  at: fc.nat({ max: 9999 }),
  key: oddText,
  value: oddValue,
});

type Steps = readonly (string | number)[];

/** The value with a change at one of its places, of which `isKept` says which stay. */
export function editValue(value: Json, edit: ValueEdit, isKept: (steps: Steps) => boolean): Json {
  const places = placesIn(value, []).filter((steps) => !isKept(steps));
  const steps = places[edit.at % Math.max(places.length, 1)];
  return steps === undefined ? value : (change(value, steps, edit) ?? null);
}

function placesIn(value: Json, steps: Steps): readonly Steps[] {
  const children = isJsonList(value) ? [...value.entries()] : isJsonMap(value) ? Object.entries(value) : [];
  return [...(steps.length === 0 ? [] : [steps]), ...children.flatMap(([key, one]) => placesIn(one, [...steps, key]))];
}

function change(value: Json, [step, ...rest]: Steps, edit: ValueEdit): Json | undefined {
  if (step === undefined) return editPlace(value, edit);
  if (isJsonList(value)) {
    return value.flatMap((one, index) => {
      if (index !== step) return [one];
      const item = change(one, rest, edit);
      const items = item === undefined ? [] : [item];
      return edit.is === 'repeat' && rest.length === 0 ? [...items, ...items] : items;
    });
  }
  if (!isJsonMap(value)) return value;
  const entries = Object.entries(value).flatMap(([key, one]) => {
    const made = key === step ? change(one, rest, edit) : one;
    return made === undefined ? [] : [[key, made] as const];
  });
  return Object.fromEntries(entries);
}

function editPlace(value: Json, { is, key, value: given }: ValueEdit): Json | undefined {
  if (is === 'take out') return undefined;
  if (is === 'replace') return given;
  if (is === 'add' && isJsonList(value)) return [...value, given];
  if (is === 'add' && isJsonMap(value)) return Object.fromEntries([...Object.entries(value), [key, given]]);
  return value;
}
