import fc from 'fast-check';
import { formatIssue } from '../issue/issue';
import { parseSovereign } from './sovereign';

const source = 'sovereigns/acme/sovereign.ts';
const fsn1 = { key: 'fsn1', provider: 'hetzner', role: 'primary' };
const nbg1 = { key: 'nbg1', provider: 'hetzner', role: 'secondary' };
const acme = { fqdn: 'acme.example.com', environment: 'prod', regions: [fsn1, nbg1] };

function messages(spec: unknown, name = 'acme'): readonly string[] {
  const result = parseSovereign({ source, name, spec });
  return result.ok ? [] : result.issues.map((issue) => formatIssue(issue).replace(`${source}: `, ''));
}

test('a spec that is right becomes a Sovereign, its regions in the order of their keys', () => {
  const overrides = { 'bp-cilium': { cilium: { debug: true } } };
  const spec = { ...acme, regions: [nbg1, { ...fsn1, overrides }] };
  expect(parseSovereign({ source, name: 'acme', spec })).toEqual({
    ok: true,
    value: {
      source,
      name: 'acme',
      fqdn: 'acme.example.com',
      environment: 'prod',
      regions: [
        { ...fsn1, field: 'regions[1]', overrides },
        { ...nbg1, field: 'regions[0]', overrides: {} },
      ],
    },
  });
});

const hel1 = { key: 'hel1', provider: 'hetzner' };

test.each([
  { given: 'no role', regions: [{ ...hel1 }, { ...nbg1, role: undefined }], primary: 'hel1' },
  { given: 'the role of the primary alone', regions: [{ ...hel1 }, { ...nbg1, role: 'primary' }], primary: 'nbg1' },
])('with $given, every region has one', ({ regions, primary }) => {
  const result = parseSovereign({ source, name: 'acme', spec: { ...acme, regions } });
  const roles = result.ok ? result.value.regions.map(({ key, role }) => [key, role]) : [];
  expect(roles).toEqual(['hel1', 'nbg1'].map((key) => [key, key === primary ? 'primary' : 'secondary']));
});

const exampleRegion = "{ key: 'fsn1', provider: 'hetzner', role: 'primary' }";
const fqdnRemedy = 'Write a DNS name such as "acme.example.com"';
const label63 = 'a'.repeat(63);

test.each<{ what: string; spec: unknown; says: readonly string[] }>([
  {
    what: 'nothing',
    spec: undefined,
    says: [
      'default export is not set: it must be given. Write export default defineSovereign({ fqdn: ' +
        "'acme.example.com', environment: 'prod', regions: [...] }).",
    ],
  },
  {
    what: 'a promise',
    spec: Promise.resolve(acme),
    says: [
      `fqdn is not set: it must be given. Write a DNS name such as 'acme.example.com'.`,
      `environment is not set: it must be given. Write one of prod, stg, uat, dev, poc.`,
      `regions is not set: it must be given. Name at least one region, such as ${exampleRegion}.`,
    ],
  },
  {
    what: 'a Kubernetes or a Flux that is no version, and API versions that are no list',
    spec: { ...acme, kubeVersion: 'v1.34', apiVersions: 'cilium.io/v2', fluxVersion: 2.8 },
    says: [
      `kubeVersion is "v1.34": it must be a version of three numbers. Write a version such as '1.34.1'.`,
      `apiVersions is "cilium.io/v2": it must be a list. Write versions such as ['cilium.io/v2'].`,
      `fluxVersion is 2.8: it must be a string. Write a version such as '2.8.1'.`,
    ],
  },
  {
    what: 'a key that is like none',
    spec: { ...acme, zzz: 1 },
    says: [
      'zzz is 1: there is no such key. Remove it; the keys are fqdn, environment, regions, ' +
        'kubeVersion, apiVersions, fluxVersion, shard.',
    ],
  },
  {
    what: 'a second FQDN',
    spec: { ...acme, fqdn2: 'b.example.com' },
    says: ['fqdn2 is "b.example.com": there is no such key. Write "fqdn".'],
  },
  {
    what: 'a misspelt version',
    spec: { ...acme, kubeVersions: '1.34.1' },
    says: ['kubeVersions is "1.34.1": there is no such key. Write "kubeVersion".'],
  },
])('$what is refused', ({ spec, says }) => {
  expect(messages(spec)).toEqual(says);
});

test.each([
  { fqdn: 'acme', says: `it has one label, and an FQDN has two or more. ${fqdnRemedy}` },
  { fqdn: '', says: `it is empty. ${fqdnRemedy}` },
  { fqdn: 'Acme.example.com', says: 'it has upper-case letters. Write "acme.example.com"' },
  { fqdn: 'acme..com', says: `it has "..", and it becomes a folder's name. ${fqdnRemedy}` },
  { fqdn: '../acme.com', says: `it has "..", and it becomes a folder's name. ${fqdnRemedy}` },
  { fqdn: 'acme/x.com', says: `it has "/", and it becomes a folder's name. ${fqdnRemedy}` },
  { fqdn: 'acme\\x.com', says: String.raw`it has "\\", and it becomes a folder's name. ${fqdnRemedy}` },
  { fqdn: 'ac_me.com', says: `it has "_", and a DNS name has only a-z, 0-9 and "-". ${fqdnRemedy}` },
  { fqdn: '-acme.com', says: `its label "-acme" begins or ends with "-". ${fqdnRemedy}` },
  { fqdn: 'acme.com.', says: `it has an empty label. ${fqdnRemedy}` },
  {
    fqdn: `a${label63}.com`,
    says: `one of its labels has 64 characters, and a DNS label has at most 63. ${fqdnRemedy}`,
  },
  { fqdn: '1.10', says: `its last label "10" is not a top-level domain. ${fqdnRemedy}` },
  { fqdn: '1.e5', says: `its last label "e5" is not a top-level domain. ${fqdnRemedy}` },
])('the FQDN $fqdn is refused', ({ fqdn, says }) => {
  const [message, ...others] = messages({ ...acme, fqdn });
  expect(others).toEqual([]);
  expect(message).toBe(`fqdn is ${JSON.stringify(fqdn)}: ${says}.`);
});

test('an FQDN of 253 characters is the longest', () => {
  const longest = [label63, label63, label63, `${'b'.repeat(57)}.com`].join('.');
  expect(longest).toHaveLength(253);
  expect(messages({ ...acme, fqdn: longest })).toEqual([]);
  expect(messages({ ...acme, fqdn: `b${longest}` })).toEqual([
    `fqdn is "b${'a'.repeat(63)}.${'a'.repeat(54)}…: it has 254 characters, and a DNS name has at ` +
      `most 253. ${fqdnRemedy}.`,
  ]);
});

const nameRemedy = 'Write a name such as "acme"';

test.each([
  { name: 'Acme', says: 'it has upper-case letters. Write "acme"' },
  { name: '1acme', says: `it begins with a digit. ${nameRemedy}` },
  { name: 'ac.me', says: `it has a dot, and a name is one DNS label. ${nameRemedy}` },
  { name: 'acme-', says: `its label "acme-" begins or ends with "-". ${nameRemedy}` },
  { name: 'fleet', says: 'the name is reserved. Write another name, such as "fleet-1"' },
  { name: 'con', says: 'the name is reserved. Write another name, such as "con-1"' },
  { name: 'a'.repeat(64), says: `it has 64 characters, and a DNS label has at most 63. ${nameRemedy}` },
])('the name $name is refused', ({ name, says }) => {
  expect(messages(acme, name)).toEqual([`name is ${JSON.stringify(name)}: ${says}.`]);
});

test.each([
  {
    what: 'no region',
    regions: [],
    says: [`regions is []: it must have at least 1. Name at least one region, such as ${exampleRegion}.`],
  },
  {
    what: 'a region that the provider does not have',
    regions: [{ ...fsn1, key: 'fsn2' }],
    says: [
      'regions[0].key is "fsn2": Hetzner has no region "fsn2". Did you mean "fsn1"? Write one of fsn1, ' +
        'nbg1, hel1, ash, hil, sin.',
    ],
  },
  {
    what: "another provider's region",
    regions: [{ ...fsn1, key: 'eu-central-1' }],
    says: [
      'regions[0].key is "eu-central-1": Hetzner has no region "eu-central-1". It is a region of AWS: ' +
        'write the provider "aws", or one of fsn1, nbg1, hel1, ash, hil, sin.',
    ],
  },
  {
    what: 'a provider that there is not',
    regions: [{ ...fsn1, provider: 'hetzer' }],
    says: [
      'regions[0].provider is "hetzer": there is no such value. Did you mean "hetzner"? Write one of ' +
        'hetzner, huawei, oci, aws, gcp, azure, contabo.',
    ],
  },
  {
    what: 'a region twice',
    regions: [fsn1, { ...fsn1, role: 'secondary' }],
    says: ['regions[1].key is "fsn1": regions[0] is the same region. Name every region once.'],
  },
  {
    what: 'one key of two providers, which would share a folder',
    regions: [
      { key: 'ap-southeast-1', provider: 'aws', role: 'primary' },
      { key: 'ap-southeast-1', provider: 'huawei', role: 'secondary' },
    ],
    says: [
      'regions[1].key is "ap-southeast-1": "huawei:ap-southeast-1" and "aws:ap-southeast-1" would ' +
        'share the folder "ap-southeast-1" in the tree. Take one of them.',
    ],
  },
  {
    what: 'two primaries',
    regions: [fsn1, { ...nbg1, role: 'primary' }],
    says: ['regions[1].role is "primary": regions[0] is the primary, and a Sovereign has one. Write "secondary".'],
  },
  {
    what: 'no primary',
    regions: [{ ...fsn1, role: 'secondary' }, nbg1],
    says: [`regions is ["fsn1", "nbg1"]: no region is the primary, and a Sovereign has one. Give one role: 'primary'.`],
  },
  {
    what: 'a misspelt key',
    regions: [{ ...fsn1, overide: {} }],
    says: ['regions[0].overide is {}: there is no such key. Write "overrides".'],
  },
  {
    what: 'a key that is like none',
    regions: [{ ...fsn1, zzz: 1 }],
    says: ['regions[0].zzz is 1: there is no such key. Remove it; the keys are key, provider, role, overrides.'],
  },
  {
    what: 'a region that is no object',
    regions: [fsn1, 'nbg1'],
    says: [`regions[1] is "nbg1": it must be an object. Write a region such as ${exampleRegion}.`],
  },
])('regions with $what are refused', ({ regions, says }) => {
  expect(messages({ ...acme, regions })).toEqual(says);
});

test.each<{ what: string; values: unknown; says: readonly string[] }>([
  {
    what: 'null',
    values: { cilium: { mtu: null } },
    says: ['.cilium.mtu is null: kustomize takes it as an order to delete the key. Write the value that you want.'],
  },
  {
    what: 'a directive of kustomize',
    values: { cilium: { $patch: 'delete' } },
    says: [
      '.cilium["$patch"] is "delete": kustomize reads a key that begins with "$" as a directive. Write ' +
        'the key without "$".',
    ],
  },
  {
    what: 'a date',
    values: { since: new Date(0) },
    says: ['.since is {}: it is not a JSON value. Write a string, a number, a boolean, a list or a map.'],
  },
  {
    what: 'no number',
    values: { list: [1, Number.NaN] },
    says: ['.list[1] is NaN: JSON has no such number. Write a finite number.'],
  },
  {
    what: 'a control character',
    values: { text: 'a\u0007' },
    says: [String.raw`.text is "a\u0007": it has the character U+0007. Write text without control characters.`],
  },
  {
    what: 'half a character',
    values: { text: '\ud800' },
    says: [String.raw`.text is "\ud800": it has half a surrogate pair. Write text without control characters.`],
  },
  {
    what: 'the merge key of YAML',
    values: { '<<': { a: 1 } },
    says: ['["<<"] is { a }: "<<" does not arrive as a key. Write another key.'],
  },
  {
    what: 'an empty key',
    values: { '': 1 },
    says: ['[""] is 1: "" does not arrive as a key. Write another key.'],
  },
  {
    what: 'a key that is too long',
    values: { ['k'.repeat(513)]: 1 },
    says: [
      `.${'k'.repeat(513)} is 1: the key has 513 characters, and more than 512 may not arrive. Write a shorter key.`,
    ],
  },
  {
    what: 'a secret, which is not printed',
    values: { apiToken: null, [Symbol.iterator]: 1 },
    says: ['.apiToken is …: kustomize takes it as an order to delete the key. Write the value that you want.'],
  },
])('overrides with $what are refused', ({ values, says }) => {
  const regions = [{ ...fsn1, overrides: { 'bp-cilium': values } }];
  expect(messages({ ...acme, regions })).toEqual(says.map((text) => `regions[0].overrides["bp-cilium"]${text}`));
});

test.each<{ overrides: unknown; says: string }>([
  {
    overrides: { 'bp-cilium': ['a'] },
    says:
      'regions[0].overrides is { bp-cilium }: it must be chart values by slot. Write chart values by ' +
      "slot, such as { 'bp-cilium': { … } }.",
  },
  {
    overrides: 'a',
    says:
      'regions[0].overrides is "a": it must be chart values by slot. Write chart values by slot, such ' +
      `as { 'bp-cilium': { … } }.`,
  },
  {
    overrides: JSON.parse('{"__proto__": {"a": 1}}'),
    says: 'regions[0].overrides.__proto__ is { a }: "__proto__" does not arrive as a key. Write another key.',
  },
])('$overrides are no overrides', ({ overrides, says }) => {
  expect(messages({ ...acme, regions: [{ ...fsn1, overrides }, nbg1] })).toEqual([says]);
});

test('values that hold themselves, or are too deep, are refused', () => {
  const cycle: Record<string, unknown> = {};
  cycle['self'] = cycle;
  let deep: unknown = 1;
  for (let level = 0; level < 40; level += 1) deep = [deep];
  const overrides = { 'bp-cilium': cycle, 'bp-cert-manager': { deep } };
  expect(messages({ ...acme, regions: [{ ...fsn1, overrides }] })).toEqual([
    'regions[0].overrides["bp-cilium"].self is { self }: it holds itself. Write values without cycles.',
    expect.stringMatching(/^regions\[0\].*: it is more than 32 levels deep\. Write values that are less deep\.$/),
  ]);
});

test('every problem of a spec is found at once', () => {
  const spec = {
    fqdn: 'acme',
    enviroment: 'prod',
    regions: [
      { key: 'fsn2', provider: 'hetzner' },
      { ...nbg1, x: 1 },
    ],
  };
  expect(messages(spec)).toHaveLength(6);
});

test('a spec that throws when it is read is refused', () => {
  const spec = {
    get fqdn() {
      throw new Error('not\nnow');
    },
  };
  expect(messages(spec)).toEqual(['error is "not now": what the file exports cannot be read. Export plain data.']);
});

test('any junk is refused with Issues, and nothing is thrown', () => {
  const throws = {
    get fqdn() {
      throw new Error('no');
    },
  };
  const junk = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withObjectString: true,
    withSet: true,
    withTypedArray: true,
    withSparseArray: true,
  });
  const nearly = fc.record(
    {
      fqdn: junk,
      environment: junk,
      regions: fc.oneof(
        junk,
        fc.array(fc.oneof(junk, fc.record({ key: junk, provider: junk, role: junk, overrides: junk }))),
      ),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(junk, nearly, fc.constant(throws)), fc.string(), (spec, name) => {
      const result = parseSovereign({ source, name, spec });
      expect(result.ok).toBe(false);
      expect(result.ok ? [] : result.issues).not.toEqual([]);
      for (const issue of result.ok ? [] : result.issues)
        expect(formatIssue(issue)).toMatch(/^sovereigns\/acme\/sovereign\.ts: /);
    }),
    { numRuns: 2000 },
  );
});
