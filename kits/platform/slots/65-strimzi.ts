import type { Slot } from '@sovereign-fleet/nx';
import { text, use } from '../parameters';

export const strimzi: Slot<'bp-strimzi'> = {
  number: '65',
  name: 'bp-strimzi',
  chart: {
    source: 'strimzi',
    name: 'strimzi-kafka-operator',
    version: '0.47.0',
  },
  namespace: { name: 'strimzi', from: 'slot' },
  dependsOn: ['bp-cilium'],
  brings: ['kafka.strimzi.io', 'core.strimzi.io'],
  where: { feature: 'queues' },
  action: { like: 'waits' },
  values: {
    defaultImageRegistry: text`${'REGISTRY_MIRROR'}/proxy-quay`,
    replicas: use('REPLICAS'),
    watchAnyNamespace: true,
  },
};
