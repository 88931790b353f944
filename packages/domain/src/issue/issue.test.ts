import { parseFleet } from '../fleet/fleet';
import { parseSovereign } from '../sovereign/sovereign';
import type { IssueCode } from './issue';
import { fieldOf, keysOf } from './zod-issues';

const spec = {
  fqdn: 'acme.example.com',
  environment: 'prod',
  regions: [{ key: 'fsn1', provider: 'hetzner', role: 'primary' }],
};

function codesOf(change: object): readonly string[] {
  const result = parseSovereign({ source: 'sovereign.ts', name: 'acme', spec: { ...spec, ...change } });
  return result.ok ? [] : result.issues.map(({ field, code }) => `${field}: ${code ?? 'none'}`);
}

const fsn1 = { key: 'fsn1', provider: 'hetzner' };

test.each<{ what: string; change: object; field: string; code: IssueCode }>([
  { what: 'no environment', change: { environment: undefined }, field: 'environment', code: 'missing' },
  { what: 'a misspelt key', change: { regiosn: [] }, field: 'regiosn', code: 'unknown-key' },
  {
    what: 'an environment that there is not',
    change: { environment: 'x' },
    field: 'environment',
    code: 'unknown-value',
  },
  { what: 'a number for its FQDN', change: { fqdn: 1 }, field: 'fqdn', code: 'wrong-type' },
  { what: 'a word for its FQDN', change: { fqdn: 'acme' }, field: 'fqdn', code: 'malformed' },
  { what: 'no region in its list', change: { regions: [] }, field: 'regions', code: 'out-of-range' },
  { what: 'a region twice', change: { regions: [fsn1, fsn1] }, field: 'regions[1].key', code: 'taken' },
  {
    what: 'a region of another provider',
    change: { regions: [{ ...fsn1, provider: 'aws' }] },
    field: 'regions[0].key',
    code: 'unknown-value',
  },
])('the Issue of a spec with $what has the code $code', ({ change, field, code }) => {
  expect(codesOf(change)).toEqual([`${field}: ${code}`]);
});

test('the Issue of a spec that cannot be read has the code unreadable', () => {
  const ownKeys = () => {
    throw new Error('no');
  };
  const unreadable = new Proxy({}, { ownKeys });
  expect(parseFleet('fleet.ts', unreadable)).toMatchObject({ ok: false, issues: [{ code: 'unreadable' }] });
});

test('the Issue of a reserved name has the code reserved', () => {
  const result = parseSovereign({ source: 'sovereign.ts', name: 'policy', spec });
  expect(result).toMatchObject({ ok: false, issues: [{ field: 'name', code: 'reserved' }] });
});

test.each<{ path: readonly (string | number)[] }>([
  { path: ['regions', 1, 'overrides', 'bp-cilium', 'mtu'] },
  { path: ['a.b', 'c"d', 'e\\f', '[0]', ']'] },
  { path: ['bp-cilium', 'chart', 'version'] },
  { path: [0, 1] },
])('the keys of a field are those that it was written of: $path', ({ path }) => {
  expect(keysOf(fieldOf(path))).toEqual(path);
});
