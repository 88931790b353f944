import { defineFleet } from '@sovereign-fleet/nx';
import openova from '../kits/openova/kit';
import platform from '../kits/platform/kit';

export default defineFleet({
  kits: [
    openova,
    platform.with({
      parameters: {
        ACME_EMAIL: 'certificates@example.com',
        ACME_SERVER: 'https://acme-v02.api.letsencrypt.org/directory',
        ENCRYPTION: true,
        LOAD_BALANCER: { 'external-dns.alpha.kubernetes.io/ttl': '60' },
        REBOOT_DAYS: ['mo', 'tu', 'we', 'th'],
        RETENTION_DAYS: 14,
      },
      overrides: { 'bp-cert-manager': { global: { logLevel: 1 } } },
      versions: { 'bp-kyverno': { version: '3.4.4' } },
      environments: {
        prod: {
          parameters: {
            IGNORE_UNFIXED: false,
            LOG_LEVEL: 'warn',
            POLICY_ACTION: 'Enforce',
            PROMETHEUS_RESOURCES: { requests: { cpu: '1', memory: '4Gi' }, limits: { memory: '8Gi' } },
            REBOOT_DAYS: ['tu', 'we'],
            REPLICAS: 2,
          },
          overrides: { 'bp-cert-manager': { podDisruptionBudget: { enabled: true } } },
          versions: { 'bp-loki': { version: '6.30.1' } },
        },
        stg: {
          parameters: { ACME_SERVER: 'https://acme-staging-v02.api.letsencrypt.org/directory' },
        },
      },
      providers: {
        aws: {
          parameters: {
            // AWS encrypts between its newer machines by itself; twice only costs throughput.
            ENCRYPTION: false,
            LOAD_BALANCER: { 'service.beta.kubernetes.io/aws-load-balancer-type': 'external' },
            MTU: 9001,
            STORAGE_CLASS: 'gp3',
          },
          overrides: {
            'bp-velero': { configuration: { volumeSnapshotLocation: [{ name: 'ebs', provider: 'aws' }] } },
          },
        },
        hetzner: {
          parameters: {
            LOAD_BALANCER: { 'load-balancer.hetzner.cloud/use-private-ip': 'true' },
            MTU: 1450,
            REBOOT_DAYS: ['we'],
            STORAGE_CLASS: 'hcloud-volumes',
          },
          versions: { 'bp-hcloud-csi': { version: '2.19.0' } },
        },
      },
    }),
  ],
  domain: 'fleet.example.com',
  repository: { url: 'https://git.example.com/platform/fleet', branch: 'main' },
  mirroredRegistries: { 'public.ecr.aws': 'proxy-ecr' },
});
