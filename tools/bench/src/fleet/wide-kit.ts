import { graphFile, kitFile, slotsFolder } from '@sovereign-fleet/bootstrap-kit/layout';
import type { Files } from './repository';
import { type WideRow, wideRows } from './wide-rows';

const kitName = 'wide';

/** The files of a kit of forty slots, as people write them. */
export function wideKitFiles(): Files {
  const folder = slotsFolder(kitName);
  return {
    [kitFile(kitName)]: kitText(),
    [kitFile(kitName).replace('kit.ts', 'parameters.ts')]: parametersText,
    [graphFile(kitName)]: graphText(),
    ...Object.fromEntries(wideRows.map((row) => [`${folder}/${fileOf(row)}.ts`, slotText(row)])),
    ...Object.fromEntries(
      wideRows.flatMap((row) =>
        row.object === undefined ? [] : [[`${folder}/${fileOf(row)}/object.yaml`, row.object]],
      ),
    ),
  };
}

function fileOf({ number, name }: WideRow): string {
  return `${number}-${name.slice('bp-'.length)}`;
}

function constantOf({ number }: WideRow): string {
  return `slot${number}`;
}

function kitText(): string {
  return `import {
  defineKit, type Kit, regionLabel, sovereignAnnotation, sovereignsOf,
} from '@sovereign-fleet/nx';
${wideRows.map((row) => `import { ${constantOf(row)} } from './slots/${fileOf(row)}';`).join('\n')}
import { parameters, use } from './parameters';

const features = {
  observability: { default: true, description: 'logs, traces and long-term metrics' },
  scanning: { default: false, description: 'scans of images and of what containers do' },
} as const;

const slots = [${wideRows.map(constantOf).join(', ')}] as const;

const wide: Kit<typeof parameters, typeof slots, typeof features> = defineKit({
  name: '${kitName}',
  sources: { mirror: { type: 'oci', url: 'oci://registry.example.com/charts', secret: 'ghcr-pull' } },
  profiles: {
    waits: { interval: '15m', timeout: '15m', install: { crds: 'CreateReplace', remediation: { retries: 3 } } },
    careful: { interval: '15m', timeout: '30m', upgrade: { cleanupOnFail: true, remediation: { retries: 1 } } },
  },
  secrets: {
    'ghcr-pull': { namespace: 'flux-system', keys: ['.dockerconfigjson'], from: 'bootstrap', why: 'pulls the charts' },
    'vault-admin': { namespace: 'flux-system', keys: ['password'], from: 'external', why: 'first login to Vault' },
  },
  labels: { [regionLabel]: use('SOVEREIGN_REGION_KEY') },
  annotations: { [sovereignAnnotation]: use('SOVEREIGN_FQDN') },
  parameters,
  features,
  slots,
});

export default wide;

export const defineSovereign = sovereignsOf(wide);
`;
}

const parametersText = `import { referencesTo } from '@sovereign-fleet/nx';

export const parameters = {
  ACME_SERVER: { type: 'string', description: 'where certificates come from', layers: ['environment'] },
  BACKUP_SCHEDULE: { type: 'string', description: 'time of backups', layers: ['sovereign'], default: '0 3 * * *' },
  CONTACT: { type: 'string', description: 'who is written to', layers: ['fleet', 'sovereign'] },
  DISK: { type: 'string', description: 'the size of disks', layers: ['environment', 'region'], default: '20Gi' },
  DMZ_VCLUSTER_ENABLED: { type: 'boolean', enables: 'bp-dmz-vcluster' },
  DNS_ZONES: { type: 'list', description: 'zones that are served', layers: ['fleet', 'sovereign'], default: [] },
  LOG_LEVEL: {
    type: 'string', description: 'how much is logged', layers: ['environment', 'sovereign'], default: 'info',
    oneOf: ['debug', 'info', 'warn'],
  },
  MESH_ID: { type: 'number', fact: 'meshId' },
  MGMT_VCLUSTER_ENABLED: { type: 'boolean', enables: 'bp-mgmt-vcluster' },
  MONITORED: { type: 'boolean', feature: 'observability' },
  MTU: { type: 'number', description: 'bytes of a packet', layers: ['provider', 'region'], default: 1500 },
  PEERS: { type: 'json', fact: 'peers' },
  POD_CIDR: { type: 'string', fact: 'podCidr' },
  RECEIVERS: { type: 'json', description: 'who is told', layers: ['fleet', 'sovereign'], default: {} },
  REGISTRY_MIRROR: { type: 'string', fact: 'registryMirror' },
  REPLICAS: { type: 'number', description: 'pods of a service', layers: ['environment', 'region'], default: 2 },
  RTZ_VCLUSTER_ENABLED: { type: 'boolean', enables: 'bp-rtz-vcluster' },
  SOVEREIGN_FQDN: { type: 'string', fact: 'fqdn' },
  SOVEREIGN_REGION_CANONICAL_LABEL: { type: 'string', fact: 'canonicalLabel' },
  SOVEREIGN_REGION_KEY: { type: 'string', fact: 'regionKey' },
  STORAGE_CLASS: { type: 'string', description: 'the class of disks', layers: ['provider', 'region'] },
} as const;

export const { use, text } = referencesTo(parameters);
`;

function graphText(): string {
  const rows = wideRows.map((row) => `  - { slot: '${row.number}', name: ${row.name}, depends_on: [${edgesOf(row)}] }`);
  return `slots:\n${rows.join('\n')}\n`;
}

/** The edges of a row, and the one that follows from the vCluster that it runs in. */
function edgesOf({ dependsOn, more = '' }: WideRow): string {
  const block = /runsIn: '(\w+)'/.exec(more)?.[1];
  return [...dependsOn, ...(block === undefined ? [] : [`bp-${block}-vcluster`])].join(', ');
}

function slotText(row: WideRow): string {
  const { number, name, version, dependsOn, more, values } = row;
  const short = name.slice('bp-'.length);
  const namespace = more?.includes('runsIn') === true ? 'helm' : 'slot';
  return `import type { Slot } from '@sovereign-fleet/nx';
import { text, use } from '../parameters';

export const ${constantOf(row)}: Slot<'${name}'> = {
  number: '${number}',
  name: '${name}',
  chart: { version: '${version}' },
  namespace: { name: '${short}', from: '${namespace}' },
  dependsOn: ${JSON.stringify(dependsOn)},
  ${more === undefined ? '' : `${more},`}
  values: {
    ${values === undefined ? '' : `${values},`}
    replicaCount: use('REPLICAS'),
    image: { repository: text\`\${'REGISTRY_MIRROR'}/proxy/${short}/${short}\`, tag: 'v${version}' },
    logLevel: use('LOG_LEVEL'),
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '512Mi' } },
    nodeSelector: { 'openova.io/region': use('SOVEREIGN_REGION_CANONICAL_LABEL') },
    tolerations: [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' }],
    podSecurityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    persistence: { enabled: true, storageClass: use('STORAGE_CLASS'), size: use('DISK') },
    serviceMonitor: { enabled: use('MONITORED'), interval: '30s', labels: { release: 'prometheus' } },
    podDisruptionBudget: { minAvailable: 1 },
    extraArgs: ['--metrics-bind-address=:8080', '--leader-elect', '--zap-log-level=2'],
  },
};
`;
}
