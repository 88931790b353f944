import type { Slot } from '@sovereign-fleet/nx';
import { use } from '../parameters';

/** Snapshots of volumes, which volumes of Hetzner do not have. */
export const snapshotController: Slot<'bp-snapshot-controller'> = {
  number: '14',
  name: 'bp-snapshot-controller',
  chart: {
    source: 'piraeus',
    name: 'snapshot-controller',
    version: '4.0.2',
  },
  namespace: { name: 'kube-system', from: 'elsewhere' },
  dependsOn: ['bp-aws-ebs-csi'],
  brings: ['snapshot.storage.k8s.io'],
  where: { feature: 'cloud', providers: ['aws'] },
  values: { controller: { replicaCount: use('REPLICAS') } },
};
