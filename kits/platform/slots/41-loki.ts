import type { Slot } from '@sovereign-fleet/nx';
import { text, use } from '../parameters';

const schema = {
  from: '2025-01-01',
  store: 'tsdb',
  object_store: 'filesystem',
  schema: 'v13',
  index: { prefix: 'index_', period: '24h' },
};

export const loki: Slot<'bp-loki'> = {
  number: '41',
  name: 'bp-loki',
  chart: {
    source: 'grafana',
    name: 'loki',
    version: '6.29.0',
  },
  namespace: { name: 'monitoring', from: 'elsewhere' },
  dependsOn: ['bp-prometheus'],
  where: { feature: 'observability' },
  action: { like: 'careful' },
  values: {
    global: { image: { registry: text`${'REGISTRY_MIRROR'}/proxy-dockerhub` } },
    deploymentMode: 'SingleBinary',
    loki: {
      auth_enabled: false,
      commonConfig: { replication_factor: 1 },
      limits_config: { retention_period: text`${'RETENTION_DAYS'}d` },
      schemaConfig: { configs: [schema] },
      storage: { type: 'filesystem' },
    },
    singleBinary: { replicas: 1, persistence: { size: '50Gi', storageClass: use('STORAGE_CLASS') } },
    // The chart counts on three more kinds of pods, and refuses to render while they have replicas.
    backend: { replicas: 0 },
    read: { replicas: 0 },
    write: { replicas: 0 },
  },
};
