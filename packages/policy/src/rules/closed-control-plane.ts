import { addAll, isJsonMap, type JsonMap } from '@sovereign-fleet/domain';
import type { RenderedObject } from '@sovereign-fleet/renderer';
import { controlPlaneOf, podsOfTemplate } from '../region/control-plane';
import { fieldPath } from '../objects/field-path';
import { opensNodePorts } from '../objects/node-ports';
import type { Breach } from '../contract/finding';
import type { RegionRule } from '../contract/rule';
import { type ControlPlanePods, controlPlanePods, partBehind } from '../region/selected-pods';
import { containersOf, isPodTemplate, mapsIn, type Step, valueAt, walk } from '../objects/walk';

export const closedControlPlane: RegionRule = {
  id: 'closed-control-plane',
  severity: 'error',
  title: 'No port of a node leads to the API server, etcd or clustermesh (A3, A5)',
  fault: {
    one: 'way leads from a node to the control plane',
    many: 'ways lead from a node to the control plane',
    counts: 'findings',
  },
  why: 'Whoever reaches a node reaches the control plane past its gateway.',
  per: 'region',
  check: ({ rendered: { objects } }) => {
    const pods = objects.flatMap(controlPlanePods);
    return objects.flatMap((of) => (of.object.kind === 'Service' ? serviceBreaches(of, pods) : podBreaches(of)));
  },
};

const remedy = 'Leave the port to the cluster: a Service of type ClusterIP, reached through the mesh or a gateway';

function serviceBreaches(of: RenderedObject, pods: readonly ControlPlanePods[]): readonly Breach[] {
  const part = partBehind(of, pods);
  if (part === undefined) return [];
  const given = valueAt(of.object, 'spec', 'type');
  const type = given === 'NodePort' || given === 'LoadBalancer' ? given : 'ClusterIP';
  const isOpen = opensNodePorts(of);
  // Left over from another type, `nodePort` is refused by the API server; 0 is the same as none.
  const ports = mapsIn(valueAt(of.object, 'spec', 'ports')).flatMap(({ nodePort }, index) =>
    isPort(nodePort) && !isOpen
      ? [{ field: `spec.ports[${index}].nodePort`, problem: `port ${nodePort} of every node leads to ${part}` }]
      : [],
  );
  const ofType = {
    field: 'spec.type',
    problem: `a Service of type ${type} opens a port of every node to ${part}`,
  };
  return [...(isOpen ? [ofType] : []), ...ports].map((breach) => ({ at: of, ...breach, remedy }));
}

function podBreaches(of: RenderedObject): readonly Breach[] {
  const breaches: Breach[] = [];
  walk(of.object, (value, steps) => {
    if (isJsonMap(value) && isPodTemplate(value)) addAll(breaches, templateBreaches(of, value, steps));
  });
  return breaches;
}

function templateBreaches(of: RenderedObject, template: JsonMap, steps: readonly Step[]): readonly Breach[] {
  const part = controlPlaneOf(of.object, podsOfTemplate(template));
  if (part === undefined) return [];
  const onHost = valueAt(template, 'spec', 'hostNetwork') === true;
  const network = {
    at: of,
    field: fieldPath([...steps, 'spec', 'hostNetwork']),
    problem: `on the node's network, its ports are those of ${part}`,
    remedy,
  };
  const ports = containersOf(template).flatMap(({ container, steps: way }) =>
    mapsIn(container['ports']).flatMap(({ hostPort }, at) => {
      if (!isPort(hostPort)) return [];
      const field = fieldPath([...steps, ...way, 'ports', at, 'hostPort']);
      return [{ at: of, field, problem: `port ${hostPort} of its node leads to ${part}`, remedy }];
    }),
  );
  return [...(onHost ? [network] : []), ...ports];
}

function isPort(value: unknown): value is number {
  return typeof value === 'number' && value !== 0;
}
