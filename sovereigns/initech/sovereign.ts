import { drop } from '@sovereign-fleet/nx';
import { defineSovereign } from '../../kits/platform/kit';

export default defineSovereign({
  fqdn: 'initech.example.net',
  environment: 'prod',
  networksGiven: 3,
  features: {
    backup: true,
    // Its slot is for dev and stg alone: it comes with the environment, not with an edit of this record.
    chaos: true,
    cloud: true,
    costs: true,
    databases: true,
    dns: true,
    identity: true,
    observability: true,
    policy: true,
    queues: true,
    registry: true,
    scanning: true,
    secrets: true,
  },
  parameters: {
    ACME_EMAIL: 'platform@initech.example.net',
    BACKUP_BUCKET: 'initech-backup-hel1',
    BACKUP_FILES: true,
    BACKUP_SCHEDULES: {
      hourly: { schedule: '15 * * * *', template: { ttl: '24h', includedNamespaces: ['rtz', 'mgmt'] } },
      weekly: { schedule: '0 4 * * 0', template: { ttl: '4380h' } },
    },
    DNS_ZONES: ['initech.example.net'],
    IDENTITY_DATABASE: 'people.db.initech.example.net',
    REPLICAS: 3,
  },
  versions: { 'bp-harbor': { version: '1.17.2' } },
  overrides: {
    'bp-prometheus': { alertmanager: { enabled: false } },
    'bp-trivy-operator': { trivy: { severity: 'CRITICAL' }, operator: { scanJobTimeout: '10m' } },
  },
  regions: [
    {
      key: 'fsn1',
      provider: 'hetzner',
      role: 'primary',
      network: { meshId: 1, pods: '10.1.0.0/16', services: '10.129.0.0/16' },
      overrides: {
        'bp-harbor': {
          persistence: { persistentVolumeClaim: { registry: { size: '500Gi' } } },
          trivy: { enabled: false },
        },
      },
    },
    {
      key: 'nbg1',
      provider: 'hetzner',
      role: 'secondary',
      network: { meshId: 2, pods: '10.2.0.0/16', services: '10.130.0.0/16' },
      features: { costs: false, scanning: false },
      parameters: {
        LOAD_BALANCER: { 'load-balancer.hetzner.cloud/location': 'nbg1' },
        LOG_LEVEL: 'debug',
        MTU: 1400,
        REPLICAS: 1,
      },
    },
    {
      key: 'eu-central-1',
      provider: 'aws',
      role: 'secondary',
      network: { meshId: 3, pods: '10.3.0.0/16', services: '10.131.0.0/16' },
      parameters: {
        BACKUP_BUCKET: 'initech-backup-eu-west-1',
        BACKUP_FILES: false,
        DNS_ZONES: ['aws.initech.example.net', 'initech.example.net'],
      },
      versions: { 'bp-aws-lb': { version: '1.13.4' } },
      overrides: {
        'bp-loki': {
          // Each of the two caches asks for more memory than a node of this region has.
          chunksCache: { enabled: false },
          resultsCache: drop(),
          singleBinary: { replicas: 2 },
        },
        'bp-velero': { snapshotsEnabled: true },
      },
    },
  ],
});
