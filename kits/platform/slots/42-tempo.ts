import type { Slot } from '@sovereign-fleet/nx';
import { text, use } from '../parameters';

export const tempo: Slot<'bp-tempo'> = {
  number: '42',
  name: 'bp-tempo',
  chart: {
    source: 'grafana',
    name: 'tempo',
    version: '1.21.1',
  },
  namespace: { name: 'monitoring', from: 'elsewhere' },
  dependsOn: ['bp-prometheus'],
  where: { feature: 'observability' },
  values: {
    tempo: {
      registry: text`${'REGISTRY_MIRROR'}/proxy-dockerhub`,
      retention: '72h',
      metricsGenerator: {
        enabled: true,
        remoteWriteUrl: 'http://prometheus-operated.monitoring.svc:9090/api/v1/write',
      },
    },
    persistence: { enabled: true, size: '20Gi', storageClassName: use('STORAGE_CLASS') },
  },
};
