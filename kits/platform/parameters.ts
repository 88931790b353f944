import { referencesTo } from '@sovereign-fleet/nx';

const facts = {
  ENVIRONMENT: { type: 'string', fact: 'environment' },
  MESH_ID: { type: 'number', fact: 'meshId' },
  POD_CIDR: { type: 'string', fact: 'podCidr' },
  REGISTRY_MIRROR: { type: 'string', fact: 'registryMirror' },
  SOVEREIGN_FQDN: { type: 'string', fact: 'fqdn' },
  SOVEREIGN_REGION_CANONICAL_LABEL: { type: 'string', fact: 'canonicalLabel' },
  SOVEREIGN_REGION_KEY: { type: 'string', fact: 'regionKey' },
  SOVEREIGN_REGION_ROLE: { type: 'string', fact: 'regionRole' },
} as const;

const gates = {
  DMZ_VCLUSTER_ENABLED: { type: 'boolean', enables: 'bp-dmz-vcluster' },
  MGMT_VCLUSTER_ENABLED: { type: 'boolean', enables: 'bp-mgmt-vcluster' },
  OBSERVABILITY: { type: 'boolean', feature: 'observability' },
  RTZ_VCLUSTER_ENABLED: { type: 'boolean', enables: 'bp-rtz-vcluster' },
} as const;

/** What layers say. What the core reads has a default, or is said once for the fleet. */
const said = {
  ACME_EMAIL: {
    type: 'string',
    description: 'who is written to when a certificate is about to end',
    layers: ['fleet', 'sovereign'],
  },
  ACME_SERVER: {
    type: 'string',
    description: 'the directory of the authority that signs certificates',
    layers: ['fleet', 'environment'],
    pattern: 'https://.+',
  },
  BACKUP_BUCKET: {
    type: 'string',
    description: 'the bucket for backups, which is not in the region that it is for',
    layers: ['sovereign', 'region'],
  },
  BACKUP_FILES: {
    type: 'boolean',
    description: 'whether volumes are copied file by file, where a provider has no snapshots',
    layers: ['sovereign', 'region'],
    default: true,
  },
  BACKUP_SCHEDULES: {
    type: 'json',
    description: 'when a backup is made, of what, and how long it is kept',
    layers: ['sovereign'],
    default: { daily: { schedule: '0 3 * * *', template: { ttl: '720h' } } },
  },
  DNS_ZONES: {
    type: 'list',
    description: 'the zones in which records may be written',
    layers: ['sovereign', 'region'],
  },
  ENCRYPTION: {
    type: 'boolean',
    description: 'whether traffic between nodes is encrypted',
    layers: ['fleet', 'provider'],
    default: true,
  },
  IGNORE_UNFIXED: {
    type: 'boolean',
    description: 'whether faults of images that nobody has mended yet are left out',
    layers: ['environment', 'region'],
    default: true,
  },
  IDENTITY_DATABASE: {
    type: 'string',
    description: 'the host of the PostgreSQL that knows the people',
    layers: ['sovereign'],
  },
  LOAD_BALANCER: {
    type: 'json',
    description: 'annotations by which the provider makes the load balancer of the ingress',
    layers: ['fleet', 'provider', 'region'],
    default: {},
  },
  LOG_LEVEL: {
    type: 'string',
    description: 'how much the programs of the kit say',
    layers: ['environment', 'region'],
    oneOf: ['debug', 'info', 'warn', 'error'],
    default: 'info',
  },
  MTU: {
    type: 'number',
    description: 'bytes of a packet between nodes, without what encryption takes',
    layers: ['provider', 'region'],
    default: 1500,
  },
  POLICY_ACTION: {
    type: 'string',
    description: 'what becomes of a pod that breaks a policy',
    layers: ['environment'],
    oneOf: ['Audit', 'Enforce'],
    default: 'Audit',
  },
  PROMETHEUS_RESOURCES: {
    type: 'json',
    description: 'requests and limits of Prometheus',
    layers: ['environment', 'sovereign'],
    default: { requests: { cpu: '500m', memory: '2Gi' } },
  },
  REBOOT_DAYS: {
    type: 'list',
    description: 'the days on which nodes may be rebooted',
    layers: ['fleet', 'environment', 'provider'],
    default: ['mo', 'tu', 'we', 'th'],
  },
  REPLICAS: {
    type: 'number',
    description: 'how many of each controller run',
    layers: ['environment', 'sovereign', 'region'],
    default: 1,
  },
  RETENTION_DAYS: {
    type: 'number',
    description: 'how many days metrics and logs are kept',
    layers: ['fleet', 'sovereign'],
    default: 7,
  },
  STORAGE_CLASS: {
    type: 'string',
    // Said by name, since a cluster with two default classes takes the newer one.
    description: 'the StorageClass of volumes',
    layers: ['provider', 'region'],
    default: 'local-path',
  },
} as const;

export const parameters = { ...facts, ...gates, ...said } as const;

export const { use, text } = referencesTo(parameters);
