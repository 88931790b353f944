// For tests: the kit of their workspaces. It stays as it is when the rows of the real kit change.
import { type BootstrapKitRows, referencesTo, type SlotValues } from '@sovereign-fleet/domain';

const substitutes = {
  DMZ_VCLUSTER_ENABLED: { type: 'boolean', enables: 'bp-dmz-vcluster' },
  MGMT_VCLUSTER_ENABLED: { type: 'boolean', enables: 'bp-mgmt-vcluster' },
  REGISTRY_MIRROR: { type: 'string', fact: 'registryMirror' },
  RTZ_VCLUSTER_ENABLED: { type: 'boolean', enables: 'bp-rtz-vcluster' },
  SOVEREIGN_FQDN: { type: 'string', fact: 'fqdn' },
  SOVEREIGN_REGION_CANONICAL_LABEL: { type: 'string', fact: 'canonicalLabel' },
  SOVEREIGN_REGION_KEY: { type: 'string', fact: 'regionKey' },
  SOVEREIGN_REGION_ROLE: { type: 'string', fact: 'regionRole' },
} as const;

const { use } = referencesTo(substitutes);

const label = use('SOVEREIGN_REGION_CANONICAL_LABEL');

/** The least that turns a chart of `charts/` on. */
function vclusterValues(block: string, gate: ReturnType<typeof use>): SlotValues {
  return {
    [`${block}Vcluster`]: { enabled: gate, regionLabel: label, registryMirror: use('REGISTRY_MIRROR') },
    vcluster: { controlPlane: { statefulSet: { scheduling: { nodeSelector: { 'openova.io/region': label } } } } },
  };
}

export const bootstrapKit: BootstrapKitRows = {
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
      values: { global: { sovereignFQDN: use('SOVEREIGN_FQDN') }, cilium: { cluster: { name: label } } },
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
      values: vclusterValues('dmz', use('DMZ_VCLUSTER_ENABLED')),
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
      values: vclusterValues('mgmt', use('MGMT_VCLUSTER_ENABLED')),
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
      values: vclusterValues('rtz', use('RTZ_VCLUSTER_ENABLED')),
    },
  ],
};
