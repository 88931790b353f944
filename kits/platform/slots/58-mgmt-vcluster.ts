import type { Slot } from '@sovereign-fleet/nx';
import { vclusterValues } from '../vcluster-values';

export const mgmtVcluster: Slot<'bp-mgmt-vcluster'> = {
  number: '58',
  name: 'bp-mgmt-vcluster',
  chart: {
    name: 'bp-mgmt-vcluster',
    version: '0.1.0',
  },
  namespace: { name: 'mgmt', from: 'chart' },
  dependsOn: ['bp-cilium', 'bp-cert-manager'],
  where: { roles: ['primary'], gate: 'mgmtVcluster.enabled' },
  buildingBlock: 'mgmt',
  kubeConfig: { secret: 'vc-mgmt', key: 'config' },
  action: { like: 'waits' },
  values: vclusterValues('mgmt'),
};
