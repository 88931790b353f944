import { drop, type Slot } from '@sovereign-fleet/nx';
import { text, use } from '../parameters';

/** Makes load balancers of Hetzner for Services, and tells Kubernetes of its servers. */
export const hcloudCcm: Slot<'bp-hcloud-ccm'> = {
  number: '10',
  name: 'bp-hcloud-ccm',
  chart: {
    source: 'hetzner',
    name: 'hcloud-cloud-controller-manager',
    version: '1.25.1',
  },
  namespace: { name: 'kube-system', from: 'elsewhere' },
  dependsOn: ['bp-cilium'],
  replaces: ['cloud-controller'],
  where: { feature: 'cloud', providers: ['hetzner'] },
  action: { like: 'waits' },
  inputs: [{ kind: 'Secret', name: 'hcloud-token', key: 'token', to: 'env.HCLOUD_TOKEN.value' }],
  values: {
    image: { repository: text`${'REGISTRY_MIRROR'}/proxy-dockerhub/hetznercloud/hcloud-cloud-controller-manager` },
    // A variable has a value or a place that it is read from; the API server refuses one with both.
    env: { HCLOUD_TOKEN: { valueFrom: drop() } },
    networking: { enabled: false, clusterCIDR: use('POD_CIDR') },
  },
};
