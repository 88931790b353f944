import type { Slot } from '@sovereign-fleet/nx';
import { text, use } from '../parameters';

const kubeSystem = { key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['kube-system', 'flux-system'] };

export const kyverno: Slot<'bp-kyverno'> = {
  number: '30',
  name: 'bp-kyverno',
  chart: {
    source: 'kyverno',
    name: 'kyverno',
    version: '3.4.1',
  },
  namespace: { name: 'kyverno', from: 'slot' },
  dependsOn: ['bp-cert-manager'],
  brings: ['kyverno.io', 'wgpolicyk8s.io'],
  where: { feature: 'policy' },
  action: { like: 'waits' },
  values: {
    global: { image: { registry: text`${'REGISTRY_MIRROR'}/proxy-ghcr` } },
    admissionController: { replicas: use('REPLICAS') },
    backgroundController: { replicas: use('REPLICAS') },
    // Its webhook refuses every pod while it is down itself; without these it could not come up again.
    config: { excludeKyvernoNamespace: true, webhooks: { namespaceSelector: { matchExpressions: [kubeSystem] } } },
  },
};
