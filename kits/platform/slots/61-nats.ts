import type { Slot } from '@sovereign-fleet/nx';
import { text, use } from '../parameters';

/** Messages between the services of a secondary region. */
export const nats: Slot<'bp-nats'> = {
  number: '61',
  name: 'bp-nats',
  chart: {
    source: 'nats',
    name: 'nats',
    version: '1.2.6',
  },
  namespace: { name: 'nats', from: 'helm' },
  runsIn: 'rtz',
  dependsOn: [{ oneOf: ['bp-hcloud-csi', 'bp-aws-ebs-csi'] }],
  where: { feature: 'queues' },
  values: {
    global: { image: { registry: text`${'REGISTRY_MIRROR'}/proxy-dockerhub` } },
    config: {
      serverNamePrefix: text`${'SOVEREIGN_REGION_KEY'}-`,
      cluster: { enabled: true, replicas: 3 },
      jetstream: {
        enabled: true,
        fileStore: { pvc: { size: '10Gi', storageClassName: use('STORAGE_CLASS') } },
      },
    },
  },
};
