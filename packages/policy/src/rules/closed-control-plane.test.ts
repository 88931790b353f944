import { add, combine, set } from '../testing/example-change';
import { dmz, dmzSet, entry, podSpec, testRows, tree, workload } from '../testing/example-rows';
import { kit, mirror, release, renderedObject } from '../testing/example-subject';

const closedRemedy =
  'Leave the port to the cluster: a Service of type ClusterIP, reached through the mesh or a gateway.';

const dmzService = 'Service dmz/dmz-vcluster';

const openPort = (title: string, file: string) =>
  `warning no-node-port fsn1: ${title}, spec.type: a NodePort opens a port of every node. Write ClusterIP, behind a ` +
  `gateway. [${file}]`;

function service(name: string, spec: object) {
  return renderedObject(release('bp-cilium'), {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'kube-system' },
    spec: spec as never,
  });
}

/** A Service with a port on every node, beside the vCluster of dmz. */
function dmzDoor(selector: object, name = 'door') {
  const spec = { type: 'NodePort', selector, ports: [{ port: 443 }] } as never;
  return renderedObject(kit, { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'dmz' }, spec });
}

const doorFinding =
  'error closed-control-plane fsn1: Service dmz/door, spec.type: a Service of type NodePort opens ' +
  `a port of every node to the API server. ${closedRemedy} [${entry}]`;

function onHost(container: object) {
  return renderedObject(
    kit,
    workload('Deployment', { template: { spec: { hostNetwork: true, containers: [container] } } }),
  );
}

testRows('closed-control-plane (A3, A5)', [
  {
    what: 'the API server of a vCluster behind a NodePort is a finding',
    change: set(dmzService, ['spec', 'type'], 'NodePort'),
    finding:
      `error closed-control-plane fsn1: ${dmzService}, spec.type: a Service of type NodePort opens a ` +
      `port of every node to the API server. ${closedRemedy} [${dmz}]`,
  },
  {
    what: 'a load balancer goes through node ports',
    change: set(dmzService, ['spec', 'type'], 'LoadBalancer'),
    finding:
      `error closed-control-plane fsn1: ${dmzService}, spec.type: a Service of type LoadBalancer opens ` +
      `a port of every node to the API server. ${closedRemedy} [${dmz}]`,
  },
  {
    what: 'a load balancer without node ports is not a finding',
    change: combine(
      set(dmzService, ['spec', 'type'], 'LoadBalancer'),
      set(dmzService, ['spec', 'allocateLoadBalancerNodePorts'], false),
    ),
  },
  {
    what: 'a node port that is not 0 is a finding, whatever the type',
    change: set(dmzService, ['spec', 'ports', 0, 'nodePort'], 30443),
    finding:
      `error closed-control-plane fsn1: ${dmzService}, spec.ports[0].nodePort: port 30443 of every ` +
      `node leads to the API server. ${closedRemedy} [${dmz}]`,
  },
  {
    what: 'clustermesh behind a NodePort is a finding',
    change: add(service('clustermesh-apiserver', { type: 'NodePort', ports: [{ port: 2379, nodePort: 32379 }] })),
    finding:
      'error closed-control-plane fsn1: Service kube-system/clustermesh-apiserver, spec.type: a ' +
      `Service of type NodePort opens a port of every node to clustermesh. ${closedRemedy} ` +
      `[${tree}/bootstrap-kit/01-cilium.yaml]`,
  },
  {
    what: 'etcd is known by its port',
    change: add(service('store', { type: 'NodePort', ports: [{ port: 2379 }] })),
    finding:
      'error closed-control-plane fsn1: Service kube-system/store, spec.type: a Service of type ' +
      `NodePort opens a port of every node to etcd. ${closedRemedy} ` +
      `[${tree}/bootstrap-kit/01-cilium.yaml]`,
  },
  {
    what: 'the API server of the host is known by its port',
    change: add(service('control', { type: 'NodePort', ports: [{ port: 443, targetPort: 6443 }] })),
    finding:
      'error closed-control-plane fsn1: Service kube-system/control, spec.type: a Service of type ' +
      `NodePort opens a port of every node to the API server. ${closedRemedy} ` +
      `[${tree}/bootstrap-kit/01-cilium.yaml]`,
  },
  {
    what: 'a NodePort of another Service is a matter of another rule',
    change: add(service('ingress', { type: 'NodePort', ports: [{ port: 443, nodePort: 30443 }] })),
    finding: openPort('Service kube-system/ingress', `${tree}/bootstrap-kit/01-cilium.yaml`),
  },
  {
    what: 'a hostPort to the API server is a finding',
    change: set(dmzSet, [...podSpec, 'containers', 0, 'ports', 0, 'hostPort'], 8443),
    finding:
      `error closed-control-plane fsn1: ${dmzSet}, spec.template.spec.containers[0].ports[0].hostPort: ` +
      `port 8443 of its node leads to the API server. ${closedRemedy} [${dmz}]`,
  },
  {
    what: "the node's network is a finding too",
    change: set(dmzSet, [...podSpec, 'hostNetwork'], true),
    finding:
      `error closed-control-plane fsn1: ${dmzSet}, spec.template.spec.hostNetwork: on the node's ` +
      `network, its ports are those of the API server. ${closedRemedy} [${dmz}]`,
  },
  {
    what: 'the agent of the network may be on the network of the node',
    change: add(
      renderedObject(
        kit,
        workload(
          'DaemonSet',
          {
            template: {
              spec: {
                hostNetwork: true,
                containers: [{ name: 'cilium-agent', image: `${mirror}/c:1`, ports: [{ hostPort: 4244 }] }],
              },
            },
          },
          'cilium',
        ),
      ),
    ),
  },
  {
    what: 'a Service that selects the pods of the API server by any of their labels is a finding',
    change: add(dmzDoor({ release: 'dmz-vcluster' })),
    finding: doorFinding,
  },
  {
    what: 'a Service that selects a pod of the API server by its name is a finding',
    change: add(dmzDoor({ 'statefulset.kubernetes.io/pod-name': 'dmz-vcluster-0' })),
    finding: doorFinding,
  },
  {
    what: 'a Service that selects other pods, or those of another namespace, is not a finding',
    change: add(
      dmzDoor({ 'statefulset.kubernetes.io/pod-name': 'dmz-vcluster-x-0' }),
      dmzDoor({ release: 'dmz-vcluster', app: 'other' }, 'second'),
      service('third', { type: 'NodePort', selector: { release: 'dmz-vcluster' }, ports: [{ port: 443 }] }),
    ),
    finding: [
      openPort('Service dmz/door', entry),
      openPort('Service dmz/second', entry),
      openPort('Service kube-system/third', `${tree}/bootstrap-kit/01-cilium.yaml`),
    ],
  },
  ...['apiserver', 'kube-apiserver-external', 'my-kube-api-server'].map((name) => ({
    what: `a Service of the name ${name} leads to an API server`,
    change: add(service(name, { type: 'NodePort', ports: [{ port: 443 }] })),
    finding:
      `error closed-control-plane fsn1: Service kube-system/${name}, spec.type: a Service of type ` +
      `NodePort opens a port of every node to the API server. ${closedRemedy} ` +
      `[${tree}/bootstrap-kit/01-cilium.yaml]`,
  })),
  {
    what: 'the API of metrics is not the API server',
    change: add(service('keda-metrics-apiserver', { type: 'NodePort', ports: [{ port: 443 }] })),
    finding: openPort('Service kube-system/keda-metrics-apiserver', `${tree}/bootstrap-kit/01-cilium.yaml`),
  },
  ...['initContainers', 'ephemeralContainers'].map((list) => ({
    what: `a hostPort in ${list} is a finding`,
    change: set(dmzSet, [...podSpec, list], [{ name: 'x', image: `${mirror}/a/b:1`, ports: [{ hostPort: 8443 }] }]),
    finding:
      `error closed-control-plane fsn1: ${dmzSet}, spec.template.spec.${list}[0].ports[0].hostPort: ` +
      `port 8443 of its node leads to the API server. ${closedRemedy} [${dmz}]`,
  })),
  ...[
    { image: 'proxy-quay/coreos/etcd:v3.5.13', part: 'etcd' },
    { image: 'proxy-k8s/kube-apiserver:v1.30.2', part: 'the API server' },
    { image: 'proxy-quay/cilium/clustermesh-apiserver:v1.16.0', part: 'clustermesh' },
  ].map(({ image, part }) => ({
    what: `a pod on the node's network is of ${part} by its image alone`,
    change: add(onHost({ name: 'x', image: `${mirror}/${image}` })),
    finding:
      'error closed-control-plane fsn1: Deployment dmz/made-up, spec.template.spec.hostNetwork: on the ' +
      `node's network, its ports are those of ${part}. ${closedRemedy} [${entry}]`,
  })),
  {
    what: "a pod on the node's network is known by its command",
    change: add(onHost({ name: 'x', image: `${mirror}/a/b:1`, command: ['/usr/local/bin/kube-apiserver'] })),
    finding:
      'error closed-control-plane fsn1: Deployment dmz/made-up, spec.template.spec.hostNetwork: on the ' +
      `node's network, its ports are those of the API server. ${closedRemedy} [${entry}]`,
  },
]);
