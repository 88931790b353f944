import type { JsonMap } from '@sovereign-fleet/domain';
import { add, combine, fail, set } from '../testing/example-change';
import { deadChart, deadChartFinding, dmz, entry, mgmt, testRows, workload } from '../testing/example-rows';
import { kit, mirror, release, renderedObject } from '../testing/example-subject';

/** An object in the namespace dmz; `type` is its API version and its kind. */
function inDmz(type: string, fields: JsonMap, name = 'x') {
  const [, apiVersion = '', kind = ''] = /^(.*)\/([^/]*)$/.exec(type) ?? [];
  return renderedObject(kit, { ...fields, apiVersion, kind, metadata: { name, namespace: 'dmz' } });
}

const pods = (spec: JsonMap) => ({ spec: { containers: [{ name: 'x', image: `${mirror}/a/b:1` }], ...spec } });
const deployment = (spec: JsonMap, more: JsonMap = {}) =>
  renderedObject(kit, workload('Deployment', { ...more, template: pods(spec) }));
const nobody = (name: string, file = entry) =>
  `warning brought-secret fsn1: Deployment dmz/made-up: it needs the Secret dmz/${name}, which nothing in the tree ` +
  `makes and no kit declares. Declare it in "secrets" of the kit, with who delivers it, or make it optional. [${file}]`;

const inVolume = { volumes: [{ name: 'v', secret: { secretName: 'login' } }] };
const withEnv = (reference: JsonMap) => ({
  containers: [{ name: 'x', image: `${mirror}/a/b:1`, env: [{ name: 'P', valueFrom: { secretKeyRef: reference } }] }],
});

testRows('brought-secret', [
  { what: 'a volume of a Secret that nobody brings', change: add(deployment(inVolume)), finding: nobody('login') },
  {
    what: 'variables, and a projected volume',
    change: add(
      deployment({
        containers: [{ name: 'x', image: `${mirror}/a/b:1`, envFrom: [{ secretRef: { name: 'all' } }] }],
        volumes: [{ name: 'v', projected: { sources: [{ secret: { name: 'part' } }] } }],
      }),
    ),
    finding: [nobody('all'), nobody('part')],
  },
  { what: 'one variable', change: add(deployment(withEnv({ name: 'one', key: 'a' }))), finding: nobody('one') },
  {
    what: 'one that a chart may bring which cannot be had',
    change: combine(add(deployment(inVolume)), fail(deadChart)),
    finding: deadChartFinding,
  },
  { what: 'an optional one', change: add(deployment(withEnv({ name: 'one', key: 'a', optional: true }))) },
  {
    what: 'one of the tree',
    change: add(deployment({ volumes: [{ name: 'v', secret: { secretName: 'vc-config-dmz-vcluster' } }] })),
  },
  ...[
    inDmz('external-secrets.io/v1/ExternalSecret', { spec: { target: { name: 'login' } } }),
    inDmz('external-secrets.io/v1/ExternalSecret', { spec: {} }, 'login'),
    inDmz('cert-manager.io/v1/Certificate', { spec: { secretName: 'login' } }),
  ].map((maker) => ({ what: `one that ${maker.object.kind} makes`, change: add(deployment(inVolume), maker) })),
  {
    what: 'one that a program of the chart may make',
    change: add(
      { ...deployment(inVolume), appliedBy: release('bp-cilium') },
      {
        ...inDmz('rbac.authorization.k8s.io/v1/Role', { rules: [{ resources: ['secrets'], verbs: ['create'] }] }),
        appliedBy: release('bp-cilium'),
      },
    ),
  },
]);

const claim = (spec: JsonMap, name = 'data') => inDmz('v1/PersistentVolumeClaim', { spec }, name);
const local = { storageClassName: 'local-path' };

testRows('named-class', [
  {
    what: 'a claim that names none',
    change: add(claim({})),
    finding:
      'warning named-class fsn1: PersistentVolumeClaim dmz/data, spec.storageClassName: it names none, so it gets ' +
      `that which is the default there. Name the class. [${entry}]`,
  },
  {
    what: 'a template of a claim with a class that nothing makes',
    change: add(
      renderedObject(
        kit,
        workload('StatefulSet', {
          volumeClaimTemplates: [{ metadata: { name: 'd' }, spec: { storageClassName: 'fast' } }],
        }),
      ),
    ),
    finding:
      'warning named-class fsn1: StatefulSet dmz/made-up, spec.volumeClaimTemplates[name=d].spec.storageClassName: ' +
      'nothing in this region makes the StorageClass fast. Name one that is there (local-path), or declare it. ' +
      `[${entry}]`,
  },
  {
    what: 'a class that a chart may make which cannot be had',
    change: combine(add(claim({ storageClassName: 'fast' })), fail(deadChart)),
    finding: deadChartFinding,
  },
  { what: 'the class of k3s', change: add(claim(local)) },
  { what: 'a volume made by hand', change: add(claim({ storageClassName: '' })) },
  {
    what: 'a class of the tree',
    change: add(
      claim({ storageClassName: 'fast' }),
      renderedObject(kit, { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'fast' } }),
    ),
  },
]);

const mounted = { volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }] };
const once = claim({ ...local, accessModes: ['ReadWriteOnce'] });
const rolling = (more: JsonMap) => add(deployment(mounted, more), once);

testRows('replaced-pod', [
  {
    what: 'a Deployment that rolls over a volume of one node',
    change: rolling({}),
    finding:
      'warning replaced-pod fsn1: Deployment dmz/made-up, spec.strategy.type: it rolls, and its claim data is for ' +
      `one node at a time. Write Recreate, or take a StatefulSet. [${entry}]`,
  },
  { what: 'one that is replaced', change: rolling({ strategy: { type: 'Recreate' } }) },
  {
    what: 'one whose old pod goes first',
    change: rolling({ strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } }),
  },
  {
    what: 'a volume of many nodes',
    change: add(deployment(mounted), claim({ ...local, accessModes: ['ReadWriteMany'] })),
  },
]);

testRows('no-node-port', [
  {
    what: 'a LoadBalancer opens one',
    change: add(inDmz('v1/Service', { spec: { type: 'LoadBalancer' } })),
    finding:
      'warning no-node-port fsn1: Service dmz/x, spec.type: a LoadBalancer opens a port of every node as well. Set ' +
      `allocateLoadBalancerNodePorts: false, where the balancer reaches pods itself. [${entry}]`,
  },
  {
    what: 'a LoadBalancer without',
    change: add(inDmz('v1/Service', { spec: { type: 'LoadBalancer', allocateLoadBalancerNodePorts: false } })),
  },
  { what: 'a Service of another type', change: add(inDmz('v1/Service', { spec: { type: 'ExternalName' } })) },
]);

const route = (name: string, ...hostnames: readonly string[]) =>
  inDmz('gateway.networking.k8s.io/v1/HTTPRoute', { spec: { hostnames } }, name);

testRows('one-route', [
  {
    what: 'two routes of one host',
    change: add(route('a', 'x.example.com', 'z.example.com'), route('b', 'y.example.com', 'X.example.com')),
    finding:
      'warning one-route fsn1: HTTPRoute dmz/a, spec.hostnames: x.example.com is a host of HTTPRoute dmz/b as well. ' +
      `Put the rules of a host into one HTTPRoute. [${entry}]`,
  },
  { what: 'a host twice in one route', change: add(route('a', 'x.example.com', 'x.example.com'), route('b')) },
]);

const cilium = 'HelmRelease flux-system/bp-cilium';
const crd = (by = release('bp-cilium')) =>
  renderedObject(by, {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'things.example.com' },
    spec: { group: 'example.com', names: { kind: 'Thing' } },
  });
const thing = inDmz('example.com/v1/Thing', {});

testRows('served-kind', [
  {
    what: 'a custom resource beside the release that brings its kind',
    change: add(crd(), thing),
    finding:
      `error served-kind fsn1: Thing dmz/x: ${cilium} brings the kind Thing, and Kustomization ` +
      'flux-system/bootstrap-kit applies both. Put it into a Kustomization of its own that depends on the one with ' +
      `the release. [${entry}]`,
  },
  { what: 'a custom resource beside its definition, which Flux applies first', change: add(crd(kit), thing) },
  { what: 'one of the release itself', change: add(crd(), { ...thing, appliedBy: release('bp-cilium') }) },
  {
    what: 'one of another Kustomization',
    change: add(crd(), {
      ...thing,
      appliedBy: { kind: 'Kustomization', namespace: 'flux-system', name: 'flux-system' },
    }),
  },
]);

const offDependency = (name: string, file: string) =>
  `warning running-dependency fsn1: HelmRelease flux-system/${name}, spec.dependsOn[0]: ${cilium} is suspended here. ` +
  `Take the line out in this region, or resume what it names. [${file}]`;

testRows('running-dependency', [
  {
    what: 'a release that waits for one that is suspended',
    change: set(cilium, ['spec', 'suspend'], true),
    finding: [offDependency('bp-dmz-vcluster', dmz), offDependency('bp-mgmt-vcluster', mgmt)],
  },
]);
