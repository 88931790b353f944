import { drop } from '@sovereign-fleet/domain';
import { defineSovereign } from '../../kits/platform/kit';

export default defineSovereign({
  fqdn: 'initech.example.net',
  environment: 'prod',
  networksGiven: 3,
  features: {
    backup: true,
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
    DNS_ZONES: ['initech.example.net'],
    IDENTITY_DATABASE: 'people.db.initech.example.net',
    POLICY_ACTION: 'Audit',
    PROMETHEUS_RESOURCES: { requests: { cpu: '2', memory: '8Gi' } },
    REPLICAS: 3,
    RETENTION_DAYS: 30,
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
      parameters: { LOG_LEVEL: 'debug', REPLICAS: 1 },
    },
    {
      key: 'eu-central-1',
      provider: 'aws',
      role: 'secondary',
      network: { meshId: 3, pods: '10.3.0.0/16', services: '10.131.0.0/16' },
      parameters: {
        BACKUP_BUCKET: 'initech-backup-eu-west-1',
        BACKUP_FILES: true,
        DNS_ZONES: ['aws.initech.example.net', 'initech.example.net'],
        LOAD_BALANCER: {
          'service.beta.kubernetes.io/aws-load-balancer-type': 'external',
          'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internet-facing',
        },
        MTU: 1500,
      },
      versions: { 'bp-aws-lb': { version: '1.13.4' } },
      overrides: {
        'bp-loki': {
          // The chart starts two caches, each as large as all else of Loki; the region has small nodes.
          chunksCache: { enabled: false },
          resultsCache: drop(),
          singleBinary: { replicas: 2 },
        },
      },
    },
  ],
});
