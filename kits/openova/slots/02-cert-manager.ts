import type { Slot } from '@sovereign-fleet/nx';

export const certManager: Slot<'bp-cert-manager'> = {
  number: '02',
  name: 'bp-cert-manager',
  chart: { name: 'bp-cert-manager', version: '1.0.0' },
  namespace: { name: 'cert-manager', from: 'slot' },
  dependsOn: ['bp-cilium'],
};
