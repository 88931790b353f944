import { type BootstrapKitRows, regionLabel, regionRoleLabel, sovereignAnnotation } from '@sovereign-fleet/domain';
import { substitutes, use } from './substitutes';
import { vclusterValues } from './vcluster-values';

/**
 * The catalogue of the bootstrap kit: add a row here and to `expected-bootstrap-deps.yaml`, and every Sovereign has
 * the slot. Flux orders releases by `dependsOn`, not by number; the number is for people who list the folder.
 */
export const bootstrapKit: BootstrapKitRows = {
  chartRepository: 'oci://ghcr.io/openova-io',
  chartSecret: 'ghcr-pull',
  labels: {
    [regionLabel]: use('SOVEREIGN_REGION_KEY'),
    [regionRoleLabel]: use('SOVEREIGN_REGION_ROLE'),
  },
  annotations: { [sovereignAnnotation]: use('SOVEREIGN_FQDN') },
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
        // Unique in a cluster mesh; Cilium allows 32 characters.
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
};
