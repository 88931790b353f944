import { type BootstrapKit, formatIssue, parseFleet, parseSovereign, valueOf } from '@sovereign-fleet/domain';
import { exampleFleet, exampleKit } from './testing/example-kit';
import { wideKit } from './testing/wide-kit';
import { resolve } from './resolve';

function messages(overrides: object): readonly string[] {
  const regions = [
    { key: 'nbg1', provider: 'hetzner', role: 'secondary', overrides },
    { key: 'fsn1', provider: 'hetzner', role: 'primary' },
  ];
  const spec = { fqdn: 'acme.example.com', environment: 'prod', regions };
  const sovereign = valueOf(parseSovereign({ source: 'sovereign.ts', name: 'acme', spec }));
  const result = resolve({ sovereign, fleet: exampleFleet(), kits: [exampleKit()] });
  return result.ok ? [] : result.issues.map(formatIssue);
}

test('an override beside what the record decides is taken', () => {
  expect(
    messages({
      'bp-edge': { nodeSelector: { disk: 'ssd' }, replicas: 2 },
      'bp-network': { price: 'none', limits: { cpu: '2' }, zones: ['b', 'c'] },
    }),
  ).toEqual([]);
});

test('an override of another kind than the value of the kit is taken', () => {
  expect(
    messages({
      'bp-network': { price: { of: 1 }, limits: 1, zones: 'a' },
    }),
  ).toEqual([]);
});

test('a value of the name of a field of the slot is taken where the kit has it among the values', () => {
  const kit = exampleKit();
  const slots = kit.slots.map((slot) => ({ ...slot, values: { ...slot.values, version: '1.0.0' } }));
  const regions = [{ key: 'fsn1', provider: 'hetzner', overrides: { 'bp-network': { version: '1.5.0', name: 'x' } } }];
  const spec = { fqdn: 'acme.example.com', environment: 'prod', regions };
  const sovereign = valueOf(parseSovereign({ source: 'sovereign.ts', name: 'acme', spec }));
  const result = resolve({ sovereign, fleet: exampleFleet(), kits: [{ ...kit, slots }] });
  expect(result.ok ? [] : result.issues.map(({ field }) => field)).toEqual(['regions[0].overrides["bp-network"].name']);
});

const remedy = 'Remove the override, or change the record that it follows from';

function feeds(name: string): string {
  return `${name} feeds this value. ${remedy}.`;
}

test.each([
  {
    what: 'a slot that there is not',
    overrides: { 'bp-edgy': { a: 1 } },
    says:
      'sovereign.ts: regions[0].overrides["bp-edgy"] is { a }: the bootstrap kit has no such slot. Did ' +
      'you mean "bp-edge"? Write one of bp-network, bp-vault, bp-edge.',
  },
  {
    what: 'a slot that is off in the region',
    overrides: { 'bp-vault': { a: 1 } },
    says:
      'sovereign.ts: regions[0].overrides["bp-vault"] is { a }: slot 06a bp-vault is off in nbg1, ' +
      'which is secondary: it runs in primary regions. Move the override to a primary region, or ' +
      'remove it.',
  },
  {
    what: 'a gate',
    overrides: { 'bp-edge': { enabled: false } },
    says: `sovereign.ts: regions[0].overrides["bp-edge"].enabled is false: ${feeds('EDGE_ENABLED')}`,
  },
  {
    what: 'a label',
    overrides: { 'bp-edge': { nodeSelector: { region: 'nbg1' } } },
    says: `sovereign.ts: regions[0].overrides["bp-edge"].nodeSelector.region is "nbg1": ${feeds('CANONICAL_LABEL')}`,
  },
  {
    what: 'the map around a label',
    overrides: { 'bp-edge': { nodeSelector: 'nbg1' } },
    says: `sovereign.ts: regions[0].overrides["bp-edge"].nodeSelector is "nbg1": ${feeds('CANONICAL_LABEL')}`,
  },
  {
    what: 'a list with a substitute in it',
    overrides: { 'bp-network': { peers: ['b'] } },
    says: `sovereign.ts: regions[0].overrides["bp-network"].peers is ["b"]: ${feeds('FQDN')}`,
  },
  {
    what: 'the version of a slot',
    overrides: { 'bp-network': { version: '1.5.0' } },
    says:
      'sovereign.ts: regions[0].overrides["bp-network"].version is "1.5.0": an override holds values ' +
      'of the chart, and "version" is a field of the slot. Write it into versions, for bp-network; ' +
      `if the chart has a value "version", add it to the slot's values in the kit first.`,
  },
  {
    what: 'the edges of a slot',
    overrides: { 'bp-network': { dependsOn: [] } },
    says:
      'sovereign.ts: regions[0].overrides["bp-network"].dependsOn is []: an override holds values of ' +
      'the chart, and "dependsOn" is a field of the slot. Change dependsOn of bp-network in ' +
      'kits/example, which is for every Sovereign of the kit; if the chart has a value ' +
      `"dependsOn", add it to the slot's values in the kit first.`,
  },
  {
    what: 'values in values',
    overrides: { 'bp-network': { values: { a: 1 } } },
    says:
      'sovereign.ts: regions[0].overrides["bp-network"].values is { a }: an override holds values of ' +
      'the chart, and "values" is a field of the slot. Write what is in it one level higher; if the ' +
      `chart has a value "values", add it to the slot's values in the kit first.`,
  },
])('an override of $what is refused', ({ overrides, says }) => {
  expect(messages(overrides)).toEqual([says]);
});

function shardMessages(shard: string, shards: object): readonly string[] {
  const regions = [{ key: 'fsn1', provider: 'hetzner' }];
  const spec = { fqdn: 'acme.example.com', environment: 'prod', regions, shard };
  const sovereign = valueOf(parseSovereign({ source: 'sovereign.ts', name: 'acme', spec }));
  const repository = { url: 'https://git.example.com/fleet', branch: 'main' };
  const fleet = valueOf(parseFleet('fleet.ts', { domain: 'example.com', repository, shards }));
  const result = resolve({ sovereign, fleet, kits: [exampleKit()] });
  return result.ok ? [result.value.repository.url] : result.issues.map(formatIssue);
}

const eu = { url: 'https://git.example.com/fleet-eu', branch: 'main' };

test.each([
  { what: 'its own', shard: 'eu', shards: { eu }, says: 'https://git.example.com/fleet-eu' },
  {
    what: 'a misspelt one',
    shard: 'ue',
    shards: { eu },
    says: 'sovereign.ts: shard is "ue": the fleet has no such shard. Write one of eu.',
  },
  {
    what: 'one of none',
    shard: 'eu',
    shards: {},
    says:
      'sovereign.ts: shard is "eu": the fleet has no such shard. Remove it, or add it to "shards" of ' +
      'sovereigns/fleet.ts.',
  },
])('a Sovereign in $what shard', ({ shard, shards, says }) => {
  expect(shardMessages(shard, shards)).toEqual([says]);
});

function messagesIn(kit: BootstrapKit, region: object): readonly string[] {
  const spec = { fqdn: 'acme.example.com', environment: 'prod', regions: [region] };
  const sovereign = valueOf(parseSovereign({ source: 'sovereign.ts', name: 'acme', spec }));
  const result = resolve({ sovereign, fleet: exampleFleet(), kits: [kit] });
  return result.ok ? [] : result.issues.map(formatIssue);
}

test('a slot that is on and waits for one that is off is refused, with the region and its provider', () => {
  expect(messagesIn(wideKit(), { key: 'europe-west3', provider: 'gcp' })).toEqual([
    'sovereign.ts: regions[0] is "europe-west3": bp-storage is on in this primary region of gcp, and waits for one ' +
      'of bp-disks-hetzner, bp-disks-aws, and none of them is on. Turn one of them on, and the others off.',
  ]);
});

test('a custom resource is refused where no slot that is on brings its kind', () => {
  const kit = wideKit();
  const where = { providers: ['aws'] } as const;
  const slots = kit.slots.map((slot) => (slot.name === 'bp-certs' ? { ...slot, where } : slot));
  const objects = { 'bp-network': kit.objects['bp-certs'] ?? [] };
  const changed: BootstrapKit = { ...kit, slots, objects };
  expect(messagesIn(changed, { key: 'fsn1', provider: 'hetzner' })).toEqual([
    'sovereign.ts: regions[0] is "fsn1": bp-network is on in this primary region of hetzner, and has ' +
      'ClusterIssuer.cert-manager.io letsencrypt, whose kind bp-certs would bring and is not on there. Turn bp-certs ' +
      'on there, or bp-network off.',
  ]);
  expect(messagesIn(changed, { key: 'eu-central-1', provider: 'aws' })).toEqual([]);
});

test('a parameter that an object beside a row alone reads is among the substitutes', () => {
  const kit = wideKit();
  const slots = kit.slots.map((slot) => ({ ...slot, values: {}, helm: {} }));
  const regions = [{ key: 'fsn1', provider: 'hetzner' }];
  const spec = { fqdn: 'acme.example.com', environment: 'prod', regions };
  const sovereign = valueOf(parseSovereign({ source: 'sovereign.ts', name: 'acme', spec }));
  const topology = valueOf(resolve({ sovereign, fleet: exampleFleet(), kits: [{ ...kit, slots }] }));
  expect(topology.regions.map(({ substitutes }) => substitutes)).toEqual([{ FQDN: 'acme.example.com' }]);
});
