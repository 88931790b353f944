import type { Slot } from '@sovereign-fleet/nx';
import { use } from '../parameters';

export const openbao: Slot<'bp-openbao'> = {
  number: '22',
  name: 'bp-openbao',
  chart: {
    source: 'openbao',
    name: 'openbao',
    version: '0.28.0',
  },
  namespace: { name: 'openbao', from: 'slot' },
  dependsOn: [{ oneOf: ['bp-hcloud-csi', 'bp-aws-ebs-csi'] }],
  where: { feature: 'secrets' },
  action: { like: 'careful' },
  values: {
    server: {
      image: { registry: use('REGISTRY_MIRROR'), repository: 'proxy-quay/openbao/openbao' },
      ha: { enabled: true, replicas: 3, raft: { enabled: true, setNodeId: true } },
      dataStorage: { size: '10Gi', storageClass: use('STORAGE_CLASS') },
      logLevel: use('LOG_LEVEL'),
    },
    injector: { enabled: false },
    ui: { enabled: true, externalPort: 8200 },
  },
  // A sealed server is up and not ready, and it is a person who unseals it.
  helm: { maxHistory: 3 },
};
