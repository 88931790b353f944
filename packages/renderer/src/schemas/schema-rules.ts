import { simpleRule, type Reading } from './simple-rule';
import type { SchemaChecks, SchemaRule, StructuralSchema } from '../contract/server-tables';
import { isMap, type Path, type Violation } from './violation';

const readings = new Map<string, Reading | undefined>();

function readingOf(rule: string): Reading | undefined {
  if (!readings.has(rule)) readings.set(rule, simpleRule(rule));
  return readings.get(rule);
}

/** Whether a schema has a rule, at any depth, that takes all of CEL. */
export function asksForCel(schema: StructuralSchema): boolean {
  return rulesIn(schema).some(({ rule }) => readingOf(rule) === undefined);
}

/** All rules of a schema, at any depth: it has none, or each object of its kind asks for them again. */
function rulesIn(schema: StructuralSchema): readonly SchemaRule[] {
  const rules = knownRules.get(schema) ?? findRules(schema);
  knownRules.set(schema, rules);
  return rules;
}

const knownRules = new WeakMap<StructuralSchema, readonly SchemaRule[]>();

function findRules(schema: StructuralSchema): readonly SchemaRule[] {
  const { items, properties = {}, additionalProperties } = schema;
  const inner = [items, ...Object.values(properties), additionalProperties].filter((one) => isMap(one));
  return [...(schema['x-kubernetes-validations'] ?? []), ...inner.flatMap(findRules)];
}

/** What the rules of a schema say of an object, once the defaults of the schema stand in it. */
export function brokenRulesOf(
  object: unknown,
  schema: StructuralSchema,
  breaks: SchemaChecks['breaks'],
): readonly Violation[] {
  if (rulesIn(schema).length === 0) return [];
  return brokenRules(withDefaults(object, schema), schema, { path: [], breaks });
}

interface Place {
  readonly path: Path;
  readonly breaks: SchemaChecks['breaks'];
}

function placeAt(place: Place, key: string | number): Place {
  return { ...place, path: [...place.path, key] };
}

/** A value with what the API server writes where nothing is said. */
function withDefaults(value: unknown, schema: StructuralSchema): unknown {
  const { items, properties = {}, additionalProperties } = schema;
  if (Array.isArray(value)) return items === undefined ? value : value.map((item) => withDefaults(item, items));
  if (!isMap(value)) return value;
  const missing = Object.entries(properties).filter(([key, { default: given }]) => {
    return given !== undefined && (value[key] ?? null) === null;
  });
  const all = { ...value, ...Object.fromEntries(missing.map(([key, { default: given }]) => [key, given])) };
  return Object.fromEntries(
    Object.entries(all).map(([key, inner]) => {
      const own = Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
      return [key, isMap(own) ? withDefaults(inner, own) : inner];
    }),
  );
}

/**
 * What the rules of a schema (`x-kubernetes-validations`, in CEL) say of a value and of all that is in it. Rules about
 * a change (`oldSelf`) hold for a new object. A rule that cannot be worked out here, since it calls what only an API
 * server has, says nothing.
 */
function brokenRules(value: unknown, schema: StructuralSchema, place: Place): readonly Violation[] {
  const { path, breaks } = place;
  if (value === null || value === undefined) return [];
  const own = (schema['x-kubernetes-validations'] ?? []).filter((rule) => isBroken(rule, value, breaks));
  return [
    ...own.map(({ rule, message, fieldPath }) => {
      const at = fieldPath === undefined ? path : [...path, ...fieldPath.split('.').filter((part) => part !== '')];
      return { path: at, problem: message ?? `it does not hold ${rule}`, remedy: `Change it so that ${rule} holds` };
    }),
    ...innerRules(value, schema, place),
  ];
}

function innerRules(value: unknown, schema: StructuralSchema, place: Place): readonly Violation[] {
  const { items, properties = {}, additionalProperties } = schema;
  if (Array.isArray(value) && items !== undefined) {
    return value.flatMap((item, index) => brokenRules(item, items, placeAt(place, index)));
  }
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const inner = Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
    return isMap(inner) ? brokenRules(item, inner, placeAt(place, key)) : [];
  });
}

function isBroken(
  { rule, optionalOldSelf = false }: SchemaRule,
  value: unknown,
  breaks: SchemaChecks['breaks'],
): boolean {
  if (/\boldSelf\b/.test(rule) && !optionalOldSelf) return false;
  const reading = readingOf(rule);
  return reading === undefined ? breaks(rule, value) : reading(value) === false;
}
