import type { Slot } from '@sovereign-fleet/nx';
import { text, use } from '../parameters';

/** Collects logs and traces of every node. It finds pods by annotation, so no other chart needs a ServiceMonitor. */
export const alloy: Slot<'bp-alloy'> = {
  number: '43',
  name: 'bp-alloy',
  chart: {
    source: 'grafana',
    name: 'alloy',
    version: '0.12.5',
  },
  namespace: { name: 'monitoring', from: 'elsewhere' },
  dependsOn: ['bp-loki', 'bp-tempo'],
  where: { feature: 'observability' },
  values: {
    global: { image: { registry: text`${'REGISTRY_MIRROR'}/proxy-dockerhub` } },
    crds: { create: false },
    alloy: {
      extraEnv: [
        { name: 'CLUSTER', value: use('SOVEREIGN_REGION_CANONICAL_LABEL') },
        { name: 'ENVIRONMENT', value: use('ENVIRONMENT') },
      ],
      mounts: { varlog: true },
    },
    controller: { type: 'daemonset', tolerations: [{ effect: 'NoSchedule', operator: 'Exists' }] },
  },
};
