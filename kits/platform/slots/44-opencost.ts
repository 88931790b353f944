import type { Slot } from '@sovereign-fleet/nx';
import { text, use } from '../parameters';

export const opencost: Slot<'bp-opencost'> = {
  number: '44',
  name: 'bp-opencost',
  chart: {
    source: 'opencost',
    name: 'opencost',
    version: '2.1.0',
  },
  namespace: { name: 'opencost', from: 'helm' },
  dependsOn: ['bp-prometheus'],
  where: { feature: 'costs' },
  values: {
    opencost: {
      exporter: {
        defaultClusterId: use('SOVEREIGN_REGION_CANONICAL_LABEL'),
        image: { registry: text`${'REGISTRY_MIRROR'}/proxy-ghcr` },
      },
      dataRetention: { dailyResolutionDays: use('RETENTION_DAYS') },
      prometheus: { internal: { serviceName: 'prometheus-operated', namespaceName: 'monitoring', port: 9090 } },
      ui: { image: { registry: text`${'REGISTRY_MIRROR'}/proxy-ghcr` } },
    },
  },
};
