import type { Slot } from '@sovereign-fleet/nx';
import { text } from '../parameters';

/** Hands the authorities that a Sovereign trusts to every namespace. */
export const trustManager: Slot<'bp-trust-manager'> = {
  number: '04',
  name: 'bp-trust-manager',
  chart: {
    source: 'jetstack',
    name: 'trust-manager',
    version: '0.18.0',
  },
  // It reads its sources in the namespace that it trusts, which is that of cert-manager.
  namespace: { name: 'cert-manager', from: 'elsewhere' },
  dependsOn: ['bp-cert-manager'],
  brings: ['trust.cert-manager.io'],
  where: { feature: 'identity' },
  values: {
    image: { repository: text`${'REGISTRY_MIRROR'}/proxy-quay/jetstack/trust-manager` },
    app: { trust: { namespace: 'cert-manager' } },
    secretTargets: { enabled: false },
  },
};
