// For tests: the kit of their workspaces. It stays as it is when the rows of the real kit change.
import { defineKit, sovereignsOf } from '@sovereign-fleet/bootstrap-kit';
import { substitutes, use } from './substitutes';
import { vclusterValues } from './vcluster-values';

const example = defineKit({
  name: 'example',
  chartRepository: 'oci://ghcr.io/openova-io',
  chartSecret: 'ghcr-pull',
  labels: {
    'catalyst.openova.io/region': use('SOVEREIGN_REGION_KEY'),
    'catalyst.openova.io/region-role': use('SOVEREIGN_REGION_ROLE'),
  },
  annotations: { 'catalyst.openova.io/sovereign': use('SOVEREIGN_FQDN') },
  substitutes,
  slots: [
    {
      number: '01',
      name: 'bp-cilium',
      chart: { name: 'bp-cilium', version: '1.4.0' },
      namespace: 'kube-system',
      namespaceFrom: 'elsewhere',
      dependsOn: [],
      roles: ['primary', 'secondary'],
      values: {
        global: { sovereignFQDN: use('SOVEREIGN_FQDN') },
        cilium: { cluster: { name: use('SOVEREIGN_REGION_CANONICAL_LABEL') } },
      },
    },
    {
      number: '02',
      name: 'bp-cert-manager',
      chart: { name: 'bp-cert-manager', version: '1.0.0' },
      namespace: 'cert-manager',
      namespaceFrom: 'slot',
      dependsOn: ['bp-cilium'],
      roles: ['primary', 'secondary'],
    },
    {
      number: '54',
      name: 'bp-dmz-vcluster',
      chart: { name: 'bp-dmz-vcluster', version: '0.1.0' },
      namespace: 'dmz',
      namespaceFrom: 'chart',
      dependsOn: ['bp-cilium', 'bp-cert-manager'],
      roles: ['primary', 'secondary'],
      buildingBlock: 'dmz',
      values: vclusterValues('dmz'),
    },
    {
      number: '58',
      name: 'bp-mgmt-vcluster',
      chart: { name: 'bp-mgmt-vcluster', version: '0.1.0' },
      namespace: 'mgmt',
      namespaceFrom: 'chart',
      dependsOn: ['bp-cilium', 'bp-cert-manager'],
      roles: ['primary'],
      buildingBlock: 'mgmt',
      values: vclusterValues('mgmt'),
    },
    {
      number: '59',
      name: 'bp-rtz-vcluster',
      chart: { name: 'bp-rtz-vcluster', version: '0.1.0' },
      namespace: 'rtz',
      namespaceFrom: 'chart',
      dependsOn: ['bp-cilium', 'bp-cert-manager'],
      roles: ['secondary'],
      buildingBlock: 'rtz',
      values: vclusterValues('rtz'),
    },
  ],
});

export default example;

export const defineSovereign = sovereignsOf(example);
