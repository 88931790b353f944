import type { Slot } from '@sovereign-fleet/nx';
import { text, use } from '../parameters';

/** Makes load balancers of AWS for Services. */
export const awsLb: Slot<'bp-aws-lb'> = {
  number: '12',
  name: 'bp-aws-lb',
  chart: {
    source: 'eks',
    name: 'aws-load-balancer-controller',
    version: '1.13.0',
  },
  namespace: { name: 'kube-system', from: 'elsewhere' },
  dependsOn: ['bp-cert-manager'],
  brings: ['elbv2.k8s.aws'],
  where: { feature: 'cloud', providers: ['aws'] },
  action: { like: 'waits' },
  values: {
    clusterName: use('SOVEREIGN_REGION_CANONICAL_LABEL'),
    region: use('SOVEREIGN_REGION_KEY'),
    replicaCount: use('REPLICAS'),
    enableCertManager: true,
    image: { repository: text`${'REGISTRY_MIRROR'}/proxy-ecr/eks/aws-load-balancer-controller` },
  },
};
