import { int64OfFloat } from './int64';
import { isObject, type JsonObject, type JsonValue } from './json';

/**
 * An object with each number as a float of Go leaves it: what `encoding/json` reads into a map (kyaml:
 * RNode.UnmarshalJSON) loses the last digits of large integers. The same object if it has none.
 */
export function throughFloats(object: JsonObject): JsonObject {
  const entries = Object.entries(object).map(([key, value]) => [key, readAsFloat(value)] as const);
  return entries.every(([key, value]) => value === object[key]) ? object : Object.fromEntries(entries);
}

function readAsFloat(value: JsonValue): JsonValue {
  if (typeof value === 'bigint') return int64OfFloat(Number(value));
  if (isObject(value)) return throughFloats(value);
  return Array.isArray(value) ? itemsThroughFloats(value) : value;
}

function itemsThroughFloats(list: readonly JsonValue[]): readonly JsonValue[] {
  const items = list.map(readAsFloat);
  return items.every((item, index) => item === list[index]) ? list : items;
}
