import { isObject, type JsonObject, type JsonValue, setField } from '@sovereign-fleet/go-text';
import { foldCase, helmFields, type Shape } from './kustomization-fields';

/**
 * A value as Go reads it into a struct (sigs.k8s.io/yaml: Unmarshal): fields under their proper names, without those
 * that are null or that the struct does not have, and with a number or a boolean as text where text belongs. Of two
 * spellings of a field the last one counts.
 */
export function asGoReads(value: JsonValue, shape: Shape): JsonValue {
  if (shape.is === 'text' || shape.is === 'name') return textOf(value);
  if (shape.is === 'list' && Array.isArray(value)) {
    return (value as readonly JsonValue[]).map((item) => asGoReads(item, shape.item));
  }
  if (shape.is === 'map' && isObject(value)) return mapOf(value, shape.item);
  return shape.is === 'object' && isObject(value) ? fieldsOf(value, shape) : value;
}

function fieldsOf(object: JsonObject, { fields, open }: Extract<Shape, { readonly is: 'object' }>): JsonObject {
  const names = new Map(Object.keys(fields).map((field) => [foldCase(field), field]));
  const result: Record<string, JsonValue> = {};
  for (const key of Object.keys(object)) {
    const value = object[key] ?? null;
    const field = names.get(foldCase(key));
    const shape = fields[field ?? ''];
    const isKept = shape === undefined ? open || helmFields.includes(key) : value !== null;
    if (isKept) setField(result, field ?? key, shape === undefined ? value : asGoReads(value, shape));
  }
  return result;
}

function mapOf(object: JsonObject, item: Shape): JsonObject {
  const result: Record<string, JsonValue> = {};
  for (const [key, value] of Object.entries(object)) setField(result, key, asGoReads(value, item));
  return result;
}

function textOf(value: JsonValue): JsonValue {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : shortFloat(value);
  return typeof value === 'boolean' ? String(value) : value;
}

/** The shortest text for a number of 32 bits, which is how the library prints one. */
function shortFloat(value: number): string {
  const single = Math.fround(value);
  const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9].find((count) => Math.fround(Number(single.toPrecision(count))) === single);
  return String(Number(single.toPrecision(digits ?? 9)));
}
