import type { RenderedObject } from '@sovereign-fleet/renderer';
import { valueAt } from './walk';

/** Whether a Service opens ports of nodes. A load balancer goes through them unless the Service says otherwise. */
export function opensNodePorts({ object }: RenderedObject): boolean {
  const type = valueAt(object, 'spec', 'type');
  const isBalanced = type === 'LoadBalancer' && valueAt(object, 'spec', 'allocateLoadBalancerNodePorts') !== false;
  return type === 'NodePort' || isBalanced;
}
