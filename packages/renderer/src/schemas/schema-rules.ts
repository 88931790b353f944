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
  // The server looks into `allOf` where there are rules elsewhere.
  return rulesBelow(schema, () => []).length === 0 ? [] : rulesBelow(schema, ({ allOf = [] }) => allOf);
}

type Beside = (schema: StructuralSchema) => readonly StructuralSchema[];

function rulesBelow(schema: StructuralSchema, beside: Beside): readonly SchemaRule[] {
  const { items, properties = {}, additionalProperties } = schema;
  const inner = [items, ...Object.values(properties), additionalProperties].filter((one) => isMap(one));
  const others = [...inner, ...beside(schema)];
  return [...(schema['x-kubernetes-validations'] ?? []), ...others.flatMap((one) => rulesBelow(one, beside))];
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

/** A value with what the API server writes where nothing is said. A field that is null is none, as for CEL's `has`. */
function withDefaults(value: unknown, schema: StructuralSchema): unknown {
  const { items, properties = {}, additionalProperties } = schema;
  if (Array.isArray(value)) return items === undefined ? value : value.map((item) => withDefaults(item, items));
  if (!isMap(value)) return value;
  const missing = Object.entries(properties).filter(([key, { default: given, nullable = false }]) => {
    return given !== undefined && (value[key] === undefined || (value[key] === null && !nullable));
  });
  const all = { ...value, ...Object.fromEntries(missing.map(([key, { default: given }]) => [key, given])) };
  const there = Object.entries(all).filter(([key, inner]) => inner !== null || !Object.hasOwn(properties, key));
  return Object.fromEntries(
    there.map(([key, inner]) => {
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
  const ofAll = (schema.allOf ?? []).flatMap((one) => brokenRules(value, one, place));
  return [...own.map((rule) => violationOf(rule, path)), ...ofAll, ...innerRules(value, schema, place)];
}

function violationOf({ rule, message, fieldPath }: SchemaRule, path: Path): Violation {
  const at = fieldPath === undefined ? path : [...path, ...fieldPath.split('.').filter((part) => part !== '')];
  return { path: at, problem: message ?? `it does not hold ${rule}`, remedy: `Change it so that ${rule} holds` };
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

function isBroken(given: SchemaRule, value: unknown, breaks: SchemaChecks['breaks']): boolean {
  if (isOfChange(given)) return false;
  const { rule } = given;
  const reading = readingOf(rule);
  return reading === undefined ? breaks(rule, value) : reading(value) === false;
}

/** Whether a rule is about a change, and says nothing of an object that is new. */
function isOfChange({ rule, optionalOldSelf = false }: SchemaRule): boolean {
  return /\boldSelf\b/.test(rule) && !optionalOldSelf;
}

/** Whether a schema has a rule about a change, at any depth. */
export function asksOfChanges(schema: StructuralSchema): boolean {
  return rulesIn(schema).some(isOfChange);
}

interface Sides {
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * What the rules about a change say of an object that was another, once the defaults of the schema stand in both. A
 * rule is asked where a value was there before and is another now; entries of a list are the same by their keys alone
 * (Kubernetes, CustomResourceDefinitions: transition rules, ratcheting).
 */
export function brokenChangesOf(
  { before, after }: Sides,
  schema: StructuralSchema,
  breaks: SchemaChecks['breaks'],
): readonly Violation[] {
  if (!asksOfChanges(schema)) return [];
  const whole = withDefaults(after, schema);
  const sides = { before: inOrderOf(whole, withDefaults(before, schema), schema), after: whole };
  return brokenChanges(sides, schema, { path: [], breaks });
}

function brokenChanges(sides: Sides, schema: StructuralSchema, place: Place): readonly Violation[] {
  const { before, after } = sides;
  const isThere = [before, after].every((value) => value !== null && value !== undefined);
  if (!isThere || isSame(before, after)) return [];
  const rules = (schema['x-kubernetes-validations'] ?? []).filter(isOfChange);
  const own = rules.filter(({ rule }) => place.breaks(rule, after, before));
  const ofAll = (schema.allOf ?? []).flatMap((one) => brokenChanges(sides, one, place));
  return [...own.map((rule) => violationOf(rule, place.path)), ...ofAll, ...innerChanges(sides, schema, place)];
}

function innerChanges({ before, after }: Sides, schema: StructuralSchema, place: Place): readonly Violation[] {
  const { items, properties = {}, additionalProperties } = schema;
  if (Array.isArray(before) && Array.isArray(after) && items !== undefined) {
    const known = new Map(before.map((item: unknown) => [keyOf(item, schema), item]));
    return after.flatMap((item: unknown, index) => {
      const key = keyOf(item, schema);
      const old = key === undefined ? undefined : known.get(key);
      return brokenChanges({ before: old, after: item }, items, placeAt(place, index));
    });
  }
  if (!isMap(before) || !isMap(after)) return [];
  return Object.entries(after).flatMap(([key, item]) => {
    const inner = Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
    const old = Object.hasOwn(before, key) ? before[key] : undefined;
    return isMap(inner) ? brokenChanges({ before: old, after: item }, inner, placeAt(place, key)) : [];
  });
}

/**
 * The value before with its sets, and its lists of entries with keys, in the order of the value after: for the CEL of a
 * server they are equal in any order.
 */
function inOrderOf(after: unknown, before: unknown, schema: StructuralSchema): unknown {
  const { items, properties = {}, additionalProperties } = schema;
  if (Array.isArray(before) && Array.isArray(after) && items !== undefined) {
    const places = new Map(after.map((item: unknown, index) => [keyOf(item, schema), index]));
    places.delete(undefined);
    const placeOf = (item: unknown) => places.get(keyOf(item, schema)) ?? after.length;
    const ordered = places.size === 0 ? before : before.toSorted((one, other) => placeOf(one) - placeOf(other));
    return ordered.map((item: unknown) => inOrderOf(after[placeOf(item)], item, items));
  }
  if (!isMap(before) || !isMap(after)) return before;
  const inner = Object.entries(before).map(([key, item]) => {
    const own = Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
    return [key, isMap(own) && Object.hasOwn(after, key) ? inOrderOf(after[key], item, own) : item];
  });
  return Object.fromEntries(inner);
}

/** What tells an entry from the others of its list; undefined in a list that has no keys. */
function keyOf(item: unknown, schema: StructuralSchema): string | undefined {
  const kind = schema['x-kubernetes-list-type'];
  if (kind === 'set') return JSON.stringify(item);
  const keys = kind === 'map' ? (schema['x-kubernetes-list-map-keys'] ?? []) : [];
  return keys.length > 0 && isMap(item) ? JSON.stringify(keys.map((key) => item[key])) : undefined;
}

function isSame(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => isSame(item, other[index]));
  }
  if (!isMap(one) || !isMap(other)) return Object.is(one, other);
  const keys = Object.keys(one);
  const isOfBoth = (key: string) => Object.hasOwn(other, key) && isSame(one[key], other[key]);
  return keys.length === Object.keys(other).length && keys.every(isOfBoth);
}
