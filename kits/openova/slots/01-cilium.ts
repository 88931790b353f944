import type { Slot } from '@sovereign-fleet/nx';
import { use } from '../parameters';

export const cilium: Slot<'bp-cilium'> = {
  number: '01',
  name: 'bp-cilium',
  chart: { name: 'bp-cilium', version: '1.4.0' },
  namespace: { name: 'kube-system', from: 'elsewhere' },
  dependsOn: [],
  values: {
    global: { sovereignFQDN: use('SOVEREIGN_FQDN') },
    // Unique in a cluster mesh; Cilium allows 32 characters.
    cilium: { cluster: { name: use('SOVEREIGN_REGION_CANONICAL_LABEL') } },
  },
};
