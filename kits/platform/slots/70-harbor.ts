import type { Slot } from '@sovereign-fleet/nx';
import { text, use } from '../parameters';

/** The registry of a Sovereign's own images, in one region: others pull from there. */
export const harbor: Slot<'bp-harbor'> = {
  number: '70',
  name: 'bp-harbor',
  chart: {
    source: 'goharbor',
    name: 'harbor',
    version: '1.17.1',
  },
  namespace: { name: 'harbor', from: 'slot' },
  dependsOn: ['bp-cert-manager', { oneOf: ['bp-hcloud-csi', 'bp-aws-ebs-csi'] }],
  where: { feature: 'registry', roles: ['primary'], off: 'absent' },
  action: { like: 'careful', timeout: '20m' },
  inputs: [{ kind: 'Secret', name: 'harbor-admin', key: 'password', to: 'harborAdminPassword' }],
  values: {
    externalURL: text`https://registry.${'SOVEREIGN_FQDN'}`,
    expose: {
      type: 'ingress',
      ingress: {
        className: 'cilium',
        hosts: { core: text`registry.${'SOVEREIGN_FQDN'}` },
        annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt' },
      },
    },
    persistence: {
      persistentVolumeClaim: {
        registry: { storageClass: use('STORAGE_CLASS'), size: '200Gi' },
        database: { storageClass: use('STORAGE_CLASS'), size: '5Gi' },
      },
    },
    logLevel: use('LOG_LEVEL'),
    metrics: { enabled: use('OBSERVABILITY') },
  },
};
