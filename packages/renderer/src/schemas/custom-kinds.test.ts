import type { Json, JsonMap } from '@sovereign-fleet/domain';
import type { KubernetesObject } from '../contract/rendered';
import { objectOf, refusalLines } from '../testing/server-lines';

const thing = (spec: Json): KubernetesObject => objectOf('example.com/v1/Thing', { spec });

/** Defines Thing, whose spec has this schema. */
function definition(inSpec: JsonMap, name = 'things.example.com'): KubernetesObject {
  const openAPIV3Schema = { type: 'object', properties: { spec: { type: 'object', ...inSpec } } };
  const versions = [
    { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema } },
    { name: 'v1alpha1', served: false, storage: false },
  ];
  const names = { kind: 'Thing', plural: 'things' };
  const spec = { group: 'example.com', scope: 'Namespaced', names, versions };
  return objectOf('apiextensions.k8s.io/v1/CustomResourceDefinition', { spec }, { name });
}

interface Row {
  readonly title: string;
  /** Of the spec, beside its type. */
  readonly schema: JsonMap;
  readonly spec: Json;
  readonly expected: readonly string[];
}

const text = { type: 'string' };
const rule = (cel: string, message?: string): JsonMap => {
  return { 'x-kubernetes-validations': [{ rule: cel, ...(message === undefined ? {} : { message }) }] };
};

const rows: readonly Row[] = [
  {
    title: 'a field that the schema does not have',
    schema: { properties: { size: text } },
    spec: { sise: 'x' },
    expected: ['refused spec.sise: the API server knows no such field. Did you mean "size"? Write one of size.'],
  },
  {
    title: 'a whole number above what JavaScript counts',
    schema: { properties: { n: { type: 'integer' } } },
    spec: { n: 2 ** 60 },
    expected: [],
  },
  {
    title: 'a pattern, as Go reads it',
    schema: { properties: { s: { ...text, pattern: '^\\pL+$' } } },
    spec: { s: 'a1' },
    expected: ['refused spec.s: it is "a1", which does not match ^\\pL+$. Write it as ^\\pL+$ has it.'],
  },
  {
    title: 'a pattern that takes other engines for ever',
    schema: { properties: { s: { ...text, pattern: '^(a+)+$' } } },
    spec: { s: `${'a'.repeat(5000)}!` },
    expected: [`refused spec.s: it is "${'a'.repeat(79)}…, which does not match ^(a+)+$. Write it as ^(a+)+$ has it.`],
  },
  {
    title: 'a rule in CEL',
    schema: {
      properties: { min: { type: 'integer' }, max: { type: 'integer' } },
      ...rule('self.min <= self.max', 'min is above max'),
    },
    spec: { min: 3, max: 2 },
    expected: ['refused spec: min is above max. Change it so that self.min <= self.max holds.'],
  },
  {
    title: 'a rule whose pattern takes other engines for ever',
    schema: { properties: { s: text }, ...rule("self.s.matches('^(a+)+$')", 'only a') },
    spec: { s: `${'a'.repeat(5000)}!` },
    expected: ["refused spec: only a. Change it so that self.s.matches('^(a+)+$') holds."],
  },
  {
    title: 'a rule that would take a million steps is left to the server',
    schema: {
      properties: { l: { type: 'array', items: { type: 'integer' } } },
      ...rule('self.l.all(a, self.l.all(b, self.l.all(c, false)))'),
    },
    spec: { l: Array.from({ length: 200 }, (_, index) => index) },
    expected: [],
  },
  ...[
    "self.s . matches // of any engine\n ('^(a+)+$')",
    `[${'1,'.repeat(900)}1].all(a, [${'1,'.repeat(900)}1].all(b, [${'1,'.repeat(900)}1].all(c, true)))`,
    "self.s.split('').all(a, self.s.split('').all(b, a == b))",
    `${'cel.bind(a, [1] + [1], '.repeat(1)}${'cel.bind(a, a + a, '.repeat(60)}true${')'.repeat(61)}`,
    `${'[[1]].map(a, [a + a]'.repeat(1)}${'.map(a, [a[0] + a[0]])'.repeat(60)}.size() == 1)`,
  ].map((long) => ({
    title: `a rule that would take for ever: ${long.slice(0, 40)}`,
    schema: { properties: { s: text }, ...rule(`${long} || true`) },
    spec: { s: `${'a'.repeat(5000)}!` },
    expected: [],
  })),
  {
    title: 'patterns that would take for ever together',
    schema: {
      properties: Object.fromEntries(
        Array.from({ length: 30 }, (_, at) => [`s${at}`, { ...text, pattern: `^(a|b)*c${at}$` }]),
      ),
    },
    spec: Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`s${at}`, `${'ab'.repeat(500_000)}c${at}`])),
    expected: [],
  },
  {
    title: 'a rule about a default',
    schema: {
      properties: { mode: { ...text, default: 'off' }, size: { type: 'integer' } },
      ...rule("self.mode == 'on' || !has(self.size)", 'size is for on'),
    },
    spec: { size: 1 },
    expected: ["refused spec: size is for on. Change it so that self.mode == 'on' || !has(self.size) holds."],
  },
  {
    title: 'a rule of a schema of allOf',
    schema: {
      properties: { n: { type: 'integer' } },
      allOf: [{ properties: { n: rule('self > 1') } }],
      ...rule('true'),
    },
    spec: { n: 1 },
    expected: ['refused spec.n: it does not hold self > 1. Change it so that self > 1 holds.'],
  },
  { title: 'a rule about a change', schema: rule('self == oldSelf'), spec: {}, expected: [] },
  { title: 'a rule that no CEL has', schema: rule('self.isThingOfAServer()'), spec: {}, expected: [] },
  {
    title: 'forms of which it may have one',
    schema: { properties: { a: text, b: text }, oneOf: [{ required: ['a'] }, { required: ['b'] }] },
    spec: { a: '', b: '' },
    expected: [
      'refused spec: it has 2 of the allowed forms, and must have one. ' +
        'Write it as one of the forms that its documentation has.',
    ],
  },
  {
    title: 'fields that are kept although no schema has them',
    schema: { 'x-kubernetes-preserve-unknown-fields': true, properties: { a: text } },
    spec: { a: 1, b: 2 },
    expected: ['refused spec.a: it has to be a text, and is 1. Write "1", in quotes.'],
  },
  {
    title: 'a text or a number',
    schema: { properties: { p: { 'x-kubernetes-int-or-string': true }, q: { 'x-kubernetes-int-or-string': true } } },
    spec: { p: 'x', q: true },
    expected: ['refused spec.q: it has to be a text or a whole number, and is true. Write a text or a whole number.'],
  },
  {
    title: 'a set',
    schema: { properties: { l: { type: 'array', 'x-kubernetes-list-type': 'set', items: text } } },
    spec: { l: ['a', 'a'] },
    expected: ['refused spec.l[1]: it stands in the list twice (the first is entry 0). ' + 'Remove one of them.'],
  },
  {
    title: 'an address',
    schema: { properties: { ip: { ...text, format: 'ipv4' } } },
    spec: { ip: '1.2.3' },
    expected: ['refused spec.ip: it is "1.2.3", which is no ipv4. Write it as ipv4 has it.'],
  },
  {
    title: 'null, where the schema has null, and where it has not',
    schema: { required: ['a', 'b'], properties: { a: { ...text, nullable: true }, b: text } },
    spec: { a: null, b: null },
    expected: ['refused spec.b: it is required, and is not there. Write it.'],
  },
  {
    title: 'limits of numbers, lists and texts',
    schema: {
      properties: {
        n: { type: 'integer', minimum: 1, exclusiveMinimum: true },
        l: { type: 'array', maxItems: 1, items: text },
        s: { ...text, minLength: 2 },
      },
    },
    spec: { n: 1, l: ['a', 'b'], s: '😀' },
    expected: [
      'refused spec.n: it is 1, and has to be more than 1. Write more than 1.',
      'refused spec.l: it has 2 entries, above 1. Write at most 1.',
      'refused spec.s: it has 1 characters, below 2. Write at least 2.',
    ],
  },
];

test.each(rows)('$title', async ({ schema, spec, expected }) => {
  expect(await refusalLines([thing(spec), definition(schema)])).toEqual(expected);
});

test('the name of a definition', async () => {
  expect(await refusalLines([definition({}, 'thing.example.com')])).toEqual([
    'refused metadata.name: it is "thing.example.com", and a definition is named for its plural and its group. ' +
      'Write things.example.com.',
  ]);
});

test('a version that the definition does not serve', async () => {
  expect(await refusalLines([{ ...thing({}), apiVersion: 'example.com/v1alpha1' }, definition({})])).toEqual([
    'refused apiVersion: no matches for kind "Thing" in version "example.com/v1alpha1". Write example.com/v1.',
  ]);
});
