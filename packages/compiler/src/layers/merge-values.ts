import {
  isDropped,
  isSubstituted,
  type LayerValue,
  type LayerValues,
  type SlotValue,
  type SlotValues,
} from '@sovereign-fleet/domain';

/** Values with those of a layer above them: maps merge, all else is replaced, whatever it was. */
export function mergeValues(below: SlotValues, above: LayerValues): SlotValues {
  const merged = Object.entries(above).map(([key, value]) => {
    const own = Object.hasOwn(below, key) ? below[key] : undefined;
    return [key, own !== undefined && isMap(own) && isMap(value) ? mergeValues(own, value) : value] as const;
  });
  return { ...below, ...Object.fromEntries(merged) };
}

/** Whether a value is a map of further values, and no text with parameters or `drop()`. */
export function isMap<Value extends SlotValue | LayerValue>(
  value: Value,
): value is Extract<Value, SlotValues | LayerValues> {
  return typeof value === 'object' && !Array.isArray(value) && !isDropped(value) && !isSubstituted(value);
}

/** Whether two values are the same, with their parameters and drops. */
export function isSameValue(one: SlotValue, other: SlotValue): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object') return false;
  if (isDropped(one) || isDropped(other)) return isDropped(one) && isDropped(other);
  if (isSubstituted(one) || isSubstituted(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  const [a, b] = [Object.entries(one as SlotValues), other as SlotValues]; // lists have entries by their indices
  if (a.length !== Object.keys(b).length) return false;
  return a.every(([key, value]) => {
    const twin = Object.hasOwn(b, key) ? b[key] : undefined;
    return twin !== undefined && isSameValue(value, twin);
  });
}
