import type { SlotValue } from '@sovereign-fleet/domain';
import { isMap } from './merge-values';

/** The way to a value: keys of maps, and indices of lists. */
export type Keys = readonly (string | number)[];

/** A value, and how far the way to it was gone: a scalar on the way stands for all that was below it. */
export interface SaidValue {
  readonly keys: Keys;
  readonly value: SlotValue;
}

/** What values say at a path; undefined where they say nothing there. */
export function saidAt(values: SlotValue, path: Keys): SaidValue | undefined {
  let found: SaidValue = { keys: [], value: values };
  for (const key of path) {
    const { value, keys } = found;
    if (!isMap(value) && !Array.isArray(value)) return found;
    if (!Object.hasOwn(value, key)) return Array.isArray(value) ? found : undefined;
    const below = (value as Readonly<Record<string | number, SlotValue>>)[key]; // it has the key
    if (below === undefined) return undefined;
    found = { keys: [...keys, key], value: below };
  }
  return found;
}
