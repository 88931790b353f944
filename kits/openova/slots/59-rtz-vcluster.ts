import { defineSlot } from '@sovereign-fleet/bootstrap-kit';
import { vclusterValues } from '../vcluster-values';

export const rtzVcluster = defineSlot({
  number: '59',
  name: 'bp-rtz-vcluster',
  chart: { name: 'bp-rtz-vcluster', version: '0.1.0' },
  namespace: 'rtz',
  namespaceFrom: 'chart',
  dependsOn: ['bp-cilium', 'bp-cert-manager'],
  roles: ['secondary'],
  buildingBlock: 'rtz',
  values: vclusterValues('rtz'),
});
