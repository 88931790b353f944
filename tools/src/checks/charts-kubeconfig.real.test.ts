import {
  type Block,
  blocks,
  type KubernetesObject,
  label,
  objectsIn,
  objectsOf,
  one,
  realChart,
  subchart,
  template,
  useAssembledCharts,
  vclusterConfig,
  whereHelmRuns,
} from './real-charts';
import { compileExample } from '@sovereign-fleet/workspace/testing';
import { review } from '@sovereign-fleet/policy';
import type { RenderedObject } from '@sovereign-fleet/renderer';
import { realKit } from './real-kit';

let assembled: ReturnType<typeof useAssembledCharts>;

type Values = Readonly<Record<string, object>>;

/** What a chart renders when it is on, with these values besides. */
function renderWith(block: Block, values: Values): readonly KubernetesObject[] {
  const { helm, charts } = assembled;
  const scheduling = { nodeSelector: { 'openova.io/region': label } };
  const on = {
    [`${block}Vcluster`]: { enabled: true, regionLabel: label, ...values[`${block}Vcluster`] },
    vcluster: { controlPlane: { statefulSet: { scheduling } }, ...values['vcluster'] },
  };
  return objectsOf(template({ helm, chart: charts[block], name: `${block}-vcluster`, namespace: block, values: on }));
}

function render(block: Block, vcluster: object): readonly KubernetesObject[] {
  return renderWith(block, { vcluster });
}

/** The Role and the RoleBinding that let the vCluster write its kubeconfig. */
function rightsOf(block: Block, vcluster: object = {}): readonly KubernetesObject[] {
  return render(block, vcluster).filter(({ metadata }) => metadata.name === `${block}-vcluster-kubeconfig`);
}

const watched = ['configmaps', 'endpoints', 'events', 'persistentvolumeclaims', 'pods', 'secrets', 'services'];
const watch = ['get', 'list', 'watch'];

/** The rules of the Role: what the vCluster reads, and the one Secret that it writes. */
function rulesFor(secret: string, more: readonly object[] = []): readonly object[] {
  return [
    { apiGroups: [''], resources: watched, verbs: watch },
    ...more,
    { apiGroups: [''], resources: ['secrets'], verbs: ['create'] },
    { apiGroups: [''], resources: ['secrets'], resourceNames: [secret], verbs: ['patch'] },
  ];
}

/** The HelmRelease that the compiler makes of a slot that runs in a block. */
function guestOf(block: Block): KubernetesObject {
  const kit = realKit();
  const guest = {
    number: '90',
    name: 'bp-guest',
    chart: { version: '1.0.0' },
    namespace: { name: 'apps', from: 'helm' },
    dependsOn: [],
    runsIn: block,
  } as unknown as (typeof kit.slots)[number]; // its names are brands
  const spec = {
    fqdn: 'acme.example.com',
    environment: 'prod',
    regions: [
      { key: 'fsn1', provider: 'hetzner', role: 'primary' },
      { key: 'hel1', provider: 'hetzner', role: 'secondary' },
    ],
  } as const;
  const tree = compileExample(spec, { ...kit, slots: [...kit.slots, guest] });
  const [, text = ''] = [...tree].find(([path]) => path.endsWith('bootstrap-kit/90-guest.yaml')) ?? [];
  return one(objectsIn(text), 'HelmRelease');
}

/** What the rule finds in a region with the objects of a block's chart and a slot that runs in the block. */
function findingsWith(block: Block, values: Values): readonly string[] {
  const by = (kind: 'HelmRelease' | 'Kustomization', name: string) => (object: KubernetesObject) =>
    ({
      appliedBy: { kind, namespace: 'flux-system', name },
      namespace: object.metadata.namespace ?? '',
      object,
    }) as unknown as RenderedObject; // helm printed it
  const objects = [
    ...renderWith(block, values).map(by('HelmRelease', `bp-${block}-vcluster`)),
    by('Kustomization', 'bootstrap-kit')(guestOf(block)),
  ];
  const { findings } = review({
    name: 'acme',
    source: 'sovereigns/acme/sovereign.ts',
    fqdn: 'acme.example.com',
    environment: 'prod',
    registryMirror: 'harbor.openova.io',
    mirroredRegistries: { 'docker.io': 'proxy-dockerhub', 'ghcr.io': 'proxy-ghcr', 'registry.k8s.io': 'proxy-k8s' },
    kit: realKit(),
    regions: [{ key: 'fsn1', role: 'primary', canonicalLabel: label }],
    rendered: { fqdn: 'acme.example.com', regions: [{ region: 'fsn1', objects, releases: [], problems: [] }] },
  });
  const own = findings.filter(({ rule }) => rule === 'reachable-vcluster');
  return own.map(({ object, problem }) => `${object}: ${problem}`);
}

whereHelmRuns(`the kubeconfig of the charts, on ${subchart} (skipped where no helm can be had)`, () => {
  assembled = useAssembledCharts();

  test.each(blocks)(
    '%s may write its kubeconfig to flux-system, where it may create and change nothing else',
    (block) => {
      const labels = {
        'app.kubernetes.io/instance': `${block}-vcluster`,
        'app.kubernetes.io/managed-by': 'Helm',
        'catalyst.openova.io/vcluster-role': block,
      };
      const metadata = { name: `${block}-vcluster-kubeconfig`, namespace: 'flux-system', labels };
      const apiVersion = 'rbac.authorization.k8s.io/v1';
      expect(rightsOf(block)).toEqual([
        { apiVersion, kind: 'Role', metadata, rules: rulesFor(`vc-${block}`) },
        {
          apiVersion,
          kind: 'RoleBinding',
          metadata,
          roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: metadata.name },
          subjects: [{ kind: 'ServiceAccount', name: `vc-${block}-vcluster`, namespace: block }],
        },
      ]);
    },
  );

  test.each([
    { given: 'another namespace', secret: { namespace: 'tools' }, namespace: 'tools', name: 'vc-mgmt' },
    { given: 'another name', secret: { name: 'mgmt' }, namespace: 'flux-system', name: 'mgmt' },
  ])('$given for the Secret is that of its rights too', ({ secret, namespace, name }) => {
    const objects = render('mgmt', { exportKubeConfig: { secret } });
    expect(vclusterConfig(objects)).toMatchObject({ exportKubeConfig: { secret: { namespace, name } } });
    const [role, binding] = rightsOf('mgmt', { exportKubeConfig: { secret } });
    expect(role).toMatchObject({ kind: 'Role', metadata: { namespace }, rules: rulesFor(name) });
    expect(binding).toMatchObject({ kind: 'RoleBinding', metadata: { namespace } });
  });

  test.each([
    { given: 'no namespace', exportKubeConfig: { secret: { namespace: '' } } },
    { given: 'its own namespace', exportKubeConfig: { secret: { namespace: 'mgmt' } } },
    { given: 'no Secret', exportKubeConfig: { secret: { name: '' } } },
    { given: 'nothing at all', exportKubeConfig: null },
  ])('with $given for the Secret it has no rights elsewhere', ({ exportKubeConfig }) => {
    const namespaces = render('mgmt', { exportKubeConfig }).map(({ metadata }) => metadata.namespace ?? 'mgmt');
    expect([...new Set(namespaces)]).toEqual(['mgmt']);
  });

  describe.each(blocks)('a slot that runs in %s', (block) => {
    const set = `StatefulSet ${block}/${block}-vcluster`;

    test('is installed by the kubeconfig that the chart exports, through the policy of the chart', () => {
      expect(findingsWith(block, {})).toEqual([]);
    });

    test('is not installed where the kubeconfig stays with the vCluster', () => {
      expect(findingsWith(block, { vcluster: { exportKubeConfig: { secret: { namespace: '' } } } })).toEqual([
        `HelmRelease flux-system/bp-guest: no vCluster of this region may write Secret flux-system/vc-${block}, and ` +
          'nothing in the tree brings it',
      ]);
    });

    test('is not installed where the policy keeps Flux out', () => {
      const networkPolicy = { allowedIngressNamespaces: ['monitoring'] };
      expect(findingsWith(block, { [`${block}Vcluster`]: { networkPolicy } })).toEqual([
        `NetworkPolicy ${block}/${block}-vcluster-isolation: it keeps out flux-system, from where HelmRelease ` +
          `flux-system/bp-guest is installed into ${set}`,
      ]);
    });
  });

  const title =
    realChart === '' ? 'on the real chart (skipped: VCLUSTER_CHART does not name one)' : 'on the real chart';
  (realChart === '' ? describe.skip : describe)(title, () => {
    test.each([
      { kind: 'ingresses', group: 'networking.k8s.io' },
      { kind: 'networkPolicies', group: 'networking.k8s.io' },
      { kind: 'podDisruptionBudgets', group: 'policy' },
      { kind: 'serviceAccounts', group: '' },
      { kind: 'volumeSnapshots', group: 'snapshot.storage.k8s.io' },
    ])('it reads $kind there where it syncs them', ({ kind, group }) => {
      const [role] = rightsOf('mgmt', { sync: { toHost: { [kind]: { enabled: true } } } });
      const more = { apiGroups: [group], resources: [kind.toLowerCase()], verbs: watch };
      expect(role).toMatchObject({ rules: rulesFor('vc-mgmt', [more]) });
    });

    test('the rights are those of another ServiceAccount where the vCluster has one', () => {
      const controlPlane = {
        advanced: { serviceAccount: { name: 'mine' } },
        statefulSet: { scheduling: { nodeSelector: { 'openova.io/region': label } } },
      };
      const [, binding] = rightsOf('mgmt', { controlPlane });
      expect(binding).toMatchObject({ subjects: [{ kind: 'ServiceAccount', name: 'mine', namespace: 'mgmt' }] });
    });
  });
});
