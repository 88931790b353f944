// For tests: a kit of invented slots, which shows that the compiler knows none by name.
import {
  type BootstrapKit,
  type BootstrapKitRows,
  type Fleet,
  parseBootstrapKit,
  parseFleet,
  parseSovereign,
  referencesTo,
  type Slot,
  type SovereignSpec,
  valueOf,
} from '@sovereign-fleet/domain';
import { resolve } from '../resolve';
import type { Topology } from '../topology';

const parameters = {
  CANONICAL_LABEL: { type: 'string', fact: 'canonicalLabel' },
  EDGE_ENABLED: { type: 'boolean', enables: 'bp-edge' },
  FQDN: { type: 'string', fact: 'fqdn' },
  MIRROR: { type: 'string', fact: 'registryMirror' },
  REGION: { type: 'string', fact: 'regionKey' },
  ROLE: { type: 'string', fact: 'regionRole' },
  VAULT_ENABLED: { type: 'boolean', enables: 'bp-vault' },
} as const;

const { use, text } = referencesTo(parameters);

const network: Slot = {
  number: '01',
  name: 'bp-network',
  chart: { name: 'network', version: '2.0.1', digest: `sha256:${'0123456789abcdef'.repeat(4)}` },
  namespace: { name: 'network', from: 'slot' },
  dependsOn: [],
  values: { peers: ['a', use('FQDN')], price: 'US$5 ${not-ours}', limits: { cpu: 1 }, zones: ['a'] },
};

const vault: Slot = {
  number: '06a',
  name: 'bp-vault',
  chart: { name: 'bp-vault', version: '0.3.0-rc.1' },
  namespace: { name: 'vault', from: 'chart' },
  dependsOn: ['bp-network'],
  where: { roles: ['primary'], gate: 'enabled' },
  values: { enabled: use('VAULT_ENABLED'), image: text`${'MIRROR'}/proxy/vault:1.2` },
};

const edge: Slot = {
  number: '07',
  name: 'bp-edge',
  chart: { name: 'bp-edge', version: '1.0.0' },
  namespace: { name: 'network', from: 'elsewhere' },
  dependsOn: ['bp-network'],
  where: { roles: ['secondary'], gate: 'enabled' },
  buildingBlock: 'rtz',
  values: { enabled: use('EDGE_ENABLED'), nodeSelector: { region: use('CANONICAL_LABEL') } },
};

export function exampleKit(more: readonly Slot[] = []): BootstrapKit {
  const rows: BootstrapKitRows = {
    name: 'example',
    sources: { registry: { type: 'oci', url: 'oci://registry.example.com/charts', secret: 'registry-pull' } },
    secrets: {
      'registry-pull': {
        namespace: 'flux-system',
        keys: ['.dockerconfigjson'],
        from: 'bootstrap',
        why: 'pulls the charts',
      },
    },
    labels: { region: use('REGION'), role: use('ROLE') },
    annotations: {},
    parameters,
    slots: [edge, network, vault, ...more],
  };
  const slots = rows.slots.map(({ number, name, dependsOn }) => ({ slot: number, name, depends_on: dependsOn }));
  return valueOf(parseBootstrapKit({ source: 'slots.ts', rows, lock: { source: 'lock.yaml', slots } }));
}

export function exampleFleet(): Fleet {
  const repository = { url: 'ssh://git@git.example.com/platform/fleet', branch: 'main' };
  return valueOf(
    parseFleet('fleet.ts', { domain: 'example.com', repository, registryMirror: 'mirror.example.com:5000' }),
  );
}

/** A Topology from a spec that is right. */
export function topologyOf(spec: SovereignSpec, kit = exampleKit(), fleet = exampleFleet()): Topology {
  const sovereign = valueOf(parseSovereign({ source: 'sovereign.ts', name: 'acme', spec }));
  return valueOf(resolve({ sovereign, fleet, kits: [kit] }));
}
