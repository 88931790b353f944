import type { Slot } from '@sovereign-fleet/nx';
import { text, use } from '../parameters';

export const cilium: Slot<'bp-cilium'> = {
  number: '01',
  name: 'bp-cilium',
  chart: {
    source: 'cilium',
    name: 'cilium',
    version: '1.18.2',
  },
  // Where Phase 0 lets Helm keep the release, so that Flux takes it over. Leave it out for clusters that began without
  // it: Flux would uninstall their network.
  installs: { storage: 'kube-system' },
  namespace: { name: 'kube-system', from: 'elsewhere' },
  dependsOn: [],
  brings: ['cilium.io'],
  replaces: ['kube-proxy'],
  action: { like: 'waits' },
  values: {
    // Name and number are unique in a mesh; two clusters that share one take each other's pods for their own.
    cluster: { name: use('SOVEREIGN_REGION_CANONICAL_LABEL'), id: use('MESH_ID') },
    ipam: { mode: 'cluster-pool', operator: { clusterPoolIPv4PodCIDRList: [use('POD_CIDR')] } },
    // A tunnel over a network with smaller packets drops large answers and lets small ones through.
    MTU: use('MTU'),
    kubeProxyReplacement: true,
    // Without kube-proxy, the address of Kubernetes is known once Cilium runs. k3s has its API here on every node.
    k8sServiceHost: '127.0.0.1',
    k8sServicePort: 6444,
    encryption: { enabled: use('ENCRYPTION'), type: 'wireguard' },
    ingressController: {
      enabled: true,
      default: true,
      loadbalancerMode: 'shared',
      service: { annotations: use('LOAD_BALANCER') },
    },
    hubble: { relay: { enabled: use('OBSERVABILITY') }, ui: { enabled: use('OBSERVABILITY') } },
    operator: {
      replicas: use('REPLICAS'),
      image: { repository: text`${'REGISTRY_MIRROR'}/proxy-quay/cilium/operator` },
    },
    image: { repository: text`${'REGISTRY_MIRROR'}/proxy-quay/cilium/cilium` },
  },
};
