import fc from 'fast-check';
import { parseSovereign } from './sovereign';
import { formatIssue } from '../issue/issue';
import { acme, exampleRegion, fsn1, nbg1, sovereignMessages, sovereignSource } from '../testing/example-sovereign';

const nothingSaid = { parameters: {}, features: {}, versions: {}, overrides: {} };

test('a spec that is right becomes a Sovereign, its regions in the order of their keys', () => {
  const overrides = { 'bp-cilium': { cilium: { debug: true } } };
  const spec = { ...acme, regions: [nbg1, { ...fsn1, overrides }] };
  expect(parseSovereign({ source: sovereignSource, name: 'acme', spec })).toEqual({
    ok: true,
    value: {
      source: sovereignSource,
      name: 'acme',
      objects: [],
      fqdn: 'acme.example.com',
      environment: 'prod',
      regions: [
        { ...fsn1, field: 'regions[1]', network: undefined, ...nothingSaid, overrides },
        { ...nbg1, field: 'regions[0]', network: undefined, ...nothingSaid },
      ],
      ...nothingSaid,
      removedRegions: [],
      secretFiles: [],
    },
  });
});

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
      'zzz is 1: there is no such key. Remove it; the keys are fqdn, environment, regions, kit, ' +
        'k3sVersion, kubeVersion, apiVersions, fluxVersion, shard, networksGiven, protected, promotion, state, ' +
        'paused, cloudInit, without, slots, sources, ' +
        'secrets, configMaps, unfollowed, treeSources, standIns, registryMirror, ' +
        'mirroredRegistries, parameters, features, versions, overrides.',
    ],
  },
  {
    what: 'a second FQDN',
    spec: { ...acme, fqdn2: 'b.example.com' },
    says: ['fqdn2 is "b.example.com": there is no such key. Write "fqdn".'],
  },
  {
    what: 'a slot that is left out twice',
    spec: { ...acme, without: ['bp-backup', 'bp-audit', 'bp-backup'] },
    says: ['without[2] is "bp-backup": without[0] is the same slot. Remove one of them.'],
  },
  {
    what: 'a mirror with a path',
    spec: { ...acme, registryMirror: 'harbor.example.com/proxy' },
    says: [
      'registryMirror is "harbor.example.com/proxy": a mirror is a host, without a scheme and ' +
        "without a path. Write a registry host such as 'harbor.openova.io'.",
    ],
  },
  {
    what: 'a mirror with its scheme',
    spec: { ...acme, registryMirror: 'https://harbor.example.com' },
    says: [
      'registryMirror is "https://harbor.example.com": a mirror is a host, without a scheme and ' +
        "without a path. Write a registry host such as 'harbor.openova.io'.",
    ],
  },
  {
    what: 'own slots that are no list',
    spec: { ...acme, slots: {} },
    says: [
      'slots is {}: it must be a list. Write rows, such as [billing], and at the top: import { billing } from ' +
        "'./slots/70-billing'.",
    ],
  },
  {
    what: 'a misspelt version',
    spec: { ...acme, kubeVersions: '1.34.1' },
    says: ['kubeVersions is "1.34.1": there is no such key. Write "kubeVersion".'],
  },
])('$what is refused', ({ spec, says }) => {
  expect(sovereignMessages(spec)).toEqual(says);
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
  const [message, ...others] = sovereignMessages({ ...acme, fqdn });
  expect(others).toEqual([]);
  expect(message).toBe(`fqdn is ${JSON.stringify(fqdn)}: ${says}.`);
});

test('an FQDN of 253 characters is the longest', () => {
  const longest = [label63, label63, label63, `${'b'.repeat(57)}.com`].join('.');
  expect(longest).toHaveLength(253);
  expect(sovereignMessages({ ...acme, fqdn: longest })).toEqual([]);
  expect(sovereignMessages({ ...acme, fqdn: `b${longest}` })).toEqual([
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
  expect(sovereignMessages(acme, name)).toEqual([`name is ${JSON.stringify(name)}: ${says}.`]);
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
  expect(sovereignMessages(spec)).toHaveLength(6);
});

test('a spec that throws when it is read is refused', () => {
  const spec = {
    get fqdn() {
      throw new Error('not\nnow');
    },
  };
  expect(sovereignMessages(spec)).toEqual([
    'error is "not now": what the file exports cannot be read. Export plain data.',
  ]);
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
      const result = parseSovereign({ source: sovereignSource, name, spec });
      expect(result.ok).toBe(false);
      expect(result.ok ? [] : result.issues).not.toEqual([]);
      for (const issue of result.ok ? [] : result.issues)
        expect(formatIssue(issue)).toMatch(/^sovereigns\/acme\/sovereign\.ts: /);
    }),
    { numRuns: 2000 },
  );
});
