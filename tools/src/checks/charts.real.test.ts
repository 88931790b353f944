import { chartName, edgesOf, rolesOfSlot } from '@sovereign-fleet/domain';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
  type Block,
  blocks,
  chartsFolder,
  imagePaths,
  imagesOf,
  type KubernetesObject,
  label,
  objectsOf,
  leastValues,
  one,
  type Rendered,
  slotValues,
  subchart,
  template,
  vclusterConfig,
  whereHelmRuns,
  useAssembledCharts,
} from './real-charts';
import { realKit } from './real-kit';

let assembled: ReturnType<typeof useAssembledCharts>;

function render(block: Block, values: unknown): Rendered {
  return template({
    helm: assembled.helm,
    chart: assembled.charts[block],
    name: `${block}-vcluster`,
    namespace: block,
    values,
  });
}

function idsOf(objects: readonly KubernetesObject[]): readonly string[] {
  return objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`).sort();
}

const substitutes = {
  REGISTRY_MIRROR: 'harbor.openova.io',
  SOVEREIGN_REGION_CANONICAL_LABEL: label,
  MGMT_VCLUSTER_ENABLED: 'true',
  DMZ_VCLUSTER_ENABLED: 'true',
  RTZ_VCLUSTER_ENABLED: 'true',
};
const allOff = { MGMT_VCLUSTER_ENABLED: 'false', DMZ_VCLUSTER_ENABLED: 'false', RTZ_VCLUSTER_ENABLED: 'false' };

const peers = {
  dmz: ['flux-system', 'gateway-system', 'kube-system', 'mgmt', 'rtz'],
  mgmt: ['dmz', 'flux-system'],
  rtz: ['dmz', 'flux-system'],
};

whereHelmRuns(`the charts by real helm, on ${subchart} (skipped where no helm can be had)`, () => {
  assembled = useAssembledCharts();

  describe.each(blocks)('%s', (block) => {
    const key = `${block}Vcluster`;

    test.each([
      { given: 'its default values', values: {} },
      { given: 'a gate that is off', values: { [key]: { enabled: false } } },
      { given: 'what the slot hands over', values: slotValues(block, { ...substitutes, ...allOff }) },
      {
        given: 'what would be refused if it were on',
        values: { [key]: { regionLabel: 12 }, vcluster: { controlPlane: { statefulSet: { image: { tag: '' } } } } },
      },
    ])('off, by $given, renders nothing', ({ values }) => {
      expect(render(block, values)).toEqual({ objects: [], text: expect.stringMatching(/^\s*$/) as string });
    });

    test('on renders the namespace, its policy and the vCluster', () => {
      const name = `${block}-vcluster`;
      const ids = [
        `ClusterRole /vc-${name}-v-${block}`,
        `ClusterRoleBinding /vc-${name}-v-${block}`,
        `ConfigMap ${block}/vc-coredns-${name}`,
        `Namespace /${block}`,
        `NetworkPolicy ${block}/${name}-isolation`,
        `Role ${block}/vc-${name}`,
        `Role flux-system/${name}-kubeconfig`,
        `RoleBinding ${block}/vc-${name}`,
        `RoleBinding flux-system/${name}-kubeconfig`,
        `Secret ${block}/vc-config-${name}`,
        `Service ${block}/${name}`,
        `Service ${block}/${name}-headless`,
        `ServiceAccount ${block}/vc-${name}`,
        `ServiceAccount ${block}/vc-workload-${name}`,
        `StatefulSet ${block}/${name}`,
      ];
      expect(idsOf(objectsOf(render(block, leastValues(block))))).toEqual(ids.sort());
    });

    test('the namespace says its role, admits what Pod Security calls baseline, and outlives the release', () => {
      expect(one(objectsOf(render(block, leastValues(block))), 'Namespace').metadata).toEqual({
        name: block,
        labels: {
          'app.kubernetes.io/instance': `${block}-vcluster`,
          'app.kubernetes.io/managed-by': 'Helm',
          'catalyst.openova.io/vcluster-role': block,
          'pod-security.kubernetes.io/enforce': 'baseline',
        },
        annotations: { 'helm.sh/resource-policy': 'keep' },
      });
    });

    test('the namespace can be left to something else', () => {
      const values = {
        ...leastValues(block),
        [key]: { enabled: true, regionLabel: label, namespace: { create: false } },
      };
      expect(objectsOf(render(block, values)).filter(({ kind }) => kind === 'Namespace')).toEqual([]);
    });

    test.each([
      { given: 'by default', networkPolicy: {}, from: peers[block] },
      {
        given: 'with more',
        networkPolicy: { extraIngressNamespaces: ['monitoring', 'mgmt', 'dmz'] },
        from: [...new Set([...peers[block], 'monitoring', 'mgmt', 'dmz'])].sort(),
      },
      { given: 'with others', networkPolicy: { allowedIngressNamespaces: ['monitoring'] }, from: ['monitoring'] },
      { given: 'with none', networkPolicy: { allowedIngressNamespaces: [] }, from: [] },
    ])('the policy $given lets in the namespaces of its list, and its own', ({ networkPolicy, from }) => {
      const values = { ...leastValues(block), [key]: { enabled: true, regionLabel: label, networkPolicy } };
      const namespaces = from.map((name) => ({
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
      }));
      expect(one(objectsOf(render(block, values)), 'NetworkPolicy').spec).toEqual({
        podSelector: {},
        policyTypes: ['Ingress'],
        ingress: [{ from: [{ podSelector: {} }, ...namespaces] }],
      });
    });

    test('the vCluster is placed, stored and sized as designed', () => {
      const claim = { storageClassName: 'local-path', resources: { requests: { storage: '5Gi' } } };
      const resources = { requests: { cpu: '200m', memory: '384Mi' }, limits: { cpu: '2', memory: '1Gi' } };
      expect(one(objectsOf(render(block, leastValues(block))), 'StatefulSet').spec).toMatchObject({
        volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: claim }],
        template: {
          spec: { nodeSelector: { 'openova.io/region': label }, containers: [{ name: 'syncer', resources }] },
        },
      });
    });

    test('what the vCluster reads: SQLite, no telemetry, and a kubeconfig by which Flux can install into it', () => {
      const host = `${block}-vcluster.${block}.svc`;
      expect(vclusterConfig(objectsOf(render(block, leastValues(block))))).toMatchObject({
        controlPlane: {
          backingStore: { database: { embedded: { enabled: true } }, etcd: { deploy: { enabled: false } } },
          proxy: { extraSANs: expect.arrayContaining([host, `${host}.cluster.local`]) as unknown },
        },
        exportKubeConfig: {
          server: `https://${host}:443`,
          secret: { name: `vc-${block}`, namespace: 'flux-system' },
        },
        telemetry: { enabled: false },
      });
    });

    test.each(['harbor.openova.io', 'registry.example.com:5000'])('every image comes through %s', (mirror) => {
      const images = imagesOf(objectsOf(render(block, slotValues(block, { ...substitutes, REGISTRY_MIRROR: mirror }))));
      expect(images).toHaveLength(4 + imagePaths.length);
      expect(images.filter((image) => !image.startsWith(`${mirror}/proxy-`))).toEqual([]);
    });

    test('the slot names the images that the chart names, whatever their registry and their tag', () => {
      const names = (values: unknown) =>
        imagesOf(objectsOf(render(block, values))).map((image) => /([^/:]+):[^/]*$/.exec(image)?.[1]);
      expect(names(slotValues(block, substitutes))).toEqual(names(leastValues(block)));
    });

    test('the Blueprint says what the slot and the chart do', () => {
      const slot = realKit().slots.find(({ buildingBlock }) => buildingBlock === block);
      const read = (file: string) =>
        parse(readFileSync(join(chartsFolder, `bp-${block}-vcluster`, file), 'utf8')) as { readonly version: string };
      const { version } = read('Chart.yaml');
      const placement = { primary: 'primary-only', secondary: 'secondary-only', 'primary,secondary': 'every-region' };
      expect(read('Chart.yaml')).toMatchObject({
        name: slot === undefined ? '' : chartName(slot),
        appVersion: version,
      });
      const blueprint = read('blueprint.yaml') as unknown as Blueprint;
      expect(blueprint).toMatchObject({
        metadata: { name: slot?.name },
        spec: {
          version,
          placementSchema: {
            modes: [placement[String(slot === undefined ? '' : rolesOfSlot(slot)) as keyof typeof placement]],
          },
          outputs: {
            hostNamespace: slot?.namespace.name,
            vclusterName: `${block}-vcluster`,
            kubeconfigSecretName: `vc-${block}`,
            kubeconfigSecretNamespace: 'flux-system',
            role: block,
          },
        },
      });
      expect(slot?.kubeConfig).toEqual({ secret: `vc-${block}`, key: 'config' });
      const needed = blueprint.spec.depends.map(({ blueprint: name }) => name);
      expect([...awaitedBy(slot?.name ?? '')]).toEqual(expect.arrayContaining(needed));
      expect(needed).not.toEqual([]);
    });
  });
});

interface Blueprint {
  readonly spec: { readonly depends: readonly { readonly blueprint: string }[] };
}

/** The slots that are ready before this one, those that it waits for by way of others too. */
function awaitedBy(name: string): readonly string[] {
  const kit = realKit();
  const slot = kit.slots.find((one) => one.name === name);
  const edges = slot === undefined ? [] : edgesOf(slot, kit);
  return edges.filter((edge) => typeof edge === 'string').flatMap((other) => [other, ...awaitedBy(other)]);
}
