import {
  type BootstrapKit,
  formatIssue,
  parseBootstrapKit,
  parseSovereign,
  type Slot,
  type SovereignSpec,
  valueOf,
  type WrittenObject,
  type WrittenSecretFile,
} from '@sovereign-fleet/domain';
import { compile } from './compile';
import { referencesOf } from './references';
import { resolve } from './resolve';
import { encryptedText } from '@sovereign-fleet/domain/testing';
import { exampleFleet, exampleKit } from './testing/example-kit';

const folder = 'sovereigns/acme/secrets';

const spec: SovereignSpec = {
  fqdn: 'acme.example.com',
  environment: 'prod',
  regions: [
    { key: 'fsn1', provider: 'hetzner', role: 'primary' },
    { key: 'nbg1', provider: 'hetzner', role: 'secondary' },
  ],
};

function file(path: string, secret: string, keys?: readonly string[]): WrittenSecretFile {
  const region = path.includes('/') ? path.slice(0, path.indexOf('/')) : undefined;
  return { file: `${folder}/${path}`, region, text: encryptedText(secret, keys) };
}

const dns: Slot = {
  number: '10',
  name: 'bp-dns',
  chart: { version: '1.0.0' },
  namespace: { name: 'dns', from: 'slot' },
  dependsOn: [],
  inputs: [
    { kind: 'Secret', name: 'dns-token', key: 'token', to: 'token' },
    { kind: 'Secret', name: 'dns-more', key: 'more', to: 'more', optional: true },
  ],
};

const from = (who: 'sops' | 'external' | 'bootstrap', key: string) => {
  return { namespace: 'flux-system', keys: [key], from: who, why: 'a test' } as const;
};

function kitWith(
  more: readonly Slot[],
  secrets: BootstrapKit['secrets'],
  objects: readonly WrittenObject[] = [],
): BootstrapKit {
  const { source, objects: none, ...rows } = exampleKit();
  expect(none).toEqual({});
  const own = { ...rows, slots: [...rows.slots, ...more], secrets: { ...rows.secrets, ...secrets } };
  const slots = own.slots.map(({ number, name, dependsOn }) => ({ slot: number, name, depends_on: dependsOn }));
  return valueOf(parseBootstrapKit({ source, rows: own, lock: { source: 'lock.yaml', slots }, objects }));
}

const sopsKit = kitWith([dns], { 'dns-token': from('sops', 'token'), 'dns-more': from('sops', 'more') });

function resolved(secretFiles: readonly WrittenSecretFile[], kit: BootstrapKit) {
  const sovereign = parseSovereign({ source: 'sovereigns/acme/sovereign.ts', name: 'acme', spec, secretFiles });
  return resolve({ sovereign: valueOf(sovereign), fleet: exampleFleet(), kits: [kit] });
}

test('encrypted files stand byte for byte in the tree, and a Kustomization for each namespace decrypts them', () => {
  const files = [
    file('b.yaml', 'flux-system/b'),
    file('a.yaml', 'network/a'),
    file('fsn1/c.yaml', 'network/c'),
    file('fsn1/d.yaml', 'vault/d'),
  ];
  const tree = compile([valueOf(resolved(files, exampleKit()))]);
  const at = (path: string) => tree.get(`clusters/acme.example.com/${path}` as never);
  const paths = [...tree.keys()].map((path) => path.slice('clusters/acme.example.com/'.length));
  expect(paths.filter((path) => path.includes('secrets'))).toEqual([
    'fsn1/secrets.yaml',
    'fsn1/secrets/network/c.yaml',
    'fsn1/secrets/network/kustomization.yaml',
    'fsn1/secrets/vault/d.yaml',
    'fsn1/secrets/vault/kustomization.yaml',
    'nbg1/secrets.yaml',
    'secrets/flux-system/b.yaml',
    'secrets/flux-system/kustomization.yaml',
    'secrets/network/a.yaml',
    'secrets/network/kustomization.yaml',
  ]);
  expect(paths).toEqual([...paths].sort());
  const texts = ['secrets/flux-system/b.yaml', 'secrets/network/a.yaml'].map(at);
  expect([...texts, at('fsn1/secrets/network/c.yaml'), at('fsn1/secrets/vault/d.yaml')]).toEqual(
    files.map(({ text }) => text),
  );
  const resources = (path: string) => at(`${path}/kustomization.yaml`)?.split('resources:\n')[1];
  expect(resources('fsn1/secrets/network')).toBe('  - ../../../secrets/network\n  - c.yaml\n');
  expect(resources('fsn1/secrets/vault')).toBe('  - d.yaml\n');
  expect(resources('fsn1')).toBe('  - bootstrap-kit.yaml\n  - flux-system\n  - secrets.yaml\n');
  const pathsIn = (text = '') => [...text.matchAll(/ {2}(?:name|path): (.*)/g)].map(([, value]) => value);
  expect(pathsIn(at('nbg1/secrets.yaml')).filter((text) => text?.includes('secrets'))).toEqual([
    'secrets-flux-system',
    './clusters/acme.example.com/secrets/flux-system',
    'secrets-network',
    './clusters/acme.example.com/secrets/network',
  ]);
  expect(pathsIn(at('fsn1/secrets.yaml'))).toContain('./clusters/acme.example.com/fsn1/secrets/network');
});

test('a Kustomization of Secrets decrypts, substitutes nothing, waits for nothing, and is tried again', () => {
  const kit = { ...exampleKit(), decryption: { secret: 'fleet-key' } };
  const tree = compile([valueOf(resolved([file('a.yaml', 'flux-system/a')], kit))]);
  expect(tree.get('clusters/acme.example.com/nbg1/secrets.yaml' as never)?.split('---\n')[1])
    .toBe(`apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: secrets-flux-system
  namespace: flux-system
spec:
  decryption:
    provider: sops
    secretRef:
      name: fleet-key
  interval: 10m
  path: ./clusters/acme.example.com/secrets/flux-system
  prune: true
  retryInterval: 1m
  sourceRef:
    kind: GitRepository
    name: flux-system
  timeout: 5m
  wait: false
`);
});

const encrypt = (path: string) => `sops encrypt --in-place --encrypted-regex '^(data|stringData)$' ${folder}/${path}`;
const missing = (path: string, who: string) =>
  `${folder}/${path}: Secret flux-system/dns-token is not set: the kit has it from 'sops', and no file has it for ` +
  `${who}. Write the Secret with token there, and run "${encrypt(path)}".`;

const externalSecret = {
  apiVersion: 'external-secrets.io/v1',
  kind: 'ExternalSecret',
  metadata: { name: 'dns-token', namespace: 'flux-system' },
};
const bringer: Slot = {
  number: '11',
  name: 'bp-external',
  chart: { version: '1.0.0' },
  namespace: { name: 'external', from: 'slot' },
  dependsOn: [],
  brings: ['external-secrets.io'],
  where: { roles: ['primary'], off: 'absent' },
};
const external = kitWith(
  [dns, bringer],
  { 'dns-token': from('external', 'token'), 'dns-more': from('bootstrap', 'more') },
  [{ file: 'e.yaml', folder: '11-external', value: externalSecret }],
);
const notMade =
  'sovereigns/acme/sovereign.ts: regions is "nbg1": bp-dns reads Secret flux-system/dns-token, and no slot that is ' +
  'on there has its ExternalSecret. Have the slot with the ExternalSecret on there, or those that read it off.';

test.each<{ what: string; files?: readonly WrittenSecretFile[]; kit?: BootstrapKit; says: readonly string[] }>([
  {
    what: 'a Secret that no file has, where a release does not go on without it',
    says: [missing('dns-token.yaml', 'bp-dns in fsn1; bp-dns in nbg1')],
  },
  {
    what: 'one that another region has',
    files: [file('fsn1/dns-token.yaml', 'flux-system/dns-token')],
    says: [missing('nbg1/dns-token.yaml', 'bp-dns in nbg1')],
  },
  {
    what: 'one of another namespace, and one without the key',
    files: [file('a.yaml', 'dns/dns-token'), file('fsn1/b.yaml', 'flux-system/dns-token', ['tokn'])],
    says: [
      missing('nbg1/dns-token.yaml', 'bp-dns in nbg1'),
      `${folder}/fsn1/b.yaml: keys is ["tokn"]: the kit reads token of Secret flux-system/dns-token, which it has ` +
        `not. Add it with "sops ${folder}/fsn1/b.yaml".`,
    ],
  },
  {
    what: 'nothing, where the kit declares none of them',
    files: [file('a.yaml', 'dns/more')],
    says: [missing('dns-token.yaml', 'bp-dns in fsn1; bp-dns in nbg1')],
  },
  {
    what: 'a Secret that another delivers, and the key of Flux itself',
    kit: exampleKit(),
    files: [file('a.yaml', 'flux-system/registry-pull'), file('b.yaml', 'flux-system/sops-age')],
    says: [
      `${folder}/a.yaml: object is "Secret flux-system/registry-pull": the kit has it from 'bootstrap'. Remove the ` +
        `file, or write from: 'sops' in the kit.`,
      `${folder}/b.yaml: object is "Secret flux-system/sops-age": Flux decrypts the files of this folder with it, so ` +
        'that it cannot be among them. Have whoever installs Flux deliver it.',
    ],
  },
  {
    what: 'a namespace that nobody makes',
    kit: exampleKit(),
    files: [file('nbg1/a.yaml', 'netwrk/a')],
    says: [
      `${folder}/nbg1/a.yaml: metadata.namespace is "netwrk": no slot that is in nbg1 has anything in netwrk, so ` +
        'that nobody makes it there. Did you mean "network"? Write one of default, flux-system, ' +
        'kube-node-lease, kube-public, kube-system, network, vault.',
    ],
  },
  {
    what: 'a namespace that one of the regions does not have',
    kit: external,
    files: [file('a.yaml', 'external/a')],
    says: [
      `${folder}/a.yaml: metadata.namespace is "external": no slot that is in nbg1 has anything in external, so ` +
        'that nobody makes it there. Write one of default, dns, flux-system, kube-node-lease, kube-public, ' +
        'kube-system, network, vault; or move the file to the folder of its region.',
      notMade,
    ],
  },
  { what: 'an ExternalSecret that is off where it is read', kit: external, says: [notMade] },
])('$what', ({ files = [], kit = sopsKit, says }) => {
  const result = resolved(files, kit);
  expect(result.ok ? [] : result.issues.map(formatIssue)).toEqual(says);
});

const twinName = { number: '12', name: 'bp-web', release: { namespace: 'web' }, chart: { version: '1.0.0' } } as const;
const twinInputs = [{ kind: 'Secret', name: 'dns-token-web', key: 'token', to: 'token' }] as const;
const web: Slot = { ...twinName, namespace: { name: 'web', from: 'slot' }, dependsOn: [], inputs: twinInputs };
const twins = kitWith([dns, web], {
  'dns-token': from('sops', 'token'),
  'dns-token-web': { ...from('sops', 'token'), name: 'dns-token', namespace: 'web' },
  'dns-more': from('bootstrap', 'more'),
});

test('of two Secrets of one name in two namespaces, each is looked for in its own, by the key of its row', () => {
  const result = resolved([file('dns-token.yaml', 'flux-system/dns-token')], twins);
  expect(result.ok ? [] : result.issues.map(formatIssue)).toEqual([
    `${folder}/dns-token-web.yaml: Secret web/dns-token is not set: the kit has it from 'sops', and no file has it ` +
      'for bp-web in fsn1; bp-web in nbg1. Write the Secret with token there, and run ' +
      `"${encrypt('dns-token-web.yaml')}".`,
  ]);
  const files = [file('dns-token.yaml', 'flux-system/dns-token'), file('dns-token-web.yaml', 'web/dns-token')];
  const topology = valueOf(resolved(files, twins));
  const release = compile([topology]).get('clusters/acme.example.com/bootstrap-kit/12-web.yaml' as never) ?? '';
  expect(release.split('valuesFrom:\n')[1]).toContain('      name: dns-token\n');
  const found = referencesOf(topology).filter(({ name }) => name === 'dns-token');
  expect(found.map(({ namespace, row, readers }) => [namespace, row, ...readers])).toEqual([
    ['flux-system', 'dns-token', 'bp-dns in fsn1, nbg1'],
    ['web', 'dns-token-web', 'bp-web in fsn1, nbg1'],
  ]);
});

test('sources pull with the Secret that their row means', () => {
  const { sources, secrets, ...rows } = exampleKit();
  const [[name, source] = ['', undefined]] = Object.entries(sources);
  const row = secrets?.[source?.secret ?? ''];
  const other = { ...rows, sources: { ...sources, [name]: { ...source, secret: 'charts' } }, secrets: { charts: row } };
  const kit = { ...other, secrets: { charts: { ...row, name: 'registry-pull' } } } as BootstrapKit;
  expect(compile([valueOf(resolved([], kit))])).toEqual(compile([valueOf(resolved([], exampleKit()))]));
});

/** A kit with a ConfigMap beside a slot that is on in the primary region alone. */
function kitOfMap(off: 'absent' | 'suspended', readBy: 'its slot' | 'another'): BootstrapKit {
  const { source, objects: none, ...rows } = exampleKit();
  expect(none).toEqual({});
  const inputs = [{ kind: 'ConfigMap', name: 'zones', key: 'a' }] as const;
  const holder: Slot = { ...bringer, brings: [], where: { roles: ['primary'], off } };
  const own = readBy === 'its slot' ? [{ ...holder, inputs }] : [holder, { ...dns, inputs }];
  const zones = { namespace: 'flux-system', keys: ['a'], from: 'kit', why: 'names zones' } as const;
  const all = { ...rows, slots: [...rows.slots, ...own], configMaps: { zones } };
  const slots = all.slots.map(({ number, name, dependsOn }) => ({ slot: number, name, depends_on: dependsOn }));
  const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'zones', namespace: 'flux-system' } };
  const objects = [{ file: 'z.yaml', folder: '11-external', value: { ...map, data: { a: 'b' } } }];
  return valueOf(parseBootstrapKit({ source, rows: all, lock: { source: 'lock.yaml', slots }, objects }));
}

test.each<{ what: string; kit: BootstrapKit; says: readonly string[] }>([
  { what: 'absent with the release that reads it', kit: kitOfMap('absent', 'its slot'), says: [] },
  { what: 'gone where the release is suspended', kit: kitOfMap('suspended', 'its slot'), says: [] },
  {
    what: 'absent where another release reads it',
    kit: kitOfMap('absent', 'another'),
    says: [
      'sovereigns/acme/sovereign.ts: regions is "nbg1": bp-dns reads ConfigMap flux-system/zones, and no slot that ' +
        'is on there has it. Have the slot with the ConfigMap on there, or those that read it off.',
    ],
  },
])('a ConfigMap of a file beside a row is delivered by nobody, and may be $what', ({ kit, says }) => {
  const result = resolved([], kit);
  expect(result.ok ? [] : result.issues.map(formatIssue)).toEqual(says);
  expect(result.ok ? referencesOf(result.value).filter(({ name }) => name === 'zones') : []).toEqual([]);
});
