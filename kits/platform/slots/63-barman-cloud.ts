import type { Slot } from '@sovereign-fleet/nx';
import { text } from '../parameters';

/** Backups of PostgreSQL into object storage. */
export const barmanCloud: Slot<'bp-barman-cloud'> = {
  number: '63',
  name: 'bp-barman-cloud',
  chart: {
    source: 'cloudnative-pg',
    name: 'plugin-barman-cloud',
    version: '0.4.0',
  },
  // The operator finds its plugins by the Services of its own namespace.
  namespace: { name: 'cnpg-system', from: 'elsewhere' },
  dependsOn: ['bp-cloudnative-pg', 'bp-cert-manager'],
  brings: ['barmancloud.cnpg.io'],
  where: { feature: 'databases' },
  values: {
    image: { registry: text`${'REGISTRY_MIRROR'}/proxy-ghcr` },
  },
};
