import type { JsonMap } from '@sovereign-fleet/domain';
import { objectOf, refusalLines } from '../testing/server-lines';

const told = (type: string, fields: JsonMap) => refusalLines([objectOf(type, fields)]);
const badKey = (field: string, key: string): string =>
  `refused ${field}["${key}"]: "${key}" is no key of ${field}. Write letters, digits, "-", "_" or "." (at most 253), ` +
  'with no ".." before them.';

test.each([
  ['data', 'a.b_c-D', []],
  ['data', '.env', []],
  ['data', 'a/b', [badKey('data', 'a/b')]],
  ['data', '..a', [badKey('data', '..a')]],
  ['binaryData', 'a b', [badKey('binaryData', 'a b')]],
])('the %s of a ConfigMap may have the key %s, or the server says why not', async (field, key, lines) => {
  expect(await told('v1/ConfigMap', { [field]: { [key]: 'YQ==' } })).toEqual(lines);
});

test('a ConfigMap holds 1 MiB, counted without base64', async () => {
  const half = 'ä'.repeat(256 * 1024);
  const packed = Buffer.alloc(512 * 1024).toString('base64');
  expect(await told('v1/ConfigMap', { data: { a: half }, binaryData: { b: packed } })).toEqual([]);
  expect(await told('v1/ConfigMap', { data: { a: `${half}x` }, binaryData: { b: packed } })).toEqual([
    'refused data: it holds 1048577 bytes, and may hold 1048576. Make several of it.',
  ]);
});

test('of a Secret nothing but the size and the key is said', async () => {
  const data = { 'a/b': Buffer.alloc(1024 * 1024 + 1).toString('base64') };
  expect(await told('v1/Secret', { data })).toEqual([
    'refused data["a/b"]: "a/b" is no key of data. Write it so.',
    'refused data: it holds 1048577 bytes, and may hold 1048576. Write it so.',
  ]);
});

test('a kind of another group has its own fields', async () => {
  expect(await told('example.com/v1/ConfigMap', { data: { 'a/b': 'x' } })).toEqual([]);
});
