import type { Json, JsonMap } from '@sovereign-fleet/domain';
import { changeRefusals } from './change-refusals';
import type { KubernetesObject } from './contract/rendered';
import { serverTables } from './schemas/node';
import { objectOf } from './testing/server-lines';

const tables = serverTables();

/** Defines Thing, whose spec has this schema. */
function definition(inSpec: JsonMap): KubernetesObject {
  const openAPIV3Schema = { type: 'object', properties: { spec: { type: 'object', ...inSpec } } };
  const versions = [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema } }];
  const spec = { group: 'example.com', scope: 'Namespaced', names: { kind: 'Thing', plural: 'things' }, versions };
  return objectOf('apiextensions.k8s.io/v1/CustomResourceDefinition', { spec }, { name: 'things.example.com' });
}

const thing = (spec: Json): KubernetesObject => objectOf('example.com/v1/Thing', { spec });

function renderedWith(objects: readonly KubernetesObject[]) {
  const appliedBy = { kind: 'Kustomization', namespace: 'flux-system', name: 'apps' } as const;
  const rendered = objects.map((object) => ({ appliedBy, namespace: 'apps', object }));
  return { regions: [{ region: 'fsn1', objects: rendered, releases: [], problems: [] }] };
}

const rule = (cel: string, more: JsonMap = {}): JsonMap => ({ 'x-kubernetes-validations': [{ rule: cel, ...more }] });
const text = { type: 'string' };
const number = { type: 'integer' };
const fixed = { properties: { class: { ...text, ...rule('self == oldSelf', { message: 'class is immutable' }) } } };
const entry = { type: 'object', properties: { name: text, size: { ...number, ...rule('self >= oldSelf') } } };
const byName = { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'] };
const grows = 'it does not hold self >= oldSelf';

test.each<{ what: string; schema: JsonMap; was: Json; is: Json; says: readonly string[] }>([
  {
    what: 'a field that never changes',
    schema: fixed,
    was: { class: 'a' },
    is: { class: 'b' },
    says: ['spec.class: class is immutable'],
  },
  { what: 'the field as it was', schema: fixed, was: { class: 'a', b: 1 }, is: { class: 'a', b: 2 }, says: [] },
  { what: 'a field that was not there', schema: fixed, was: {}, is: { class: 'b' }, says: [] },
  { what: 'a field that is there no more', schema: fixed, was: { class: 'a' }, is: {}, says: [] },
  {
    what: 'a field that the server would write where nothing is said',
    schema: { properties: { class: { ...text, default: 'a', ...rule('self == oldSelf') } } },
    was: {},
    is: { class: 'b' },
    says: ['spec.class: it does not hold self == oldSelf'],
  },
  {
    what: 'a rule of the whole that names a field',
    schema: {
      properties: { a: text, b: text },
      ...rule('has(self.a) == has(oldSelf.a)', { message: 'a comes with the object', fieldPath: '.a' }),
    },
    was: { b: 'x' },
    is: { a: 'x', b: 'x' },
    says: ['spec.a: a comes with the object'],
  },
  {
    what: 'a field by a schema of allOf, which the server reads where there are rules elsewhere',
    schema: { properties: { n: number }, allOf: [{ properties: { n: rule('self >= oldSelf') } }], ...rule('true') },
    was: { n: 2 },
    is: { n: 1 },
    says: [`spec.n: ${grows}`],
  },
  {
    what: 'a field by a schema of allOf alone',
    schema: { properties: { n: number }, allOf: [{ properties: { n: rule('self >= oldSelf') } }] },
    was: { n: 2 },
    is: { n: 1 },
    says: [],
  },
  {
    what: 'sets and lists with keys, which are equal in any order',
    schema: {
      properties: {
        tags: { type: 'array', 'x-kubernetes-list-type': 'set', items: text },
        disks: { type: 'array', ...byName, items: { type: 'object', properties: { name: text, size: number } } },
      },
      ...rule('self == oldSelf'),
    },
    was: { tags: ['a', 'b'], disks: [{ name: 'a' }, { name: 'b' }] },
    is: { tags: ['b', 'a'], disks: [{ name: 'b' }, { name: 'a' }] },
    says: [],
  },
  {
    what: 'a field that was null, which is none',
    schema: { properties: { a: { ...text, nullable: true, default: 'x' } }, ...rule('has(self.a) == has(oldSelf.a)') },
    was: { a: null },
    is: {},
    says: ['spec: it does not hold has(self.a) == has(oldSelf.a)'],
  },
  {
    what: 'entries of a list by their keys',
    schema: { properties: { disks: { type: 'array', ...byName, items: entry } } },
    was: {
      disks: [
        { name: 'a', size: 5 },
        { name: 'b', size: 5 },
      ],
    },
    is: {
      disks: [
        { name: 'new', size: 1 },
        { name: 'b', size: 4 },
        { name: 'a', size: 6 },
      ],
    },
    says: [`spec.disks[1].size: ${grows}`],
  },
  {
    what: 'entries of a list without keys, which are nobody before',
    schema: { properties: { disks: { type: 'array', items: entry } } },
    was: { disks: [{ name: 'a', size: 5 }] },
    is: { disks: [{ name: 'a', size: 4 }] },
    says: [],
  },
  {
    what: 'values of a map by their keys',
    schema: {
      properties: { sizes: { type: 'object', additionalProperties: { ...number, ...rule('self >= oldSelf') } } },
    },
    was: { sizes: { a: 5, b: 5 } },
    is: { sizes: { a: 4, b: 6, c: 1 } },
    says: [`spec.sizes.a: ${grows}`],
  },
  {
    what: 'a value that broke the rule before, and is as it was',
    schema: rule('self.n > oldSelf.n'),
    was: { n: 1 },
    is: { n: 1 },
    says: [],
  },
  { what: 'a rule that cannot be read', schema: rule('self.oldSelf('), was: { n: 1 }, is: { n: 2 }, says: [] },
  {
    what: 'a rule for new objects, too, of which nothing is said',
    schema: rule('oldSelf.hasValue()', { optionalOldSelf: true }),
    was: { n: 1 },
    is: { n: 2 },
    says: [],
  },
])('of a change of $what', async ({ schema, was, is, says }) => {
  const rendered = renderedWith([thing(is), definition(schema)]);
  const refusals = (await changeRefusals(rendered, { tables })).get('fsn1');
  const found = refusals?.(thing(was), thing(is)) ?? [];
  expect(found.map(({ field, problem }) => `${field}: ${problem}`)).toEqual(says);
});

test('nothing is said of an object that comes in another version', async () => {
  const after = thing({ class: 'b' });
  const before = { ...thing({ class: 'a' }), apiVersion: 'example.com/v1alpha1' };
  const refusals = await changeRefusals(renderedWith([after, definition(fixed)]), { tables });
  expect(refusals.get('fsn1')?.(before, after)).toEqual([]);
});

test('a definition that the cluster has counts like one of the tree', async () => {
  const standIns = [definition(fixed)];
  const after = thing({ class: 'b' });
  const refusals = await changeRefusals(renderedWith([after]), { standIns, tables });
  expect(refusals.get('fsn1')?.(thing({ class: 'a' }), after)).toHaveLength(1);
});

test('CEL is loaded for objects alone whose kind has a rule about a change', async () => {
  const loadChecks = () => Promise.reject(new Error('it was loaded'));
  const lazy = { tables: { ...tables, loadChecks } };
  const without = [definition(rule('self.n > 0')), thing({ n: 1 })];
  expect((await changeRefusals(renderedWith(without), lazy)).size).toBe(0);
  expect((await changeRefusals(renderedWith([definition(fixed)]), lazy)).size).toBe(0);
  await expect(changeRefusals(renderedWith([definition(fixed), thing({})]), lazy)).rejects.toThrow('it was loaded');
});
