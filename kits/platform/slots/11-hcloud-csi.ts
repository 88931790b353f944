import type { Slot } from '@sovereign-fleet/nx';
import { use } from '../parameters';

export const hcloudCsi: Slot<'bp-hcloud-csi'> = {
  number: '11',
  name: 'bp-hcloud-csi',
  chart: {
    source: 'hetzner',
    name: 'hcloud-csi',
    version: '2.18.0',
  },
  namespace: { name: 'kube-system', from: 'elsewhere' },
  dependsOn: ['bp-hcloud-ccm'],
  where: { feature: 'cloud', providers: ['hetzner'] },
  // Volumes of others stay pending until its StorageClass is there.
  action: { like: 'waits' },
  inputs: [{ kind: 'Secret', name: 'hcloud-token', key: 'token', to: 'controller.hcloudToken.value' }],
  values: {
    controller: { hcloudVolumeDefaultLocation: use('SOVEREIGN_REGION_KEY') },
    storageClasses: [{ name: 'hcloud-volumes', defaultStorageClass: true, reclaimPolicy: 'Retain' }],
  },
};
