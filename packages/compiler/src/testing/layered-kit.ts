// For tests: a kit of which layers can say something, and what is said of a Sovereign and a fleet above it.
import {
  type BootstrapKit,
  type BootstrapKitRows,
  type Fleet,
  formatIssue,
  parseBootstrapKit,
  parseFleet,
  parseSovereign,
  referencesTo,
  type Sovereign,
  valueOf,
} from '@sovereign-fleet/domain';
import { resolve } from '../resolve';

const parameters = {
  BARE: { type: 'string', description: 'a part of an image', layers: ['fleet', 'sovereign'], default: 'a' },
  FQDN: { type: 'string', fact: 'fqdn' },
  METRICS: { type: 'boolean', feature: 'metrics' },
  MTU: { type: 'number', description: 'bytes of a packet', layers: ['provider', 'region'] },
  PEERS: { type: 'json', fact: 'peers' },
  POD_CIDR: { type: 'string', fact: 'podCidr' },
  SIZE: { type: 'string', description: 'the size of disks', layers: ['environment'], pattern: '[0-9]+Gi' },
} as const;

const { use, text } = referencesTo(parameters);

const rows: BootstrapKitRows = {
  name: 'layered',
  sources: {
    registry: { type: 'oci', url: 'oci://registry.example.com/charts' },
    index: { type: 'helm', url: 'https://charts.example.com' },
  },
  labels: {},
  annotations: { fqdn: use('FQDN') },
  parameters,
  features: {
    metrics: { default: false, description: 'metrics' },
    backup: { default: true, description: 'backups' },
  },
  slots: [
    {
      number: '01',
      name: 'bp-network',
      chart: { version: '1.0.0', digest: `sha256:${'0'.repeat(64)}` },
      namespace: { name: 'network', from: 'slot' },
      dependsOn: [],
      values: { mtu: use('MTU'), pods: use('POD_CIDR'), peers: use('PEERS'), image: text`${'BARE'}.5`, debug: false },
    },
    {
      number: '02',
      name: 'bp-backup',
      chart: { source: 'index', version: '2.0.0' },
      namespace: { name: 'backup', from: 'slot' },
      dependsOn: ['bp-network'],
      where: { feature: 'backup', providers: ['hetzner', 'aws'], environments: ['prod', 'stg'] },
      values: { size: use('SIZE'), metrics: use('METRICS') },
    },
  ],
};

export const network = { meshId: 1, pods: '10.1.0.0/16', services: '10.129.0.0/16' };
export const fsn1 = { key: 'fsn1', provider: 'hetzner', role: 'primary', network };
export const layers = {
  providers: { hetzner: { parameters: { MTU: 1450 } } },
  environments: { prod: { parameters: { SIZE: '1Gi' } } },
};

export function layeredKit(): BootstrapKit {
  const slots = rows.slots.map(({ number, name, dependsOn }) => ({ slot: number, name, depends_on: dependsOn }));
  return valueOf(parseBootstrapKit({ source: 'kits/layered/kit.ts', rows, lock: { source: 'graph.yaml', slots } }));
}

export function fleetWith(said: object = layers): Fleet {
  const repository = { url: 'https://git.example.com/fleet', branch: 'main' };
  const kits = [{ ...rows, with: said }];
  return valueOf(parseFleet('sovereigns/fleet.ts', { domain: 'example.com', repository, kits }));
}

export function sovereignOf(spec: object = {}): Sovereign {
  const written = { fqdn: 'acme.example.com', environment: 'prod', regions: [fsn1], ...spec };
  return valueOf(parseSovereign({ source: 'sovereign.ts', name: 'acme', spec: written }));
}

/** What a person is told of a Sovereign under a fleet. */
export function layerMessages(spec: object, said: object = layers): readonly string[] {
  const result = resolve({ sovereign: sovereignOf(spec), fleet: fleetWith(said), kits: [layeredKit()] });
  return result.ok ? [] : result.issues.map(formatIssue);
}
