import type { Slot } from '@sovereign-fleet/nx';
import { vclusterValues } from '../vcluster-values';

export const rtzVcluster: Slot<'bp-rtz-vcluster'> = {
  number: '59',
  name: 'bp-rtz-vcluster',
  chart: {
    name: 'bp-rtz-vcluster',
    version: '0.1.0',
  },
  namespace: { name: 'rtz', from: 'chart' },
  dependsOn: ['bp-cilium', 'bp-cert-manager'],
  where: { roles: ['secondary'], gate: 'rtzVcluster.enabled' },
  buildingBlock: 'rtz',
  kubeConfig: { secret: 'vc-rtz', key: 'config' },
  action: { like: 'waits' },
  values: vclusterValues('rtz'),
};
