import type { Slot } from '@sovereign-fleet/nx';
import { text, use } from '../parameters';

export const valkey: Slot<'bp-valkey'> = {
  number: '64',
  name: 'bp-valkey',
  chart: {
    source: 'valkey',
    name: 'valkey',
    version: '0.9.4',
  },
  namespace: { name: 'valkey', from: 'slot' },
  dependsOn: [{ oneOf: ['bp-hcloud-csi', 'bp-aws-ebs-csi'] }],
  where: { feature: 'databases' },
  values: {
    global: { imageRegistry: text`${'REGISTRY_MIRROR'}/proxy-dockerhub` },
    dataStorage: { enabled: true, requestedSize: '5Gi', className: use('STORAGE_CLASS') },
    service: { type: 'ClusterIP', loadBalancerSourceRanges: [] },
  },
};
