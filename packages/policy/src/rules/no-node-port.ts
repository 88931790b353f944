import type { RenderedObject } from '@sovereign-fleet/renderer';
import type { Breach } from '../contract/finding';
import type { RegionRule } from '../contract/rule';
import { controlPlanePods, partBehind } from '../region/selected-pods';
import { opensNodePorts } from '../objects/node-ports';
import { valueAt } from '../objects/walk';

export const noNodePort: RegionRule = {
  id: 'no-node-port',
  severity: 'warning',
  title: 'No Service opens a port of every node',
  fault: { one: 'Service opens ports of nodes', many: 'Services open ports of nodes', counts: 'findings' },
  why: 'Whoever reaches a node reaches the Service, past the gateway and its rules.',
  per: 'region',
  check: (region) => {
    const open = region.rendered.objects.filter((of) => isService(of) && opensNodePorts(of));
    const pods = open.length === 0 ? [] : region.rendered.objects.flatMap(controlPlanePods);
    // What leads to the control plane is worse, and told by a rule of its own.
    return open.filter((of) => partBehind(of, pods) === undefined).map(breachOf);
  },
};

/** A Service of another cluster opens ports of that one's nodes. */
function isService({ object, cluster }: RenderedObject): boolean {
  return object.kind === 'Service' && object.apiVersion === 'v1' && cluster === undefined;
}

function breachOf(of: RenderedObject): Breach {
  const at = { at: of, field: 'spec.type' };
  if (valueAt(of.object, 'spec', 'type') === 'NodePort') {
    return { ...at, problem: 'a NodePort opens a port of every node', remedy: 'Write ClusterIP, behind a gateway' };
  }
  const problem = 'a LoadBalancer opens a port of every node as well';
  const remedy = 'Set allocateLoadBalancerNodePorts: false, where the balancer reaches pods itself';
  return { ...at, problem, remedy };
}
