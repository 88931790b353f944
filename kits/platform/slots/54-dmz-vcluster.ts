import type { Slot } from '@sovereign-fleet/nx';
import { vclusterValues } from '../vcluster-values';

export const dmzVcluster: Slot<'bp-dmz-vcluster'> = {
  number: '54',
  name: 'bp-dmz-vcluster',
  chart: {
    name: 'bp-dmz-vcluster',
    version: '0.1.0',
  },
  namespace: { name: 'dmz', from: 'chart' },
  dependsOn: ['bp-cilium', 'bp-cert-manager'],
  buildingBlock: 'dmz',
  kubeConfig: { secret: 'vc-dmz', key: 'config' },
  action: { like: 'waits' },
  values: vclusterValues('dmz'),
};
