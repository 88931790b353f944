import { drop, formatIssue, valueOf } from '@sovereign-fleet/domain';
import { resolve } from '../resolve';
import { fleetWith, fsn1, layeredKit, layerMessages, layers, network, sovereignOf } from '../testing/layered-kit';
import { issuesOfFleetLayers } from './issues-of-layer';

const mtu = { providers: layers.providers };
const size = { environments: layers.environments };

test.each<{ what: string; spec: object; fleet?: object; says: readonly string[] }>([
  { what: 'nothing more than the fleet', spec: {}, says: [] },
  { what: 'a value of its region', spec: { regions: [{ ...fsn1, parameters: { MTU: 9000 } }] }, fleet: size, says: [] },
  {
    what: 'no value, where a provider is the outermost that may say it',
    spec: {},
    fleet: size,
    says: [
      'sovereigns/fleet.ts: kits[0].with.providers.hetzner.parameters.MTU is not set: slots read it, and the kit ' +
        'has no default for it. Write a number: bytes of a packet.',
    ],
  },
  {
    what: 'no value, where an environment is the outermost that may say it',
    spec: {},
    fleet: mtu,
    says: [
      'sovereigns/fleet.ts: kits[0].with.environments.prod.parameters.SIZE is not set: slots read it, and the kit ' +
        'has no default for it. Write a string: the size of disks.',
    ],
  },
  { what: 'no value for a slot that is absent', spec: { features: { backup: false } }, fleet: mtu, says: [] },
  {
    what: 'no network where the kit reads one',
    spec: { networksGiven: 3, regions: [{ ...fsn1, network: undefined }] },
    says: [
      'sovereign.ts: regions[0].network is not set: the kit reads the fact "podCidr". Write network: { meshId: 4, ' +
        "pods: '10.4.0.0/16', services: '10.132.0.0/16' }, and networksGiven: 4 beside the regions.",
    ],
  },
  {
    what: 'a parameter that there is not',
    spec: { parameters: { BAER: 'b' } },
    says: [
      'sovereign.ts: parameters.BAER is "b": the kit has no such parameter. Did you mean "BARE"? Write one of BARE, ' +
        'MTU, SIZE.',
    ],
  },
  {
    what: 'a feature that a slot alone reads that it leaves out',
    spec: { without: ['bp-backup'], features: { metrics: true, backup: true } },
    says: ['metrics', 'backup'].map(
      (name) =>
        `sovereign.ts: features.${name} is true: "without" leaves out what reads it, which is bp-backup. Remove it, ` +
        'or take bp-backup out of "without".',
    ),
  },
  {
    what: 'a parameter that slots alone read that it leaves out',
    spec: { without: ['bp-network', 'bp-backup'], parameters: { BARE: 'b' } },
    says: [
      'sovereign.ts: parameters.BARE is "b": "without" leaves out what reads it, which is bp-network. Remove it, or ' +
        'take bp-network out of "without".',
    ],
  },
  {
    what: 'a feature that the fleet says for a slot that it leaves out',
    spec: { without: ['bp-backup'] },
    fleet: { ...layers, features: { metrics: true } },
    says: [],
  },
  {
    what: 'a fact',
    spec: { parameters: { FQDN: 'b' } },
    says: [
      'sovereign.ts: parameters.FQDN is "b": it follows from the record, and nobody says it. Remove it, or change ' +
        'what it follows from.',
    ],
  },
  {
    what: 'a parameter of another layer',
    spec: { parameters: { MTU: 1 } },
    says: [
      'sovereign.ts: parameters.MTU is 1: the kit lets provider, region say it, and this is the layer "sovereign". ' +
        'Say it there, or have the kit add the layer to its parameter.',
    ],
  },
  {
    what: 'a parameter of another type',
    spec: { regions: [{ ...fsn1, parameters: { MTU: '9000' } }] },
    says: [
      'sovereign.ts: regions[0].parameters.MTU is "9000": the parameter is a number. Write a number without quotes.',
    ],
  },
  {
    what: 'a text that cannot stand inside another',
    spec: { parameters: { BARE: 'a b' } },
    says: [
      'sovereign.ts: parameters.BARE is "a b": a slot reads it inside a text, which takes letters, digits and ' +
        '"._/:@+-". Write a text of these characters.',
    ],
  },
  {
    what: 'a text that makes a number of another',
    spec: { parameters: { BARE: '1' } },
    says: [
      'sovereign.ts: parameters.BARE is "1": bp-network.values.image would arrive as the number 1.5, and it is ' +
        'a text. Write another text here, or there.',
    ],
  },
  {
    what: 'a feature that there is not',
    spec: { features: { metric: true } },
    says: [
      'sovereign.ts: features.metric is true: the kit has no such feature. Did you mean "metrics"? Write one of ' +
        'metrics, backup.',
    ],
  },
  {
    what: 'a value that a parameter feeds',
    spec: { overrides: { 'bp-network': { mtu: 1 } } },
    says: [
      'sovereign.ts: overrides["bp-network"].mtu is 1: MTU feeds this value. Remove the override, and say MTU in ' +
        'parameters.',
    ],
  },
  {
    what: 'a dropped value that a fact feeds',
    spec: { overrides: { 'bp-network': { pods: drop() } } },
    says: [
      'sovereign.ts: overrides["bp-network"].pods is {}: POD_CIDR feeds this value. Remove the override, or change ' +
        'the record that it follows from.',
    ],
  },
  {
    what: 'a version of a slot that there is not',
    spec: { versions: { 'bp-netwrok': { version: '1.0.1' } } },
    says: [
      'sovereign.ts: versions["bp-netwrok"] is { version }: the bootstrap kit has no such slot. Did you mean ' +
        '"bp-network"? Write one of bp-network, bp-backup.',
    ],
  },
  {
    what: 'a digest of a chart that has none',
    spec: { versions: { 'bp-backup': { version: '2.0.1', digest: `sha256:${'1'.repeat(64)}` } } },
    says: [
      `sovereign.ts: versions["bp-backup"].digest is "sha256:${'1'.repeat(64)}": a HelmRepository has charts by ` +
        'version alone. Remove it.',
    ],
  },
  {
    what: 'an override of a slot that is off everywhere',
    spec: { features: { backup: false }, overrides: { 'bp-backup': { a: 1 } } },
    says: [
      'sovereign.ts: overrides["bp-backup"] is { a }: slot 02 bp-backup is off in every region of acme. Remove it, ' +
        'or turn the slot on.',
    ],
  },
  {
    what: 'an override of a slot that is off in the region',
    spec: { regions: [{ ...fsn1, features: { backup: false }, overrides: { 'bp-backup': { a: 1 } } }] },
    says: [
      'sovereign.ts: regions[0].overrides["bp-backup"] is { a }: slot 02 bp-backup is off in fsn1: it runs only with ' +
        'hetzner, aws, prod, stg, the feature backup. Move the override to a region where it runs, or remove it.',
    ],
  },
])('a Sovereign that says $what', ({ spec, fleet, says }) => {
  expect(layerMessages(spec, fleet)).toEqual(says);
});

test.each([
  { what: 'what the kit has', said: layers, says: [] },
  {
    what: 'a parameter that it may not say',
    said: { parameters: { MTU: 1 } },
    says: [
      'kits[0].with.parameters.MTU is 1: the kit lets provider, region say it, and this is the layer "fleet". Say ' +
        'it there, or have the kit add the layer to its parameter.',
    ],
  },
  {
    what: 'an override for a provider with which the slot never runs',
    said: { providers: { oci: { overrides: { 'bp-backup': { a: 1 } } } } },
    says: [
      'kits[0].with.providers.oci.overrides["bp-backup"] is { a }: slot 02 bp-backup is never on with oci: it runs ' +
        'only with hetzner, aws. Remove it, or move it to one of these.',
    ],
  },
  {
    what: 'a version for an environment with which the slot never runs',
    said: { environments: { dev: { versions: { 'bp-backup': { version: '2.0.1' } } } } },
    says: [
      'kits[0].with.environments.dev.versions["bp-backup"] is { version }: slot 02 bp-backup is never on with dev: ' +
        'it runs only with prod, stg. Remove it, or move it to one of these.',
    ],
  },
])('a fleet that says $what', ({ said, says }) => {
  const told = issuesOfFleetLayers(fleetWith(said), [layeredKit()]).map(formatIssue);
  expect(told.map((one) => one.replace('sovereigns/fleet.ts: ', ''))).toEqual(says);
});

test('facts, features and parameters are the variables of a region, by what reads them', () => {
  const second = { meshId: 2, pods: '10.2.0.0/16', services: '10.130.0.0/16' };
  const regions = [fsn1, { key: 'nbg1', provider: 'hetzner', network: second, features: { metrics: true } }];
  const record = { sovereign: sovereignOf({ regions }), fleet: fleetWith(), kits: [layeredKit()] };
  const [one, two] = valueOf(resolve(record)).regions;
  expect(one?.substitutes).toEqual({
    BARE: 'a',
    FQDN: 'acme.example.com',
    METRICS: 'false',
    MTU: '1450',
    PEERS:
      '[{"key":"nbg1","provider":"hetzner","role":"secondary","canonicalLabel":"hz-nbg-rtz-prod",' +
      '"network":{"meshId":2,"pods":"10.2.0.0/16","services":"10.130.0.0/16"}}]',
    POD_CIDR: network.pods,
    SIZE: '"1Gi"',
  });
  expect(two?.substitutes).toMatchObject({ METRICS: 'true', POD_CIDR: second.pods });
});

test('a version of a layer replaces the digest, too, and the innermost counts', () => {
  const said = { ...layers, versions: { 'bp-network': { version: '1.1.0', digest: `sha256:${'1'.repeat(64)}` } } };
  const pinOf = (spec: object) => {
    const topology = valueOf(resolve({ sovereign: sovereignOf(spec), fleet: fleetWith(said), kits: [layeredKit()] }));
    return topology.regions[0]?.slots[0]?.pin;
  };
  expect(pinOf({})).toEqual(said.versions['bp-network']);
  expect(pinOf({ versions: { 'bp-network': { version: '1.2.0' } } })).toEqual({ version: '1.2.0' });
});

test('what only an object beside a row reads is a variable of the region, too', () => {
  const kit = layeredKit();
  const object = { apiVersion: 'v1', kind: 'ConfigMap', name: 'x', namespace: 'network', isCustom: false };
  const [network, ...others] = kit.slots;
  const { image: value, ...values } = network?.values ?? {};
  const slots = network === undefined ? others : [{ ...network, values }, ...others];
  const objects = { 'bp-network': [{ ...object, value: { data: { image: value ?? '' } } }] };
  const record = { sovereign: sovereignOf({}), fleet: fleetWith(), kits: [{ ...kit, slots, objects }] };
  expect(valueOf(resolve(record)).regions[0]?.substitutes).toHaveProperty('BARE', 'a');
});
