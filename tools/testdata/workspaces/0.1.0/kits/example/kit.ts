// For tests: the kit of their workspaces. It stays as it is when the rows of the real kit change.
// nx-ignore-next-line
import { defineKit, sovereignsOf } from '@sovereign-fleet/nx';
import { parameters, use } from './parameters';
import { vclusterValues } from './vcluster-values';

const example = defineKit({
  name: 'example',
  sources: { registry: { type: 'oci', url: 'oci://ghcr.io/openova-io', secret: 'ghcr-pull' } },
  secrets: {
    'ghcr-pull': {
      namespace: 'flux-system',
      keys: ['.dockerconfigjson'],
      registries: ['ghcr.io'],
      from: 'bootstrap',
      why: 'pulls the charts',
    },
  },
  labels: {
    'catalyst.openova.io/region': use('SOVEREIGN_REGION_KEY'),
    'catalyst.openova.io/region-role': use('SOVEREIGN_REGION_ROLE'),
  },
  annotations: { 'catalyst.openova.io/sovereign': use('SOVEREIGN_FQDN') },
  parameters,
  slots: [
    {
      number: '01',
      name: 'bp-cilium',
      chart: { name: 'bp-cilium', version: '1.4.0' },
      namespace: { name: 'kube-system', from: 'elsewhere' },
      dependsOn: [],
      values: {
        global: { sovereignFQDN: use('SOVEREIGN_FQDN') },
        cilium: { cluster: { name: use('SOVEREIGN_REGION_CANONICAL_LABEL') } },
      },
    },
    {
      number: '02',
      name: 'bp-cert-manager',
      chart: { name: 'bp-cert-manager', version: '1.0.0' },
      namespace: { name: 'cert-manager', from: 'slot' },
      dependsOn: ['bp-cilium'],
    },
    {
      number: '54',
      name: 'bp-dmz-vcluster',
      chart: { name: 'bp-dmz-vcluster', version: '0.1.0' },
      namespace: { name: 'dmz', from: 'chart' },
      dependsOn: ['bp-cilium', 'bp-cert-manager'],
      buildingBlock: 'dmz',
      values: vclusterValues('dmz'),
    },
    {
      number: '58',
      name: 'bp-mgmt-vcluster',
      chart: { name: 'bp-mgmt-vcluster', version: '0.1.0' },
      namespace: { name: 'mgmt', from: 'chart' },
      dependsOn: ['bp-cilium', 'bp-cert-manager'],
      where: { roles: ['primary'], gate: 'mgmtVcluster.enabled' },
      buildingBlock: 'mgmt',
      values: vclusterValues('mgmt'),
    },
    {
      number: '59',
      name: 'bp-rtz-vcluster',
      chart: { name: 'bp-rtz-vcluster', version: '0.1.0' },
      namespace: { name: 'rtz', from: 'chart' },
      dependsOn: ['bp-cilium', 'bp-cert-manager'],
      where: { roles: ['secondary'], gate: 'rtzVcluster.enabled' },
      buildingBlock: 'rtz',
      values: vclusterValues('rtz'),
    },
  ],
});

export default example;

export const defineSovereign = sovereignsOf(example);

// nx-ignore-next-line
export type { Slot } from '@sovereign-fleet/nx';
export { text, use } from './parameters';
