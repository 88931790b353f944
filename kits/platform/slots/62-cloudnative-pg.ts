import type { Slot } from '@sovereign-fleet/nx';
import { text, use } from '../parameters';

export const cloudnativePg: Slot<'bp-cloudnative-pg'> = {
  number: '62',
  name: 'bp-cloudnative-pg',
  chart: {
    source: 'cloudnative-pg',
    name: 'cloudnative-pg',
    version: '0.26.0',
  },
  namespace: { name: 'cnpg-system', from: 'slot' },
  dependsOn: [{ oneOf: ['bp-hcloud-csi', 'bp-aws-ebs-csi'] }],
  brings: ['postgresql.cnpg.io'],
  where: { feature: 'databases' },
  action: { like: 'waits' },
  values: {
    replicaCount: use('REPLICAS'),
    image: { repository: text`${'REGISTRY_MIRROR'}/proxy-ghcr/cloudnative-pg/cloudnative-pg` },
    config: { data: { INHERITED_ANNOTATIONS: 'backup.velero.io/*' } },
  },
};
