import { isJsonList, isJsonMap, type Json, type JsonMap } from '@sovereign-fleet/domain';
import type { Rendered } from '@sovereign-fleet/renderer';
import fc from 'fast-check';
import { compare } from './compare';
import { compareFields, type FieldDifference } from './compare-fields';
import { compareFsn1 } from '../testing/example-comparison';
import { release, renderedObject } from '../testing/example-subject';

// Keys and names from few letters, so that both sides meet.
const key = fc.constantFrom('a', 'b', 'name', 'a.b', '__proto__');
const { json } = fc.letrec<{ json: Json; map: JsonMap }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom<Json[]>(null, true, 0, 1, '', 'x', 'y'),
    tie('map'),
    fc.array(tie('json'), { maxLength: 3 }),
    fc
      .uniqueArray(fc.tuple(fc.constantFrom('x', 'y', 'z'), tie('json')), { maxLength: 3, selector: ([name]) => name })
      .map((items) => items.map(([name, value]) => ({ name, value }))),
  ),
  map: fc.dictionary(key, tie('json'), { maxKeys: 3, noNullPrototype: true }),
}));

/** Does to a value what the differences say. */
function apply(value: Json | undefined, differences: readonly FieldDifference[]): Json | undefined {
  return differences.reduce((result, { steps, after }) => applyAt(result, steps, after), value);
}

function applyAt(
  value: Json | undefined,
  [step, ...rest]: FieldDifference['steps'],
  after: Json | undefined,
): Json | undefined {
  if (step === undefined) return after;
  if (isJsonMap(value) && typeof step === 'string') {
    const entries = new Map(Object.entries(value));
    const changed = applyAt(entries.get(step), rest, after);
    if (changed === undefined) entries.delete(step);
    else entries.set(step, changed);
    return Object.fromEntries(entries);
  }
  if (!isJsonList(value) || typeof step === 'string') throw new Error('a step that does not fit');
  if (typeof step === 'object' && 'order' in step) {
    return (after as string[]).map((name) => value.find((item) => isJsonMap(item) && item['name'] === name) ?? null);
  }
  const found =
    typeof step === 'number' ? step : value.findIndex((item) => isJsonMap(item) && item['name'] === step.name);
  const index = found < 0 ? value.length : found;
  const items: (Json | undefined)[] = [...value];
  items[index] = applyAt(items[index], rest, after);
  // Items behind the end go from the end: a hole stays until then.
  return items.filter((item) => item !== undefined || typeof step === 'number') as Json[];
}

function withoutHoles(value: Json | undefined): Json | undefined {
  if (isJsonList(value))
    return value.filter((item) => (item as unknown) !== undefined).map((item) => withoutHoles(item) ?? null);
  if (!isJsonMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withoutHoles(item) ?? null]));
}

test('a value differs from itself in nothing', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(compareFields(value, structuredClone(value))).toEqual([]);
    }),
  );
});

test('the differences, done to the one side, make the other', () => {
  fc.assert(
    fc.property(json, json, (before, after) => {
      const differences = compareFields(before, after);
      expect(withoutHoles(apply(before, differences))).toEqual(after);
      expect(differences.every((one) => JSON.stringify(one.before) !== JSON.stringify(one.after))).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('the objects of the base, with what is added, removed and changed, are those of the change', () => {
  const object = fc
    .tuple(fc.constantFrom('v1', 'apps/v1', 'apps/v2'), fc.constantFrom('a', 'b', 'c'), fc.constantFrom('', 'n'), json)
    .map(([apiVersion, name, namespace, spec]) => {
      const metadata = namespace === '' ? { name } : { name, namespace };
      return renderedObject(release('r'), { apiVersion, kind: 'K', metadata, spec });
    });
  const region = fc
    .uniqueArray(object, {
      selector: ({ object: o, namespace }) => [o.apiVersion.split('/')[1] ?? '', o.metadata.name, namespace].join('|'),
      maxLength: 8,
    })
    .map((objects): Rendered => ({ fqdn: 'x', regions: [{ region: 'r', objects, releases: [], problems: [] }] }));
  fc.assert(
    fc.property(region, region, (was, is) => {
      const found = compareFsn1(was, is).changes;
      const ids = (kind: string) => new Set(found.filter((one) => one.kind === kind).map(({ id }) => id));
      const same = compare(is, is)[0]?.changes ?? [];
      expect(same).toEqual([]);
      const back = compareFsn1(is, was).changes;
      expect(new Set(back.filter((one) => one.kind === 'added').map(({ id }) => id))).toEqual(ids('removed'));
      expect(new Set(back.filter((one) => one.kind === 'removed').map(({ id }) => id))).toEqual(ids('added'));
      expect(new Set(back.filter((one) => one.kind === 'changed').map(({ id }) => id))).toEqual(ids('changed'));
      const count = (one: Rendered) => one.regions[0]?.objects.length ?? 0;
      expect(count(was) - ids('removed').size + ids('added').size).toBe(count(is));
    }),
  );
});
