import { isObject, type JsonObject, type JsonValue, setField } from '@sovereign-fleet/go-text';
import { foldCase, helmFields, type Shape } from './kustomization-fields';

/** A value of a file, read twice. */
export interface ReadTwice {
  readonly value: JsonValue;
  /** The same with each number and boolean as Go writes it into a text (the dialect `v2 as text`). */
  readonly asText: JsonValue;
}

/**
 * A value as Go reads it into a struct (sigs.k8s.io/yaml: Unmarshal): fields under their proper names, without those
 * that are null or that the struct does not have, and with a number or a boolean as text where text belongs. Of two
 * spellings of a field the last one counts.
 */
export function asGoReads(read: ReadTwice, shape: Shape): JsonValue {
  const { value } = read;
  if (shape.is === 'text' || shape.is === 'name') return textOf(read);
  if (shape.is === 'list' && Array.isArray(value)) {
    return [...value.keys()].map((index) => asGoReads(itemOf(read, index), shape.item));
  }
  if (shape.is === 'map' && isObject(value)) return mapOf(read, value, shape.item);
  return shape.is === 'object' && isObject(value) ? fieldsOf(read, value, shape) : value;
}

function fieldsOf(
  read: ReadTwice,
  object: JsonObject,
  { fields, open }: Extract<Shape, { readonly is: 'object' }>,
): JsonObject {
  const names = new Map(Object.keys(fields).map((field) => [foldCase(field), field]));
  const result: Record<string, JsonValue> = {};
  for (const key of Object.keys(object)) {
    const item = itemOf(read, key);
    const field = names.get(foldCase(key));
    const shape = fields[field ?? ''];
    const isKept = shape === undefined ? open || helmFields.includes(key) : item.value !== null;
    if (isKept) setField(result, field ?? key, shape === undefined ? item.value : asGoReads(item, shape));
  }
  return result;
}

function mapOf(read: ReadTwice, object: JsonObject, item: Shape): JsonObject {
  const result: Record<string, JsonValue> = {};
  for (const key of Object.keys(object)) setField(result, key, asGoReads(itemOf(read, key), item));
  return result;
}

function itemOf({ value, asText }: ReadTwice, key: string | number): ReadTwice {
  return { value: fieldOf(value, key), asText: fieldOf(asText, key) };
}

function fieldOf(value: JsonValue, key: string | number): JsonValue {
  return (value as Readonly<Record<string | number, JsonValue>>)[key] ?? null; // a map, or a list with this item
}

function textOf({ value, asText }: ReadTwice): JsonValue {
  if (value === null) return '';
  return typeof value === 'object' ? value : asText;
}
