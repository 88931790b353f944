// For tests: a Sovereign of three regions in which no rule finds anything.
import type { Json, JsonMap, Role, Slot } from '@sovereign-fleet/domain';
import {
  type Applier,
  type KubernetesObject,
  namespaceOf,
  type RenderedObject,
  type RenderedRegion,
} from '@sovereign-fleet/renderer';
import type { RegionFacts, ReviewedKit, ReviewSubject } from '../contract/review-subject';

export const mirror = 'harbor.openova.io';

export const kit: Applier = { kind: 'Kustomization', namespace: 'flux-system', name: 'bootstrap-kit' };
const root: Applier = { kind: 'Kustomization', namespace: 'flux-system', name: 'flux-system' };

function facts(key: string, role: Role): RegionFacts {
  return { key, role, canonicalLabel: `hz-${key.slice(0, 3)}-rtz-prod` };
}

export function release(name: string): Applier {
  return { kind: 'HelmRelease', namespace: 'flux-system', name };
}

/** An object as a chart or a Kustomization makes it; `rest` is all but its metadata. */
export function renderedObject(appliedBy: Applier, object: KubernetesObject): RenderedObject {
  return { appliedBy, namespace: namespaceOf(object), object };
}

const flux = 'flux-system';

function kustomization(name: string, dependsOn: readonly Json[] = []): KubernetesObject {
  const spec = { path: `./${name}`, prune: true, dependsOn };
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name, namespace: flux },
    spec,
  };
}

interface ExampleRelease {
  readonly name: string;
  readonly slot: string;
  readonly block?: string;
  readonly values: JsonMap;
}

function helmRelease({ name, slot, block, values }: ExampleRelease): KubernetesObject {
  const role = block === undefined ? {} : { 'catalyst.openova.io/vcluster-role': block };
  return {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name, namespace: flux, labels: { 'catalyst.openova.io/slot': slot, ...role } },
    spec: {
      chartRef: { kind: 'OCIRepository', name },
      targetNamespace: block ?? 'kube-system',
      dependsOn: block === undefined ? [] : [{ name: 'bp-cilium' }],
      values,
    },
  };
}

function vclusterValues(label: string): JsonMap {
  return {
    vcluster: {
      controlPlane: {
        statefulSet: {
          image: { registry: mirror, repository: 'proxy-ghcr/loft-sh/vcluster' },
          scheduling: { nodeSelector: { 'openova.io/region': label } },
        },
        coredns: { deployment: { image: `${mirror}/proxy-dockerhub/coredns/coredns:1.11.3` } },
      },
      sync: {
        toHost: {
          pods: { rewriteHosts: { initContainer: { image: `${mirror}/proxy-dockerhub/library/alpine:3.20` } } },
        },
      },
    },
  };
}

interface ExampleControlPlane {
  readonly metadata: KubernetesObject['metadata'] & { readonly labels: Readonly<Record<string, string>> };
  readonly label: string;
}

/** What one vCluster's release makes, and the release itself. */
function vcluster(block: string, slot: string, label: string): readonly RenderedObject[] {
  const name = `${block}-vcluster`;
  const by = release(`bp-${name}`);
  const labels = { app: 'vcluster', release: name };
  const metadata = { name, namespace: block, labels };
  return [
    renderedObject(kit, helmRelease({ name: `bp-${name}`, slot, block, values: vclusterValues(label) })),
    renderedObject(by, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: block,
        labels: { 'catalyst.openova.io/vcluster-role': block },
        annotations: { 'helm.sh/resource-policy': 'keep' },
      },
    }),
    renderedObject(by, {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: `vc-config-${name}`, namespace: block },
      data: { 'config.yaml': 'fingerprint:1' },
    }),
    renderedObject(by, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: {
        type: 'ClusterIP',
        selector: labels,
        ports: [{ name: 'https', port: 443, targetPort: 8443, nodePort: 0 }],
      },
    }),
    controlPlane(by, name, { metadata, label }),
  ];
}

function controlPlane(by: Applier, name: string, { metadata, label }: ExampleControlPlane): RenderedObject {
  const { labels } = metadata;
  return renderedObject(by, {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata,
    spec: {
      replicas: 1,
      template: {
        metadata: { labels },
        spec: {
          nodeSelector: { 'openova.io/region': label },
          initContainers: [{ name: 'vcluster-copy', image: `${mirror}/proxy-ghcr/loft-sh/vcluster:0.20.0` }],
          containers: [
            {
              name: 'syncer',
              image: `${mirror}/proxy-ghcr/loft-sh/vcluster:0.20.0`,
              args: ['--name', name],
              ports: [{ containerPort: 8443 }],
            },
          ],
        },
      },
    },
  });
}

function slot(number: string, name: string, rest: Pick<Slot, 'buildingBlock'> = {}): Slot {
  const namespace = { name: rest.buildingBlock ?? 'kube-system', from: 'elsewhere' } as const;
  return { number, name, chart: { version: '0.1.0' }, namespace, dependsOn: [], ...rest };
}

/** Into which tests put objects that are not about their namespaces. */
const namespaces = ['apps', 'mgmt', 'dmz', 'rtz', 'system-upgrade', 'tenants', 'tools'];

/** A kit of the slots that `exampleSubject` has. */
export const exampleKit: ReviewedKit = {
  name: 'openova',
  standIns: namespaces.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
  source: 'kits/openova/kit.ts',
  secrets: {},
  objects: {},
  parameters: {
    DMZ_VCLUSTER_ENABLED: { type: 'boolean', enables: 'bp-dmz-vcluster' },
    MGMT_VCLUSTER_ENABLED: { type: 'boolean', enables: 'bp-mgmt-vcluster' },
    RTZ_VCLUSTER_ENABLED: { type: 'boolean', enables: 'bp-rtz-vcluster' },
  },
  slots: [
    slot('01', 'bp-cilium'),
    slot('54', 'bp-dmz-vcluster', { buildingBlock: 'dmz' }),
    slot('58', 'bp-mgmt-vcluster', { buildingBlock: 'mgmt' }),
    slot('59', 'bp-rtz-vcluster', { buildingBlock: 'rtz' }),
  ],
};

const slots = { mgmt: '58', dmz: '54', rtz: '59' } as const;

function exampleRegion({ key, role, canonicalLabel }: RegionFacts): RenderedRegion {
  const blocks = role === 'primary' ? (['dmz', 'mgmt'] as const) : (['dmz', 'rtz'] as const);
  const objects = [
    renderedObject(root, kustomization('flux-system')),
    renderedObject(root, kustomization('bootstrap-kit')),
    renderedObject(kit, helmRelease({ name: 'bp-cilium', slot: '01', values: { cluster: { name: canonicalLabel } } })),
    ...blocks.flatMap((block) => vcluster(block, slots[block], canonicalLabel)),
  ];
  const releases = blocks.map((block) => ({
    namespace: flux,
    name: `bp-${block}-vcluster`,
    releaseName: `${block}-vcluster`,
    targetNamespace: block,
    chart: { name: `bp-${block}-vcluster`, version: '0.1.0', origin: 'workspace' as const, standIns: [] },
  }));
  return { region: key, objects, releases, problems: [] };
}

/** A Sovereign; those of other names differ in the name alone. */
export function exampleSubject(name = 'acme'): ReviewSubject {
  const regions = [facts('fsn1', 'primary'), facts('hel1', 'secondary'), facts('nbg1', 'secondary')];
  const fqdn = `${name}.example.com`;
  return {
    name,
    source: `sovereigns/${name}/sovereign.ts`,
    fqdn,
    environment: 'prod',
    registryMirror: mirror,
    mirroredRegistries: {
      'docker.io': 'proxy-dockerhub',
      'ghcr.io': 'proxy-ghcr',
      'quay.io': 'proxy-quay',
      'registry.k8s.io': 'proxy-k8s',
    },
    kit: exampleKit,
    regions,
    rendered: { fqdn, regions: regions.map(exampleRegion) },
  };
}
