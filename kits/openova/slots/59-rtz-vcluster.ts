import type { Slot } from '@sovereign-fleet/nx';
import { vclusterValues } from '../vcluster-values';
import type { Values } from './59-rtz-vcluster/values';

export const rtzVcluster: Slot<'bp-rtz-vcluster', Values> = {
  number: '59',
  name: 'bp-rtz-vcluster',
  chart: { name: 'bp-rtz-vcluster', version: '0.1.0' },
  namespace: { name: 'rtz', from: 'chart' },
  dependsOn: ['bp-cilium', 'bp-cert-manager'],
  where: { roles: ['secondary'], gate: 'rtzVcluster.enabled' },
  buildingBlock: 'rtz',
  kubeConfig: { secret: 'vc-rtz', key: 'config' },
  values: vclusterValues('rtz'),
};
