import type { Slot } from '@sovereign-fleet/nx';
import { use } from '../parameters';

export const awsEbsCsi: Slot<'bp-aws-ebs-csi'> = {
  number: '13',
  name: 'bp-aws-ebs-csi',
  chart: {
    source: 'aws-ebs-csi-driver',
    name: 'aws-ebs-csi-driver',
    version: '2.36.0',
  },
  namespace: { name: 'kube-system', from: 'elsewhere' },
  dependsOn: ['bp-cilium'],
  where: { feature: 'cloud', providers: ['aws'] },
  action: { like: 'waits' },
  values: {
    controller: { region: use('SOVEREIGN_REGION_KEY'), replicaCount: use('REPLICAS') },
  },
};
