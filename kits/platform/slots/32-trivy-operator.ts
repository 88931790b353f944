import type { Slot } from '@sovereign-fleet/nx';
import { text, use } from '../parameters';

export const trivyOperator: Slot<'bp-trivy-operator'> = {
  number: '32',
  name: 'bp-trivy-operator',
  chart: {
    source: 'aquasecurity',
    name: 'trivy-operator',
    version: '0.29.0',
  },
  namespace: { name: 'trivy-system', from: 'slot' },
  dependsOn: ['bp-cilium'],
  brings: ['aquasecurity.github.io'],
  where: { feature: 'scanning' },
  values: {
    image: { registry: text`${'REGISTRY_MIRROR'}/proxy-ghcr` },
    excludeNamespaces: 'kube-system',
    operator: {
      // One scan a node at a time; each is a pod, and a new cluster would start hundreds.
      scanJobsConcurrentLimit: 3,
      builtInTrivyServer: true,
    },
    trivy: { ignoreUnfixed: use('IGNORE_UNFIXED'), severity: 'HIGH,CRITICAL' },
  },
};
