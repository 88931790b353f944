import type { Slot } from '@sovereign-fleet/nx';

/** The kinds of the Prometheus operator alone, so that charts with a ServiceMonitor need not wait for Prometheus. */
export const prometheusCrds: Slot<'bp-prometheus-crds'> = {
  number: '02',
  name: 'bp-prometheus-crds',
  chart: {
    source: 'prometheus-community',
    name: 'prometheus-operator-crds',
    version: '17.0.2',
  },
  namespace: { name: 'monitoring', from: 'elsewhere' },
  dependsOn: [],
  brings: ['monitoring.coreos.com'],
  action: { like: 'waits' },
  where: { feature: 'observability' },
};
