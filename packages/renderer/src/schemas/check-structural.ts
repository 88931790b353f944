import { doublesIn, unknownField } from './field-violations';
import { wrongType } from './kinds-of-value';
import { limitsOf } from './value-limits';
import type { SchemaChecks, StructuralSchema } from '../contract/server-tables';
import { isHidden } from './hidden-text';
import { isMap, type Path, type Violation } from './violation';

const text: StructuralSchema = { type: 'string' };
const anything: StructuralSchema = { 'x-kubernetes-preserve-unknown-fields': true };

/** What stands in every object, whatever its schema says. */
const ofEveryObject = { apiVersion: text, kind: text, metadata: anything, status: anything, sops: anything };

/**
 * What the API server finds in a custom resource by its schema (Kubernetes: structural schemas): unknown fields, types,
 * enums, limits, required fields. `metadata` is of another schema, and Flux takes off
 * `status` and `sops`.
 */
export function checkCustomResource(
  object: unknown,
  schema: StructuralSchema,
  matches: SchemaChecks['matches'],
): readonly Violation[] {
  const properties = { ...schema.properties, ...ofEveryObject };
  return checkValue(object, { ...schema, type: 'object', properties }, { path: [], matches });
}

interface Place {
  readonly path: Path;
  readonly matches: SchemaChecks['matches'];
}

function placeAt(place: Place, key: string | number): Place {
  return { ...place, path: [...place.path, key] };
}

/** What is wrong with a value by its schema, and with all that is in it. */
function checkValue(value: unknown, schema: StructuralSchema, place: Place): readonly Violation[] {
  const { path, matches } = place;
  if (isHidden(value)) return [];
  if (value === null && schema.nullable === true) return [];
  const type = schema['x-kubernetes-int-or-string'] === true ? 'scalar' : schema.type;
  const wrong = type === undefined ? undefined : wrongType(type, value);
  if (wrong !== undefined) return [{ path, ...wrong }];
  return [
    ...limitsOf(value, schema, matches).map((found) => ({ path, ...found })),
    ...(isMap(value) ? checkMap(value, schema, place) : []),
    ...(Array.isArray(value) ? checkList(value, schema, place) : []),
    ...checkChoices(value, schema, place),
  ];
}

function checkMap(
  map: Readonly<Record<string, unknown>>,
  schema: StructuralSchema,
  place: Place,
): readonly Violation[] {
  const { path } = place;
  const { properties = {}, additionalProperties, required = [] } = schema;
  const isEmbedded = schema['x-kubernetes-embedded-resource'] === true;
  const keepsUnknown = schema['x-kubernetes-preserve-unknown-fields'] === true || schema.type === undefined;
  const others = isMap(additionalProperties) ? additionalProperties : undefined;
  const schemaOf = (key: string) => (Object.hasOwn(properties, key) ? properties[key] : others);
  const here = Object.entries(map).filter(([key, value]) => !isDropped(value, schemaOf(key)));
  const isThere = new Set(here.map(([key]) => key));
  const missing = required.filter((key) => !isThere.has(key) && properties[key]?.default === undefined);
  return [
    ...missing.map((key) => ({
      path: [...path, key],
      problem: 'it is required, and is not there',
      remedy: 'Write it',
    })),
    ...here.flatMap(([key, value]): readonly Violation[] => {
      const own = schemaOf(key);
      if (own !== undefined) return checkValue(value, own, placeAt(place, key));
      if (additionalProperties === true || keepsUnknown) return [];
      if (isEmbedded && ['apiVersion', 'kind', 'metadata'].includes(key)) return [];
      return [unknownField([...path, key], Object.keys(properties))];
    }),
  ];
}

/** Whether the server drops a null: a field that has no null, and a default or nothing in its place. */
function isDropped(value: unknown, schema: StructuralSchema | undefined): boolean {
  return value === null && schema !== undefined && schema.nullable !== true;
}

function checkList(list: readonly unknown[], schema: StructuralSchema, place: Place): readonly Violation[] {
  const { items } = schema;
  const type = schema['x-kubernetes-list-type'];
  const keys = type === 'set' ? [] : type === 'map' ? schema['x-kubernetes-list-map-keys'] : undefined;
  return [
    ...(items === undefined ? [] : list.flatMap((item, index) => checkValue(item, items, placeAt(place, index)))),
    ...(keys === undefined ? [] : doublesIn(list, keys, place.path)),
  ];
}

function checkChoices(value: unknown, schema: StructuralSchema, place: Place): readonly Violation[] {
  const { path } = place;
  const holds = (one: StructuralSchema): boolean => checkValue(value, asChoice(one), place).length === 0;
  const { allOf = [], anyOf, oneOf, not } = schema;
  const remedy = 'Write it as one of the forms that its documentation has';
  const count = oneOf?.filter(holds).length ?? 1;
  return [
    ...allOf.flatMap((one) => checkValue(value, asChoice(one), place)),
    ...(anyOf === undefined || anyOf.some(holds)
      ? []
      : [{ path, problem: 'it has none of the allowed forms', remedy }]),
    ...(count === 1 ? [] : [{ path, problem: `it has ${count} of the allowed forms, and must have one`, remedy }]),
    ...(not === undefined || !holds(not) ? [] : [{ path, problem: 'it has a form that is not allowed', remedy }]),
  ];
}

/** Within a choice only what is said there counts: it makes no field unknown (Kubernetes: structural schemas). */
function asChoice(schema: StructuralSchema): StructuralSchema {
  return { 'x-kubernetes-preserve-unknown-fields': true, ...schema };
}
