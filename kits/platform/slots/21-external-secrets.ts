import type { Slot } from '@sovereign-fleet/nx';
import { text, use } from '../parameters';

export const externalSecrets: Slot<'bp-external-secrets'> = {
  number: '21',
  name: 'bp-external-secrets',
  chart: {
    source: 'external-secrets',
    name: 'external-secrets',
    version: '2.0.0',
  },
  namespace: { name: 'external-secrets', from: 'slot' },
  dependsOn: ['bp-cert-manager'],
  brings: ['external-secrets.io', 'generators.external-secrets.io'],
  where: { feature: 'secrets' },
  action: { like: 'waits' },
  values: {
    installCRDs: true,
    replicaCount: use('REPLICAS'),
    image: { repository: text`${'REGISTRY_MIRROR'}/proxy-ghcr/external-secrets/external-secrets` },
    log: { level: use('LOG_LEVEL') },
  },
};
