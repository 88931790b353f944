// For tests: a kit and a record without a mistake, and all that is said of one.
import {
  formatIssue,
  parseBootstrapKit,
  parseFleet,
  parseSovereign,
  referencesTo,
  type Result,
  type Slot,
} from '@sovereign-fleet/domain';
import { resolve } from '../resolve';

export const parameters = {
  CERTS: { type: 'boolean', feature: 'certs' },
  FQDN: { type: 'string', fact: 'fqdn' },
  LEVEL: { type: 'string', description: 'what is logged', layers: ['sovereign', 'region'], default: 'info' },
  SIZE: { type: 'string', description: 'the size of a disk', layers: ['environment', 'sovereign'] },
  WEB_ENABLED: { type: 'boolean', enables: 'bp-web' },
} as const;

export const { use } = referencesTo(parameters);

export const network: Slot = {
  number: '01',
  name: 'bp-network',
  chart: { version: '1.0.0' },
  namespace: { name: 'network', from: 'slot', labels: { fqdn: use('FQDN') } },
  dependsOn: [],
  values: { level: use('LEVEL'), certs: use('CERTS') },
};
export const certs: Slot = {
  number: '02',
  name: 'bp-certs',
  chart: { version: '1.0.0' },
  namespace: { name: 'certs', from: 'slot' },
  dependsOn: ['bp-network'],
  brings: ['cert-manager.io'],
  where: { feature: 'certs' },
};
export const web: Slot = {
  number: '10',
  name: 'bp-web',
  chart: { version: '1.0.0' },
  namespace: { name: 'web', from: 'slot' },
  dependsOn: ['bp-network'],
  where: { roles: ['primary'], gate: 'enabled' },
  values: { enabled: use('WEB_ENABLED'), size: use('SIZE') },
};

export const rows = {
  name: 'platform',
  sources: { registry: { type: 'oci', url: 'oci://registry.example.com/charts', secret: 'pull' } },
  secrets: { pull: { namespace: 'flux-system', keys: ['.dockerconfigjson'], from: 'bootstrap', why: 'pulls' } },
  labels: {},
  annotations: {},
  parameters,
  features: { certs: { default: true, description: 'certificates' } },
  slots: [network, certs, web],
};

const record = {
  fqdn: 'acme.example.com',
  environment: 'prod',
  regions: [
    { key: 'fsn1', provider: 'hetzner', role: 'primary' },
    { key: 'nbg1', provider: 'hetzner', role: 'secondary' },
  ],
  parameters: { SIZE: '1Gi' },
};

export interface Mistake {
  readonly kit?: object;
  readonly record?: object;
  /** An object beside bp-web. */
  readonly object?: object;
}

/** All that a person reads of a kit and a record with one mistake. */
export function messagesOf(mistake: Mistake): readonly string[] {
  const result = resolveWith(mistake);
  return result.ok ? [] : result.issues.map(formatIssue);
}

function resolveWith({ kit, record: said, object }: Mistake): Result<unknown> {
  const changed = { ...rows, ...kit };
  const lock = {
    source: 'kits/platform/graph.yaml',
    slots: changed.slots.map(({ number, name, dependsOn }) => ({ slot: number, name, depends_on: dependsOn })),
  };
  const folder = '10-web';
  const objects =
    object === undefined ? [] : [{ file: 'kits/platform/slots/10-web/own.yaml', folder, value: object as never }];
  const parsed = parseBootstrapKit({ source: 'kits/platform/kit.ts', rows: changed, lock, objects });
  if (!parsed.ok) return parsed;
  const repository = { url: 'https://git.example.com/fleet', branch: 'main' };
  const fleet = parseFleet('sovereigns/fleet.ts', { domain: 'example.com', repository, kits: [rows] });
  if (!fleet.ok) return fleet;
  const source = 'sovereigns/acme/sovereign.ts';
  const sovereign = parseSovereign({ source, name: 'acme', spec: { ...record, ...said } });
  if (!sovereign.ok) return sovereign;
  return resolve({ sovereign: sovereign.value, fleet: fleet.value, kits: [parsed.value] });
}

/** The kit with a change of bp-web. */
export const withWeb = (change: object) => ({ kit: { slots: [network, certs, { ...web, ...change }] } });
