import type { Slot } from '@sovereign-fleet/nx';
import { text, use } from '../parameters';

/** Scales what reads from queues by their length. */
export const keda: Slot<'bp-keda'> = {
  number: '66',
  name: 'bp-keda',
  chart: {
    source: 'kedacore',
    name: 'keda',
    version: '2.17.2',
  },
  namespace: { name: 'keda', from: 'slot' },
  dependsOn: ['bp-cert-manager'],
  brings: ['keda.sh', 'eventing.keda.sh'],
  where: { feature: 'queues' },
  values: {
    global: { image: { registry: text`${'REGISTRY_MIRROR'}/proxy-ghcr` } },
    operator: { replicaCount: use('REPLICAS') },
    logging: { operator: { level: use('LOG_LEVEL') } },
  },
};
