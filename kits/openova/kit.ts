import {
  defineKit,
  type Kit,
  regionLabel,
  regionRoleLabel,
  sovereignAnnotation,
  sovereignsOf,
} from '@sovereign-fleet/nx';
import { cilium } from './slots/01-cilium';
import { certManager } from './slots/02-cert-manager';
import { dmzVcluster } from './slots/54-dmz-vcluster';
import { mgmtVcluster } from './slots/58-mgmt-vcluster';
import { rtzVcluster } from './slots/59-rtz-vcluster';
import { parameters, use } from './parameters';

const slots = [cilium, certManager, dmzVcluster, mgmtVcluster, rtzVcluster] as const;

/**
 * The kit: add a row to `slots/`, name it here and in `graph.yaml`, and every Sovereign of the kit has the slot. Flux
 * orders releases by `dependsOn`, not by number; the number is for people who list the folder. The type beside the
 * name of the kit lets an editor complete a record without reading the whole kit.
 */
const openova: Kit<typeof parameters, typeof slots> = defineKit({
  name: 'openova',
  sources: { openova: { type: 'oci', url: 'oci://ghcr.io/openova-io', secret: 'ghcr-pull' } },
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
    [regionLabel]: use('SOVEREIGN_REGION_KEY'),
    [regionRoleLabel]: use('SOVEREIGN_REGION_ROLE'),
  },
  annotations: { [sovereignAnnotation]: use('SOVEREIGN_FQDN') },
  parameters,
  slots,
});

export default openova;

/** Types the spec of a Sovereign of this kit. */
export const defineSovereign = sovereignsOf(openova);

// What rows of a Sovereign's own are written with.
export type { Slot } from '@sovereign-fleet/nx';
export { text, use } from './parameters';
