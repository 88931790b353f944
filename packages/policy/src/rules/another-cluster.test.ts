import type { KubernetesObject, RenderedObject } from '@sovereign-fleet/renderer';
import { add, combine, set } from '../testing/example-change';
import { configMap, dmz, entry, mirrorRemedy, release54, testRows, workload } from '../testing/example-rows';
import { kit, mirror, release, renderedObject } from '../testing/example-subject';

const cluster = 'Secret flux-system/vc-mgmt';

/** An object as the chart of bp-app makes it for the cluster of a kubeconfig. */
function inside(object: KubernetesObject, into = cluster): RenderedObject {
  return { ...renderedObject(release('bp-app'), object), cluster: into };
}

function helmRelease(name: string): KubernetesObject {
  const metadata = { name, namespace: 'flux-system' };
  return { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', metadata, spec: {} };
}

function door(selector: Readonly<Record<string, string>>): KubernetesObject {
  const spec = { type: 'NodePort', selector, ports: [{ port: 443 }] };
  return { apiVersion: 'v1', kind: 'Service', metadata: { name: 'door', namespace: 'dmz' }, spec };
}

const namespace = (name: string, role: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels: { 'catalyst.openova.io/vcluster-role': role } },
});

const settings = configMap('settings', { a: 'b' });

testRows('an object in another cluster', [
  {
    what: 'it may have the name of one here, or of one in a third cluster',
    change: add(renderedObject(kit, settings), inside(settings), inside(settings, 'Secret flux-system/vc-rtz')),
  },
  {
    what: 'it is declared once in its cluster',
    change: add(inside(settings), inside(settings)),
    finding:
      `error unique-object fsn1: ConfigMap dmz/settings in the cluster of ${cluster}: HelmRelease flux-system/bp-app ` +
      `declares it 2 times. Declare it in one of them. [${entry}]`,
  },
  {
    what: 'its images come through the mirror too, since its pods run on nodes of the host',
    change: add(
      inside(workload('Deployment', { template: { spec: { containers: [{ name: 'x', image: 'quay.io/a/b:1' }] } } })),
    ),
    finding:
      `error mirrored-image fsn1: Deployment dmz/made-up in the cluster of ${cluster}, ` +
      'spec.template.spec.containers[0].image: the image "quay.io/a/b:1" comes from quay.io. ' +
      `${mirrorRemedy} [${entry}]`,
  },
  {
    what: 'a port of every node does not lead to the API server of another cluster',
    change: add(inside(door({ release: 'dmz-vcluster' }))),
  },
  {
    what: 'a HelmRelease in it is no dependency of one here',
    change: combine(
      set(release54, ['spec', 'dependsOn'], [{ name: 'bp-inner' }]),
      add(inside(helmRelease('bp-inner'))),
    ),
    finding:
      `error known-dependency fsn1: ${release54}, spec.dependsOn[0]: there is no HelmRelease flux-system/bp-inner, ` +
      `so it waits for ever. Name one that is in this region, or take the line out. [${dmz}]`,
  },
  {
    what: 'a HelmRelease in it has no kubeconfig that the Flux of this region reads',
    change: add(inside({ ...helmRelease('x'), spec: { kubeConfig: { secretRef: { name: 'y' } } } })),
  },
  {
    what: 'the labels of its Namespaces say nothing of those here',
    change: add(inside(namespace('dmz', 'rtz'))),
  },
  {
    what: 'a ConfigMap in it is not one of which a release here takes values',
    change: combine(
      set(
        release54,
        ['spec', 'valuesFrom'],
        [{ kind: 'ConfigMap', name: 'values', valuesKey: 'x', targetPath: 'image' }],
      ),
      add(inside({ ...configMap('values', { x: 'quay.io/a/b:1' }), metadata: inFlux('values') })),
    ),
  },
  {
    what: 'a vCluster in it is none of the blocks of this region',
    change: add(
      inside({
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        metadata: { name: 'dmz-vcluster', namespace: 'dmz', labels: { app: 'vcluster' } },
        spec: {
          template: {
            spec: {
              nodeSelector: { 'openova.io/region': 'hz-fsn-rtz-prod' },
              containers: [{ name: 'x', image: `${mirror}/a/b:1` }],
            },
          },
        },
      }),
    ),
  },
]);

function inFlux(name: string) {
  return { name, namespace: 'flux-system' };
}
