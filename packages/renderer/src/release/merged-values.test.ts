import type { Json, JsonMap } from '@sovereign-fleet/domain';
import { readHelmRelease } from '@sovereign-fleet/flux';
import type { KubernetesObject } from '../contract/rendered';
import { type MergedValues, mergedValues } from './merged-values';
import { idOfObject } from '../objects/object-id';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const configMap = (name: string, data: JsonMap): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'flux-system' },
  data,
});
const secret = (name: string, more: JsonMap): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace: 'flux-system' },
  ...more,
});

interface Given {
  readonly valuesFrom?: Json;
  readonly values?: Json;
  readonly objects?: readonly KubernetesObject[];
}

async function valuesOf({ valuesFrom = [], values = {}, objects = [] }: Given): Promise<MergedValues> {
  const release = await readHelmRelease({
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'app', namespace: 'flux-system' },
    spec: { chartRef: { kind: 'OCIRepository', name: 'app' }, valuesFrom, values },
  });
  if (!release.ok) throw new Error(release.reason);
  const byId = new Map(objects.map((object) => [idOfObject(object), object]));
  return mergedValues(release.value, { find: (id) => byId.get(id) });
}

const merged = async (given: Given): Promise<unknown> => {
  const values = await valuesOf(given);
  return values.ok ? values.values : values;
};
const from = (name: string, more: JsonMap = {}, kind = 'ConfigMap'): JsonMap => ({ kind, name, ...more });

test('later references win over earlier ones, and inline values win over all', async () => {
  const objects = [
    configMap('a', { 'values.yaml': 'x: {a: 1, b: 1, c: 1}\nl: [1, 2]' }),
    configMap('b', { 'other.yaml': 'x: {b: 2, c: 2}\nl: [3]' }),
  ];
  const valuesFrom = [from('a'), from('b', { valuesKey: 'other.yaml' })];
  expect(await merged({ objects, valuesFrom, values: { x: { c: 3 } } })).toEqual({ x: { a: 1, b: 2, c: 3 }, l: [3] });
});

test.each([
  { below: 'x: {a: 1}', above: { x: null }, values: { x: null } },
  { below: 'x: {a: 1}', above: { x: { a: null } }, values: { x: { a: null } } },
  { below: 'x: {a: 1}', above: { x: 'text' }, values: { x: 'text' } },
  { below: 'x: text', above: { x: { a: 1 } }, values: { x: { a: 1 } } },
  { below: 'x: null', above: {}, values: { x: null } },
  { below: '', above: { x: 1 }, values: { x: 1 } },
  { below: 'x: yes\nk: 010\nz: 1e3\nd: 2020-01-01', above: {}, values: { x: true, k: 8, z: 1000, d: '2020-01-01' } },
  { below: 'x: 1234567890123456789', above: { y: 9007199254740993n }, values: { x: 1234567890123456800, y: 2 ** 53 } },
])('values $below under inline values $above give $values', async ({ below, above, values }) => {
  const objects = [configMap('a', { 'values.yaml': below })];
  expect(await merged({ objects, valuesFrom: [from('a')], values: above })).toEqual(values);
});

test("a Secret's values are its data, decoded, under its stringData", async () => {
  const objects = [
    secret('s', {
      data: { 'values.yaml': base64('x: data'), other: base64('z: 3') },
      stringData: { 'values.yaml': 'k: plain' },
    }),
  ];
  const valuesFrom = [from('s', {}, 'Secret'), from('s', { valuesKey: 'other' }, 'Secret')];
  expect(await merged({ objects, valuesFrom })).toEqual({ k: 'plain', z: 3 });
});

// A number of --set is an int64 for Helm, a bigint here; one of YAML is a float.
describe('a target path', () => {
  test.each([
    { targetPath: 'a.b', text: '5', values: { a: { b: 5n } } },
    { targetPath: 'a.b', text: "'5'", values: { a: { b: '5' } } },
    { targetPath: 'a.b', text: '"true"', values: { a: { b: 'true' } } },
    { targetPath: 'a', text: 'null', values: { a: null } },
    { targetPath: 'a', text: '{1,two}', values: { a: [1n, 'two'] } },
    { targetPath: 'a[1].b', text: 'x', values: { a: [null, { b: 'x' }] } },
    { targetPath: 'a\\.b/c', text: 'x', values: { 'a.b/c': 'x' } },
    { targetPath: 'a', text: 'x,b=2', values: { a: 'x', b: 2n } },
    { targetPath: 'a', text: '', values: { a: '' } },
  ])('a target path $targetPath takes $text as helm --set does', async ({ targetPath, text, values }) => {
    expect(
      await merged({ objects: [configMap('a', { k: text })], valuesFrom: [from('a', { valuesKey: 'k', targetPath })] }),
    ).toEqual(values);
  });

  test('a target path with literal takes the text as it is', async () => {
    const text = '{"a": [1, "b,c=d.e\\n"]}\n';
    const valuesFrom = [from('a', { valuesKey: 'k', targetPath: 'x.y\\.z', literal: true })];
    expect(await merged({ objects: [configMap('a', { k: text })], valuesFrom })).toEqual({ x: { 'y.z': text } });
  });

  test('literal has no effect without a target path', async () => {
    const objects = [configMap('a', { 'values.yaml': 'x: 1' })];
    expect(await merged({ objects, valuesFrom: [from('a', { literal: true })] })).toEqual({ x: 1 });
  });

  // Flux sets the value in a map that it may share with spec.values, and then merges spec.values in once more.
  // If the map is shared, the new value is in spec.values too and wins; if it is a copy, spec.values wins.
  test('a target path wins over the inline values of a map that no earlier reference has', async () => {
    const given = { objects: [configMap('a', { k: '5' })], values: { x: { y: 1, z: 1 } } };
    const valuesFrom = [from('a', { valuesKey: 'k', targetPath: 'x.y' })];
    expect(await merged({ ...given, valuesFrom })).toEqual({ x: { y: 5n, z: 1 } });
  });

  test('inline values win over a target path at the top, or in a map of an earlier reference', async () => {
    const objects = [configMap('a', { k: '5', 'values.yaml': 'x: {w: 0}' })];
    const top = [from('a', { valuesKey: 'k', targetPath: 'x' })];
    expect(await merged({ objects, valuesFrom: top, values: { x: 1 } })).toEqual({ x: 1 });
    const valuesFrom = [from('a'), from('a', { valuesKey: 'k', targetPath: 'x.y' })];
    expect(await merged({ objects, valuesFrom, values: { x: { y: 1 } } })).toEqual({ x: { w: 0, y: 1 } });
  });

  test('a target path changes one place of a map that an alias puts in two', async () => {
    const objects = [configMap('a', { k: '5', 'values.yaml': 'x: &x {a: 1}\nk: *x' })];
    const valuesFrom = [from('a'), from('a', { valuesKey: 'k', targetPath: 'x.a' })];
    expect(await merged({ objects, valuesFrom })).toEqual({ x: { a: 5n }, k: { a: 1 } });
  });
});

test.each([
  { what: 'an object', valuesFrom: [from('none', { optional: true })] },
  { what: 'a key', valuesFrom: [from('a', { optional: true, valuesKey: 'none' })] },
])('$what of an optional reference may be missing', async ({ valuesFrom }) => {
  const objects = [configMap('a', { 'values.yaml': 'x: 1' })];
  expect(await merged({ objects, valuesFrom, values: { y: 1 } })).toEqual({ y: 1 });
});

const at = (kind: string, key = 'values.yaml') =>
  `could not resolve ${kind} chart values reference 'flux-system/a' with key '${key}': `;

test.each([
  {
    why: 'a ConfigMap that is not there',
    valuesFrom: [from('a')],
    kind: 'missing-source',
    problem: `${at('ConfigMap')}configmaps "a" not found`,
    remedy: 'Add ConfigMap flux-system/a to the tree, set optional: true, or say in the kit who delivers it',
  },
  {
    why: 'a Secret that is not there',
    valuesFrom: [from('a', {}, 'Secret')],
    kind: 'missing-source',
    problem: `${at('Secret')}secrets "a" not found`,
    remedy: 'Add Secret flux-system/a to the tree, set optional: true, or say in the kit who delivers it',
  },
  {
    why: 'an encrypted Secret',
    objects: [secret('a', { data: { 'values.yaml': 'ENC[]' }, sops: { version: '3' } })],
    valuesFrom: [from('a', {}, 'Secret')],
    kind: 'missing-source',
    problem: `${at('Secret')}it is encrypted with SOPS, and only Flux can decrypt it`,
    remedy: 'Review its values in the cluster',
  },
  {
    why: 'a key that is not there',
    objects: [configMap('a', { other: 'x' })],
    valuesFrom: [from('a', { valuesKey: 'toString' })],
    problem: `${at('ConfigMap', 'toString')}key not found`,
    remedy: 'Add the key to ConfigMap flux-system/a, or set optional: true',
  },
  {
    why: 'a Secret that is no base64',
    objects: [secret('a', { data: { 'values.yaml': 'x: hunter2' } })],
    valuesFrom: [from('a', {}, 'Secret')],
    problem: `${at('Secret')}what a Secret has in data must be base64`,
    remedy: 'Encode it, or move it to stringData',
  },
  {
    why: 'text for values',
    objects: [configMap('a', { 'values.yaml': 'text' })],
    valuesFrom: [from('a')],
    problem:
      `${at('ConfigMap')}error unmarshaling JSON: while decoding JSON: json: ` +
      'cannot unmarshal string into Go value of type map[string]interface {}',
  },
  {
    why: 'no YAML',
    objects: [configMap('a', { 'values.yaml': '{x: 1' })],
    valuesFrom: [from('a')],
    problem: `${at('ConfigMap')}error converting YAML to JSON: yaml: line 1: did not find expected ',' or '}'`,
  },
  {
    why: 'no YAML in a Secret',
    objects: [secret('a', { stringData: { 'values.yaml': '{hunter2' } })],
    valuesFrom: [from('a', {}, 'Secret')],
    problem: `${at('Secret')}failed to read values data`,
    remedy: 'Mend what Secret flux-system/a holds',
  },
  {
    why: 'a target path through a text',
    objects: [configMap('a', { 'values.yaml': '5' })],
    values: { x: 'text' },
    valuesFrom: [from('a', { targetPath: 'x.y' })],
    problem:
      `${at('ConfigMap')}unable to parse key: interface conversion: interface {} is string, ` +
      'not map[string]interface {}',
  },
  {
    why: 'a Secret for a target path that has a comma in it',
    objects: [secret('a', { stringData: { 'values.yaml': 'a,hunter2' } })],
    valuesFrom: [from('a', { targetPath: 'x' }, 'Secret')],
    problem: `${at('Secret')}failed to merge value`,
    remedy: 'Mend what Secret flux-system/a holds',
  },
])('$why is a problem', async ({ objects = [], values = {}, valuesFrom, ...more }) => {
  const expected = { kind: 'failed', remedy: 'Mend what ConfigMap flux-system/a holds', ...more };
  const { kind, problem, remedy } = expected;
  expect(await valuesOf({ objects, values, valuesFrom })).toEqual({
    ok: false,
    field: 'spec.valuesFrom[0]',
    kind,
    problem,
    remedy,
  });
});

test('the error of an optional reference that cannot be read calls it optional', async () => {
  const objects = [configMap('a', { 'values.yaml': '[]' })];
  expect(await valuesOf({ objects, valuesFrom: [from('a', { optional: true })] })).toMatchObject({
    problem: expect.stringMatching(/^could not resolve optional ConfigMap chart values reference/) as string,
  });
});

test('merged values list the secret texts in them, with what a targetPath makes of a text', async () => {
  const objects = [
    secret('s', {
      stringData: { 'values.yaml': 'a: [hunter2, {b: 123456}]\nc: true\nd: abc', token: '{hunter2 and more,second}' },
    }),
    configMap('c', { 'values.yaml': 'open: nothing secret' }),
  ];
  const valuesFrom = [from('s', {}, 'Secret'), from('s', { valuesKey: 'token', targetPath: 't' }, 'Secret'), from('c')];
  const values = await valuesOf({ objects, valuesFrom });
  expect(values.ok && values.secrets).toEqual([
    'a: [hunter2, {b: 123456}]\nc: true\nd: abc',
    'hunter2',
    '123456',
    'abc',
    '{hunter2 and more,second}',
    'hunter2 and more',
    'second',
  ]);
});
