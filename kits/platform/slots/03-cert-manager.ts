import type { Slot } from '@sovereign-fleet/nx';
import { text, use } from '../parameters';

export const certManager: Slot<'bp-cert-manager'> = {
  number: '03',
  name: 'bp-cert-manager',
  chart: {
    source: 'jetstack',
    name: 'cert-manager',
    version: '1.18.2',
  },
  namespace: { name: 'cert-manager', from: 'slot' },
  dependsOn: ['bp-cilium'],
  brings: ['cert-manager.io', 'acme.cert-manager.io'],
  // Others create Certificates, which the API server refuses until the webhook answers.
  action: { like: 'waits' },
  values: {
    crds: { enabled: true, keep: true },
    replicaCount: use('REPLICAS'),
    image: { repository: text`${'REGISTRY_MIRROR'}/proxy-quay/jetstack/cert-manager-controller` },
    webhook: {
      replicaCount: use('REPLICAS'),
      image: { repository: text`${'REGISTRY_MIRROR'}/proxy-quay/jetstack/cert-manager-webhook` },
    },
    cainjector: { image: { repository: text`${'REGISTRY_MIRROR'}/proxy-quay/jetstack/cert-manager-cainjector` } },
  },
};
