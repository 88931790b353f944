import type { Slot } from '@sovereign-fleet/nx';
import { text } from '../parameters';

/** Breaks things on purpose, and never where customers are. */
export const chaosMesh: Slot<'bp-chaos-mesh'> = {
  number: '80',
  name: 'bp-chaos-mesh',
  chart: {
    source: 'chaos-mesh',
    name: 'chaos-mesh',
    version: '2.7.2',
  },
  namespace: { name: 'chaos-mesh', from: 'slot', labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } },
  dependsOn: ['bp-cert-manager'],
  brings: ['chaos-mesh.org'],
  where: { feature: 'chaos', environments: ['dev', 'stg'] },
  values: {
    images: { registry: text`${'REGISTRY_MIRROR'}/proxy-ghcr` },
    // k3s has its socket elsewhere than the chart looks for it; the daemon then starts and finds no container.
    chaosDaemon: { runtime: 'containerd', socketPath: '/run/k3s/containerd/containerd.sock' },
  },
};
