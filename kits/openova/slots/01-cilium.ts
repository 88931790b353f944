import type { Slot } from '@sovereign-fleet/nx';
import { use } from '../parameters';

export const cilium: Slot<'bp-cilium'> = {
  number: '01',
  name: 'bp-cilium',
  chart: { name: 'bp-cilium', version: '1.4.0' },
  // Where Phase 0 lets Helm keep the release, so that Flux takes it over. Leave it out for clusters that began without
  // it: Flux would uninstall their network.
  installs: { storage: 'kube-system' },
  namespace: { name: 'kube-system', from: 'elsewhere' },
  dependsOn: [],
  values: {
    global: { sovereignFQDN: use('SOVEREIGN_FQDN') },
    // Unique in a cluster mesh; Cilium allows 32 characters.
    cilium: { cluster: { name: use('SOVEREIGN_REGION_CANONICAL_LABEL') } },
  },
};
