// nx-ignore-next-line
import type { SlotValues } from '@sovereign-fleet/nx';
import { use } from './parameters';

const gates = {
  mgmt: 'MGMT_VCLUSTER_ENABLED',
  dmz: 'DMZ_VCLUSTER_ENABLED',
  rtz: 'RTZ_VCLUSTER_ENABLED',
} as const;

/** The least that turns a chart of `charts/` on. */
export function vclusterValues(block: keyof typeof gates): SlotValues {
  const label = use('SOVEREIGN_REGION_CANONICAL_LABEL');
  return {
    [`${block}Vcluster`]: { enabled: use(gates[block]), regionLabel: label, registryMirror: use('REGISTRY_MIRROR') },
    vcluster: { controlPlane: { statefulSet: { scheduling: { nodeSelector: { 'openova.io/region': label } } } } },
  };
}
