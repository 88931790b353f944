// For tests: a kit whose rows say everything that a row can say.
import {
  type BootstrapKit,
  drop,
  parseBootstrapKit,
  referencesTo,
  type Slot,
  valueOf,
  type WrittenObject,
} from '@sovereign-fleet/domain';

const parameters = {
  FQDN: { type: 'string', fact: 'fqdn' },
  GUEST_ENABLED: { type: 'boolean', enables: 'bp-audit' },
} as const;

const { use, text } = referencesTo(parameters);

function slotOf(number: string, name: string, more: Partial<Slot> = {}): Slot {
  const namespace = { name: name.slice(3), from: 'slot' } as const;
  return { number, name, chart: { version: '1.0.0' }, namespace, dependsOn: [], ...more };
}

const slots: readonly Slot[] = [
  slotOf('01', 'bp-network', {
    namespace: { name: 'network', from: 'slot', labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } },
  }),
  slotOf('02', 'bp-certs', {
    release: { name: 'cert-manager', namespace: 'network' },
    chart: { source: 'jetstack', name: 'cert-manager', version: '1.18.2' },
    installs: { as: 'cert-manager', storage: 'network' },
    namespace: { name: 'certs', from: 'helm' },
    dependsOn: ['bp-network'],
    brings: ['cert-manager.io'],
    action: { like: 'quick', install: { remediation: { retries: -1 } } },
    values: { webhook: { timeoutSeconds: drop() }, host: text`certs.${'FQDN'}` },
  }),
  slotOf('03', 'bp-disks-hetzner', {
    where: { providers: ['hetzner'] },
    chart: { version: '>=1.0 <2', range: true },
    release: { labels: { team: 'storage' }, annotations: { 'example.com/of': use('FQDN') } },
  }),
  slotOf('04', 'bp-disks-aws', { where: { providers: ['aws'] } }),
  slotOf('05', 'bp-storage', { dependsOn: ['bp-network', { oneOf: ['bp-disks-hetzner', 'bp-disks-aws'] }] }),
  slotOf('06', 'bp-backup', { where: { roles: ['primary'], off: 'suspended' } }),
  slotOf('07', 'bp-audit', {
    where: { roles: ['secondary'], gate: 'audit.enabled' },
    values: { audit: { enabled: use('GUEST_ENABLED') } },
  }),
  slotOf('08', 'bp-lab', { where: { environments: ['dev'] } }),
  slotOf('54', 'bp-edge', { buildingBlock: 'dmz', kubeConfig: { secret: 'vc-edge', key: 'config' } }),
  slotOf('55', 'bp-proxy', {
    runsIn: 'dmz',
    namespace: { name: 'proxy', from: 'helm' },
    inputs: [
      { kind: 'Secret', name: 'proxy-token', key: 'token', to: 'backends[0].token', optional: true },
      { kind: 'ConfigMap', name: 'proxy-zones' },
    ],
    afterHelm: [{ patch: '- op: remove\n  path: /spec/replicas\n', target: { kind: 'Deployment' } }],
    helm: {
      images: [{ name: 'nginx', newName: 'mirror.example.com/nginx' }],
      maxHistory: 3,
      commonMetadata: { labels: { fqdn: use('FQDN') } },
    },
  }),
];

const objects: readonly WrittenObject[] = [
  {
    file: 'slots/02-certs/issuer.yaml',
    folder: '02-certs',
    value: {
      apiVersion: 'cert-manager.io/v1',
      kind: 'ClusterIssuer',
      metadata: { name: 'letsencrypt' },
      spec: { acme: { email: 'ops@${FQDN}' } },
    },
  },
  {
    file: 'slots/03-disks-hetzner/zones.yaml',
    folder: '03-disks-hetzner',
    value: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'zones', namespace: 'disks-hetzner' },
      data: { price: 'US$5 $${each}' },
    },
  },
];

const inFluxSystem = { namespace: 'flux-system', from: 'bootstrap' } as const;

/** The kit, whose objects stand in the order of their files. */
export function wideKit(): BootstrapKit {
  const rows = {
    name: 'wide',
    sources: {
      registry: { type: 'oci', url: 'oci://registry.example.com/charts', secret: 'pull' },
      jetstack: { type: 'helm', url: 'https://charts.jetstack.io' },
    },
    profiles: {
      waits: { timeout: '15m', install: { crds: 'CreateReplace', remediation: { retries: 3 } } },
      quick: { timeout: '5m', install: { disableWait: true }, upgrade: { disableWait: true } },
    },
    secrets: {
      pull: { ...inFluxSystem, keys: ['.dockerconfigjson'], why: 'pulls the charts' },
      'proxy-token': { ...inFluxSystem, keys: ['token'], why: 'opens the backends' },
    },
    configMaps: { 'proxy-zones': { ...inFluxSystem, keys: ['values.yaml'], why: 'names the zones' } },
    labels: {},
    annotations: {},
    parameters,
    slots,
  };
  const reviewed = slots.map((slot) => {
    const depends_on = slot.runsIn === undefined ? slot.dependsOn : [...slot.dependsOn, 'bp-edge'];
    return { slot: slot.number, name: slot.name, depends_on };
  });
  const lock = { source: 'graph.yaml', slots: reviewed };
  return valueOf(parseBootstrapKit({ source: 'kit.ts', rows, lock, objects }));
}
