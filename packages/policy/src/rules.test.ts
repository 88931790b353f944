import type { RenderProblem } from '@sovereign-fleet/renderer';
import { formatFinding } from './finding';
import { add, both, changed, type ChangeRegion, fail, remove, set } from './made-up-change';
import { kit, madeUpSubject, mirror, release, rendered } from './made-up-subject';
import { review } from './review';
import type { ReviewSubject } from './review-subject';
import { rules } from './rules';

/** What a rule says of each finding, whole: how grave, which rule, where, what, and where to mend it. */
function findings(subject: ReviewSubject): readonly string[] {
  return review(subject).findings.map((finding) => {
    const { severity, rule, region, file } = finding;
    return `${severity} ${rule} ${region === '' ? '-' : region}: ${formatFinding(finding)} [${file}]`;
  });
}

interface Row {
  readonly what: string;
  readonly region?: string;
  readonly change: ChangeRegion;
  readonly finding?: string | readonly string[];
}

function testRows(rule: string, rows: readonly Row[]): void {
  describe(rule, () => {
    test.each(rows)('$what', ({ region = 'fsn1', change, finding = [] }) => {
      expect(findings(changed(madeUpSubject(), [region], change))).toEqual([finding].flat());
    });
  });
}

const tree = 'gitops-out/clusters/acme.example.com';
const [entry, dmz, mgmt] = [
  `${tree}/fsn1/kustomization.yaml`,
  `${tree}/bootstrap-kit/54-dmz-vcluster.yaml`,
  `${tree}/bootstrap-kit/58-mgmt-vcluster.yaml`,
];
const dmzSet = 'StatefulSet dmz/dmz-vcluster';
const podSpec = ['spec', 'template', 'spec'];

test('nothing is found in a Sovereign that is right', () => {
  expect(findings(madeUpSubject())).toEqual([]);
});

test('every rule has an id of its own, and a title', () => {
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  expect(new Set(rules.map(({ title }) => title)).size).toBe(rules.length);
});

function configMap(name: string, data: Record<string, string>) {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'dmz' }, data } as const;
}

function workload(kind: string, spec: Record<string, never> | object, name = 'made-up') {
  return { apiVersion: 'apps/v1', kind, metadata: { name, namespace: 'dmz' }, spec } as never;
}

function vclusterIn(namespace: string, kind = 'StatefulSet', labels = {}) {
  const metadata = { name: 'another', namespace, labels: { app: 'vcluster', ...labels } };
  const nodeSelector = { 'openova.io/region': kind === 'Deployment' ? 'hz-hel-rtz-prod' : 'hz-fsn-rtz-prod' };
  const spec = { template: { spec: { nodeSelector } } };
  return rendered(kit, { apiVersion: 'apps/v1', kind, metadata, spec });
}

const deadChart: RenderProblem = {
  kind: 'missing-chart',
  object: 'HelmRelease flux-system/bp-dmz-vcluster',
  field: '',
  problem: 'the chart oci://ghcr.io/openova-io/bp-dmz-vcluster 0.1.0 cannot be had: no route to host',
  remedy: 'Connect, or pass --allow-missing-charts',
};
const deadChartFinding = `error found-chart fsn1: HelmRelease flux-system/bp-dmz-vcluster: ${deadChart.problem}. Connect, or pass --allow-missing-charts. [${dmz}]`;

testRows('blocks-of-role (A4)', [
  {
    what: 'a vCluster that the role asks for and that is not there is a finding',
    change: remove('StatefulSet mgmt/mgmt-vcluster'),
    finding: `error blocks-of-role fsn1: region fsn1: it is primary and has no StatefulSet of the mgmt vCluster. Set MGMT_VCLUSTER_ENABLED to "true" there: run nx sync, and look that the slot is in the tree. [${entry}]`,
  },
  {
    what: 'a secondary needs rtz',
    region: 'hel1',
    change: remove('StatefulSet rtz/rtz-vcluster'),
    finding: `error blocks-of-role hel1: region hel1: it is secondary and has no StatefulSet of the rtz vCluster. Set RTZ_VCLUSTER_ENABLED to "true" there: run nx sync, and look that the slot is in the tree. [${tree}/hel1/kustomization.yaml]`,
  },
  {
    what: 'a vCluster of another role is a finding, with the label as witness where the namespace has another name',
    change: add(vclusterIn('tenants', 'StatefulSet', { 'catalyst.openova.io/vcluster-role': 'rtz' })),
    finding: `error blocks-of-role fsn1: StatefulSet tenants/another: it is the rtz vCluster, and the region fsn1 is primary. Set RTZ_VCLUSTER_ENABLED to "false" there: run nx sync. [${entry}]`,
  },
  {
    what: 'the label of the namespace is a witness too',
    change: add(
      vclusterIn('tenants'),
      rendered(kit, {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'tenants', labels: { 'catalyst.openova.io/vcluster-role': 'rtz' } },
      }),
    ),
    finding: `error blocks-of-role fsn1: StatefulSet tenants/another: it is the rtz vCluster, and the region fsn1 is primary. Set RTZ_VCLUSTER_ENABLED to "false" there: run nx sync. [${entry}]`,
  },
  {
    what: 'a vCluster that runs as a Deployment is superfluous as well',
    region: 'hel1',
    change: add(vclusterIn('mgmt', 'Deployment')),
    finding: `error blocks-of-role hel1: Deployment mgmt/another: it is the mgmt vCluster, and the region hel1 is secondary. Set MGMT_VCLUSTER_ENABLED to "false" there: run nx sync. [${tree}/hel1/kustomization.yaml]`,
  },
  {
    what: 'a vCluster of no building block is a finding',
    change: add(vclusterIn('tenants')),
    finding: `error blocks-of-role fsn1: StatefulSet tenants/another: it is a vCluster, and neither its namespace nor a label says of which building block. Install it into mgmt, dmz or rtz, or label its namespace catalyst.openova.io/vcluster-role. [${entry}]`,
  },
  {
    what: 'two vClusters of one block are one too many',
    change: add(vclusterIn('dmz')),
    finding: `error blocks-of-role fsn1: region fsn1: 2 StatefulSets are vClusters of dmz: StatefulSet dmz/dmz-vcluster, StatefulSet dmz/another. Keep one of them. [${entry}]`,
  },
  {
    what: 'a label that says another block than the namespace is a finding',
    change: set('Namespace dmz', ['metadata', 'labels', 'catalyst.openova.io/vcluster-role'], 'rtz'),
    finding: `error blocks-of-role fsn1: StatefulSet dmz/dmz-vcluster: it is in the namespace dmz, and the label catalyst.openova.io/vcluster-role says "rtz". Write the same building block in both. [${dmz}]`,
  },
  {
    what: 'the etcd of a vCluster is none',
    change: add(
      rendered(kit, {
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        metadata: { name: 'x-etcd', namespace: 'tenants', labels: { app: 'vcluster-etcd' } },
      }),
    ),
  },
  {
    what: 'a vCluster whose release was not rendered is not said to be missing',
    change: both(remove(dmzSet), fail(deadChart)),
    finding: deadChartFinding,
  },
  {
    what: 'a release of something else that was not rendered excuses nothing',
    change: both(remove('StatefulSet mgmt/mgmt-vcluster'), fail(deadChart)),
    finding: [
      deadChartFinding,
      `error blocks-of-role fsn1: region fsn1: it is primary and has no StatefulSet of the mgmt vCluster. Set MGMT_VCLUSTER_ENABLED to "true" there: run nx sync, and look that the slot is in the tree. [${entry}]`,
    ],
  },
]);

const noMgmt = 'it is primary and has no StatefulSet of the mgmt vCluster';
const noDmz = 'it is primary and has no StatefulSet of the dmz vCluster';

function held(kind: 'suspended' | 'other-cluster', object: string): RenderProblem {
  const texts = { suspended: 'it is suspended', 'other-cluster': 'it is for another cluster' };
  return { kind, object, field: 'spec', problem: texts[kind], remedy: 'See to it' };
}

testRows('blocks-of-role (A4) of what Flux does not run', [
  {
    what: 'a kit that is suspended holds no block',
    change: both(
      remove(dmzSet),
      remove('StatefulSet mgmt/mgmt-vcluster'),
      fail(held('suspended', 'Kustomization flux-system/bootstrap-kit')),
    ),
    finding: [
      `error blocks-of-role fsn1: region fsn1: ${noMgmt}: Kustomization flux-system/bootstrap-kit is suspended. Resume what is suspended. [${entry}]`,
      `error blocks-of-role fsn1: region fsn1: ${noDmz}: Kustomization flux-system/bootstrap-kit is suspended. Resume what is suspended. [${entry}]`,
      `warning not-suspended fsn1: Kustomization flux-system/bootstrap-kit, spec: it is suspended. See to it. [${entry}]`,
    ],
  },
  {
    what: 'a release that is suspended is not its block, whatever else failed',
    change: both(
      remove(dmzSet),
      fail(held('suspended', 'HelmRelease flux-system/bp-dmz-vcluster'), {
        ...deadChart,
        object: 'HelmRelease flux-system/other',
      }),
    ),
    finding: [
      `error found-chart fsn1: HelmRelease flux-system/other: ${deadChart.problem}. ${deadChart.remedy}. [${entry}]`,
      `error blocks-of-role fsn1: region fsn1: ${noDmz}: HelmRelease flux-system/bp-dmz-vcluster is suspended. Resume what is suspended. [${entry}]`,
      `warning not-suspended fsn1: HelmRelease flux-system/bp-dmz-vcluster, spec: it is suspended. See to it. [${dmz}]`,
    ],
  },
  {
    what: 'one that goes to another cluster is not here',
    change: both(remove(dmzSet), fail(held('other-cluster', 'HelmRelease flux-system/bp-dmz-vcluster'))),
    finding: [
      `error blocks-of-role fsn1: region fsn1: ${noDmz}: HelmRelease flux-system/bp-dmz-vcluster is for another cluster. Take spec.kubeConfig out: a block runs on its own region. [${entry}]`,
      `warning this-cluster fsn1: HelmRelease flux-system/bp-dmz-vcluster, spec: it is for another cluster. See to it. [${dmz}]`,
    ],
  },
  {
    what: 'another release that is suspended is a warning alone',
    change: fail(held('suspended', 'HelmRelease flux-system/bp-cilium')),
    finding: `warning not-suspended fsn1: HelmRelease flux-system/bp-cilium, spec: it is suspended. See to it. [${tree}/bootstrap-kit/01-cilium.yaml]`,
  },
  {
    what: 'without replicas it does not run',
    change: set(dmzSet, ['spec', 'replicas'], 0),
    finding: `error blocks-of-role fsn1: ${dmzSet}, spec.replicas: it is the dmz vCluster, and with 0 replicas it does not run. Give it one or more: the role asks for it. [${dmz}]`,
  },
  {
    what: 'what Flux begins with may be suspended as well',
    change: set('Kustomization flux-system/flux-system', ['spec', 'suspend'], true),
    finding: [
      `error blocks-of-role fsn1: ${dmzSet}: Kustomization flux-system/flux-system is suspended. Resume what is suspended. [${dmz}]`,
      `error blocks-of-role fsn1: StatefulSet mgmt/mgmt-vcluster: Kustomization flux-system/flux-system is suspended. Resume what is suspended. [${mgmt}]`,
    ],
  },
  {
    what: 'or be for another cluster',
    change: set('Kustomization flux-system/flux-system', ['spec', 'kubeConfig'], { secretRef: { name: 'x' } }),
    finding: [
      `error blocks-of-role fsn1: ${dmzSet}: Kustomization flux-system/flux-system is for another cluster. Take spec.kubeConfig out: a block runs on its own region. [${dmz}]`,
      `error blocks-of-role fsn1: StatefulSet mgmt/mgmt-vcluster: Kustomization flux-system/flux-system is for another cluster. Take spec.kubeConfig out: a block runs on its own region. [${mgmt}]`,
    ],
  },
]);

function affinity(rest: object) {
  const nodeSelectorTerms = [{ matchExpressions: [{ key: 'openova.io/region', ...rest }] }];
  return { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } } as never;
}

const nodeSelectorOfNamespace = 'scheduler.alpha.kubernetes.io/node-selector';
const labelRemedy = 'Write ${SOVEREIGN_REGION_CANONICAL_LABEL} in the slot.';
testRows('canonical-region-label', [
  {
    what: 'the key of the region is not its label',
    region: 'hel1',
    change: set(dmzSet, [...podSpec, 'nodeSelector', 'openova.io/region'], 'hel1'),
    finding: `error canonical-region-label hel1: ${dmzSet}, spec.template.spec.nodeSelector["openova.io/region"]: it is "hel1", and the nodes of the region carry "hz-hel-rtz-prod": no pod would start. ${labelRemedy} [${dmz}]`,
  },
  {
    what: 'an empty label is no label',
    change: set(dmzSet, [...podSpec, 'nodeSelector', 'openova.io/region'], ''),
    finding: `error canonical-region-label fsn1: ${dmzSet}, spec.template.spec.nodeSelector["openova.io/region"]: it is "", and the nodes of the region carry "hz-fsn-rtz-prod": no pod would start. ${labelRemedy} [${dmz}]`,
  },
  {
    what: 'the pods of a CronJob are looked at',
    change: add(
      rendered(
        release('bp-dmz-vcluster'),
        workload('CronJob', {
          jobTemplate: { spec: { template: { spec: { nodeSelector: { 'openova.io/region': 'hz-nbg-rtz-prod' } } } } },
        }),
      ),
    ),
    finding: `error canonical-region-label fsn1: CronJob dmz/made-up, spec.jobTemplate.spec.template.spec.nodeSelector["openova.io/region"]: it is "hz-nbg-rtz-prod", and the nodes of the region carry "hz-fsn-rtz-prod": no pod would start. ${labelRemedy} [${dmz}]`,
  },
  {
    what: 'a required node affinity is a node selector by another name',
    change: set(dmzSet, [...podSpec, 'affinity'], {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: 'openova.io/region', operator: 'In', values: ['fsn1'] }] }],
        },
      },
    }),
    finding: `error canonical-region-label fsn1: ${dmzSet}, spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values: it is ["fsn1"], and the nodes of the region carry "hz-fsn-rtz-prod": no pod would start. ${labelRemedy} [${dmz}]`,
  },
  {
    what: 'other node selectors are free',
    change: set(dmzSet, [...podSpec, 'nodeSelector', 'disk'], 'ssd'),
  },
  {
    what: 'pods without a node selector are free',
    change: add(container({})),
  },
  ...[
    { rest: { operator: 'NotIn', values: ['hz-fsn-rtz-prod'] }, shown: 'NotIn ["hz-fsn-rtz-prod"]' },
    { rest: { operator: 'DoesNotExist' }, shown: '"DoesNotExist"' },
    { rest: { operator: 'Gt', values: ['1'] }, shown: '"Gt"' },
  ].map(({ rest, shown }) => ({
    what: `a required affinity that leaves no node: ${rest.operator}`,
    change: set(dmzSet, [...podSpec, 'affinity'], affinity(rest)),
    finding: `error canonical-region-label fsn1: ${dmzSet}, spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].operator: it is ${shown}, and the nodes of the region carry "hz-fsn-rtz-prod": no pod would start. ${labelRemedy} [${dmz}]`,
  })),
  ...[{ operator: 'NotIn', values: ['hz-nbg-rtz-prod'] }, { operator: 'Exists' }].map((rest) => ({
    what: `an affinity that every node of the region meets: ${rest.operator}`,
    change: set(dmzSet, [...podSpec, 'affinity'], affinity(rest)),
  })),
  {
    what: 'pods without the label are no nodes without it',
    change: add(
      customResource({ podSelector: { matchExpressions: [{ key: 'openova.io/region', operator: 'DoesNotExist' }] } }),
    ),
  },
  {
    what: 'a label selector of a custom resource for nodes is one',
    change: add(customResource({ nodeSelector: { matchLabels: { 'openova.io/region': 'fsn1' } } })),
    finding: `error canonical-region-label fsn1: Thing dmz/x, spec.nodeSelector.matchLabels["openova.io/region"]: it is "fsn1", and the nodes of the region carry "hz-fsn-rtz-prod": no pod would start. ${labelRemedy} [${entry}]`,
  },
  {
    what: 'so are its expressions',
    change: add(
      customResource({ nodeSelector: { matchExpressions: [{ key: 'openova.io/region', operator: 'DoesNotExist' }] } }),
    ),
    finding: `error canonical-region-label fsn1: Thing dmz/x, spec.nodeSelector.matchExpressions[0].operator: it is "DoesNotExist", and the nodes of the region carry "hz-fsn-rtz-prod": no pod would start. ${labelRemedy} [${entry}]`,
  },
  {
    what: 'a Namespace may choose the nodes of all its pods',
    change: set('Namespace dmz', ['metadata', 'annotations', nodeSelectorOfNamespace], 'a=b, openova.io/region=fsn1'),
    finding: `error canonical-region-label fsn1: Namespace dmz, metadata.annotations["${nodeSelectorOfNamespace}"]: it is "fsn1", and the nodes of the region carry "hz-fsn-rtz-prod": no pod would start. ${labelRemedy} [${dmz}]`,
  },
  {
    what: 'and choose those of its region',
    change: set(
      'Namespace dmz',
      ['metadata', 'annotations', nodeSelectorOfNamespace],
      'openova.io/region=hz-fsn-rtz-prod',
    ),
  },
]);

const unplaced = (what: string, file: string) =>
  `error placed-vcluster fsn1: ${what}, spec.template.spec.nodeSelector: it does not choose nodes by openova.io/region, so the vCluster may start outside its region. Write openova.io/region: \${SOVEREIGN_REGION_CANONICAL_LABEL} in the slot. [${file}]`;

testRows('placed-vcluster', [
  {
    what: 'a vCluster without a node selector is a finding',
    change: set(dmzSet, [...podSpec, 'nodeSelector'], undefined),
    finding: unplaced(dmzSet, dmz),
  },
  {
    what: 'one by something else is not enough',
    change: set(dmzSet, [...podSpec, 'nodeSelector'], { disk: 'ssd' }),
    finding: unplaced(dmzSet, dmz),
  },
  {
    what: 'a required affinity is',
    change: both(
      set(dmzSet, [...podSpec, 'nodeSelector'], undefined),
      set(dmzSet, [...podSpec, 'affinity'], affinity({ operator: 'In', values: ['hz-fsn-rtz-prod'] })),
    ),
  },
  {
    what: 'that a node has the label is not',
    change: both(
      set(dmzSet, [...podSpec, 'nodeSelector'], undefined),
      set(dmzSet, [...podSpec, 'affinity'], affinity({ operator: 'Exists' })),
    ),
    finding: unplaced(dmzSet, dmz),
  },
]);

const mirrorRemedy = `Take it through ${mirror}, such as ${mirror}/proxy-….`;
const pinRemedy = 'Write the tag that was reviewed, such as 1.2.3, or a digest.';
const values = ['spec', 'values', 'vcluster'];
const release54 = 'HelmRelease flux-system/bp-dmz-vcluster';

testRows('mirrored-image', [
  {
    what: 'an init container is looked at',
    change: set(dmzSet, [...podSpec, 'initContainers', 0, 'image'], 'registry.k8s.io/kube-apiserver:v1.30.2'),
    finding: `error mirrored-image fsn1: ${dmzSet}, spec.template.spec.initContainers[0].image: the image "registry.k8s.io/kube-apiserver:v1.30.2" comes from registry.k8s.io. ${mirrorRemedy} [${dmz}]`,
  },
  {
    what: 'an ephemeral container is looked at',
    change: set(dmzSet, [...podSpec, 'ephemeralContainers'], [{ name: 'shell', image: 'busybox:1.37' }]),
    finding: `error mirrored-image fsn1: ${dmzSet}, spec.template.spec.ephemeralContainers[0].image: the image "busybox:1.37" comes from docker.io, since it names no registry. ${mirrorRemedy} [${dmz}]`,
  },
  {
    what: 'a host that only begins like the mirror is another',
    change: set(dmzSet, [...podSpec, 'containers', 0, 'image'], `${mirror}.example.net/x:1`),
    finding: `error mirrored-image fsn1: ${dmzSet}, spec.template.spec.containers[0].image: the image "${mirror}.example.net/x:1" comes from ${mirror}.example.net. ${mirrorRemedy} [${dmz}]`,
  },
  {
    what: 'an image volume is an image',
    change: set(dmzSet, [...podSpec, 'volumes'], [{ name: 'v', image: { reference: 'quay.io/a/b:1' } }]),
    finding: `error mirrored-image fsn1: ${dmzSet}, spec.template.spec.volumes[0].image.reference: the image "quay.io/a/b:1" comes from quay.io. ${mirrorRemedy} [${dmz}]`,
  },
  {
    what: 'the image of a custom resource is looked at',
    change: add(
      rendered(kit, {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'Prometheus',
        metadata: { name: 'p', namespace: 'dmz' },
        spec: { image: 'quay.io/prometheus/prometheus:v3.0.0' },
      }),
    ),
    finding: `error mirrored-image fsn1: Prometheus dmz/p, spec.image: the image "quay.io/prometheus/prometheus:v3.0.0" comes from quay.io. ${mirrorRemedy} [${entry}]`,
  },
  {
    what: 'CoreDNS, which the vCluster pulls at run time, is looked at in the values',
    change: set(release54, [...values, 'controlPlane', 'coredns', 'deployment', 'image'], 'coredns/coredns:1.11.3'),
    finding: `error mirrored-image fsn1: ${release54}, spec.values.vcluster.controlPlane.coredns.deployment.image: the image "coredns/coredns:1.11.3" comes from docker.io, since it names no registry. ${mirrorRemedy} [${dmz}]`,
  },
  {
    what: 'so is the init container that rewrites hosts',
    change: set(
      release54,
      [...values, 'sync', 'toHost', 'pods', 'rewriteHosts', 'initContainer', 'image'],
      'library/alpine:3.20',
    ),
    finding: `error mirrored-image fsn1: ${release54}, spec.values.vcluster.sync.toHost.pods.rewriteHosts.initContainer.image: the image "library/alpine:3.20" comes from docker.io, since it names no registry. ${mirrorRemedy} [${dmz}]`,
  },
  {
    what: 'an image in parts is put together',
    change: set(release54, [...values, 'controlPlane', 'distro', 'k8s', 'apiServer', 'image'], {
      registry: 'registry.k8s.io',
      repository: 'kube-apiserver',
      tag: 'v1.30.2',
    }),
    finding: `error mirrored-image fsn1: ${release54}, spec.values.vcluster.controlPlane.distro.k8s.apiServer.image: the image "registry.k8s.io/kube-apiserver:v1.30.2" comes from registry.k8s.io. ${mirrorRemedy} [${dmz}]`,
  },
  {
    what: 'a vCluster puts nothing before a repository without a registry',
    change: set(release54, [...values, 'controlPlane', 'distro', 'k3s', 'image'], { repository: 'rancher/k3s' }),
    finding: `error mirrored-image fsn1: ${release54}, spec.values.vcluster.controlPlane.distro.k3s.image: the image "rancher/k3s" comes from docker.io, since it names no registry. ${mirrorRemedy} [${dmz}]`,
  },
  {
    what: 'another chart may put its registry before it: the rendered pods say',
    change: set('HelmRelease flux-system/bp-cilium', ['spec', 'values', 'operator'], {
      image: { repository: 'cilium/operator' },
    }),
  },
  {
    what: 'a repository of charts is no image',
    change: set('HelmRelease flux-system/bp-cilium', ['spec', 'values', 'chart'], {
      repository: 'https://charts.loft.sh',
      tag: '1',
    }),
  },
  {
    what: 'a placeholder in a ConfigMap is no image',
    change: add(rendered(kit, configMap('coredns', { 'coredns.yaml': 'image: {{.IMAGE}}' }))),
  },
  {
    what: 'an image that Flux looks at is not pulled',
    change: add(
      rendered(kit, {
        apiVersion: 'image.toolkit.fluxcd.io/v1',
        kind: 'ImageRepository',
        metadata: { name: 'i', namespace: 'flux-system' },
        spec: { image: 'ghcr.io/a/b' },
      }),
    ),
  },
]);

/** A workload of the kit, with these in its only container. */
function container(rest: object) {
  const containers = [{ name: 'x', image: `${mirror}/a/b:1`, ...rest }];
  return rendered(kit, workload('Deployment', { template: { spec: { containers } } }));
}

function customResource(spec: object) {
  const metadata = { name: 'x', namespace: 'dmz' };
  return rendered(kit, { apiVersion: 'example.com/v1', kind: 'Thing', metadata, spec: spec as never });
}

const inContainer = 'Deployment dmz/made-up, spec.template.spec.containers[0]';
const helper = 'quay.io/a/helper:1.2';
const foreign = (where: string, image = helper, from = 'quay.io') =>
  `error mirrored-image fsn1: ${where}: the image "${image}" comes from ${from}. ${mirrorRemedy} [${entry}]`;

testRows('mirrored-image where no container has it', [
  ...[
    [`--helper-image=${helper}`],
    ['--helper-image', helper],
    [`--reloader=${helper}`],
    [`kubectl run x --image ${helper}`],
    [`kubectl run x --image="${helper}" --restart=Never`],
    [`{"sidecarImage": "${helper}"}`],
  ].map((args) => ({
    what: `the argument ${args.join(' ')}`,
    change: add(container({ args })),
    finding: foreign(`${inContainer}.args[${args.length - 1}]`),
  })),
  {
    what: 'a script among the arguments',
    change: add(container({ args: ['-c', `# image: docker.io/a/b:1\nrun --image=${helper}\n`] })),
    finding: foreign(`${inContainer}.args[1]`),
  },
  {
    what: 'arguments that a chart made count as well',
    change: set(dmzSet, [...podSpec, 'containers', 0, 'args', 2], `--helper-image=${helper}`),
    finding: `error mirrored-image fsn1: ${dmzSet}, spec.template.spec.containers[0].args[2]: the image "${helper}" comes from quay.io. ${mirrorRemedy} [${dmz}]`,
  },
  ...[{ name: 'HELPER_IMAGE' }, { name: 'RELATED_IMAGE_HELPER' }, { name: 'RELOADER' }].map(({ name }) => ({
    what: `the variable ${name}`,
    change: add(container({ env: [{ name, value: helper }] })),
    finding: foreign(`${inContainer}.env[0].value`),
  })),
  {
    what: 'a variable with an image of no registry',
    change: add(container({ env: [{ name: 'HELPER_IMAGE', value: 'busybox:1.37' }] })),
    finding: foreign(`${inContainer}.env[0].value`, 'busybox:1.37', 'docker.io, since it names no registry'),
  },
  ...[
    { spec: { imageName: helper }, at: 'spec.imageName' },
    { spec: { sidecarImage: helper }, at: 'spec.sidecarImage' },
    { spec: { images: [helper] }, at: 'spec.images[0]' },
    { spec: { images: { helper } }, at: 'spec.images.helper' },
    { spec: { image: { repository: 'quay.io/a/helper', tag: 1.2 } }, at: 'spec.image' },
    { spec: { manifests: `kind: Pod\nspec:\n  image: ${helper}\n` }, at: 'spec.manifests' },
  ].map(({ spec, at }) => ({
    what: `${at} of a custom resource`,
    change: add(customResource(spec)),
    finding: foreign(`Thing dmz/x, ${at}`),
  })),
  ...[
    { key: 'HELPER_IMAGE', text: helper },
    { key: 'config.yaml', text: `containers:\n  - image: '${helper}'\n` },
    { key: 'app.properties', text: `a=b\nhelper.image = ${helper}\n` },
    { key: 'config.json', text: `{"helperImage":"${helper}","x":1}` },
  ].map(({ key, text }) => ({
    what: `a ConfigMap with ${key}`,
    change: add(rendered(kit, configMap('texts', { [key]: text }))),
    finding: foreign(`ConfigMap dmz/texts, data${/[.]/.test(key) ? `["${key}"]` : `.${key}`}`),
  })),
  {
    what: 'each image of a text',
    change: add(rendered(kit, configMap('texts', { x: `image: ${helper}\nimage: docker.io/a/b:2\n` }))),
    finding: [
      foreign('ConfigMap dmz/texts, data.x'),
      foreign('ConfigMap dmz/texts, data.x', 'docker.io/a/b:2', 'docker.io'),
    ],
  },
  {
    what: 'values that a release takes from a ConfigMap are read as its own are',
    change: both(
      set(release54, ['spec', 'valuesFrom'], [{ kind: 'ConfigMap', name: 'more' }]),
      add(
        moreValues(
          'vcluster:\n  coredns:\n    image: coredns/coredns:1.11.3\n  k3s:\n    image:\n      repository: rancher/k3s\n',
        ),
      ),
    ),
    finding: [
      foreign(
        'ConfigMap flux-system/more, data["values.yaml"].vcluster.coredns.image',
        'coredns/coredns:1.11.3',
        'docker.io, since it names no registry',
      ),
      foreign(
        'ConfigMap flux-system/more, data["values.yaml"].vcluster.k3s.image',
        'rancher/k3s',
        'docker.io, since it names no registry',
      ),
    ],
  },
  {
    what: 'so is one value of it',
    change: both(
      set(
        release54,
        ['spec', 'valuesFrom'],
        [{ kind: 'ConfigMap', name: 'more', targetPath: 'vcluster.coredns.image' }],
      ),
      add(moreValues('coredns/coredns:1.11.3')),
    ),
    finding: foreign(
      'ConfigMap flux-system/more, data["values.yaml"].vcluster.coredns.image',
      'coredns/coredns:1.11.3',
      'docker.io, since it names no registry',
    ),
  },
  {
    what: 'what is in the mirror, and what can be no image, is none',
    change: add(
      container({
        args: [
          ...[`--helper-image=${mirror}/a/helper:1`, '--image-pull-policy=Always', '--image-gc-high-threshold=80'],
          ...[
            '--images-dir=/var/images',
            '--endpoint=https://example.com/a:1',
            '--listen=example.com:8080',
            '-image',
            'x',
          ],
          ...['--image-service-endpoint=unix:///run/images.sock', '--host=example.com/a'],
        ],
        env: [
          { name: 'HCLOUD_IMAGE', value: 'ubuntu-22.04' },
          { name: 'IMAGE_CACHE', value: 'redis:6379' },
          { name: 'BACKGROUND_IMAGE', value: 'www.example.com/a.png' },
          { name: 'IMAGE_PULL_POLICY', value: 'IfNotPresent' },
        ],
      }),
      customResource({
        images: ['ubuntu'],
        imagePullPolicy: 'Always',
        source: { repository: 'git@github.com:a/b', tag: 'v1' },
      }),
      rendered(
        kit,
        configMap('texts', { a: '# image: quay.io/a/b:1\nx: $(IMAGE)\nimage: {{ .x }}\nimage: "%s"\n', b: 'image' }),
      ),
      rendered(kit, {
        ...{ apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization' },
        metadata: { name: 'x', namespace: 'flux-system', annotations: { image: helper } },
        spec: { images: [{ name: 'quay.io/a/b', newTag: '1' }] },
      }),
    ),
  },
  {
    what: 'a long text costs no more than its length',
    change: add(rendered(kit, configMap('texts', { x: `image${'a'.repeat(500_000)}image: ${'b'.repeat(500_000)}` }))),
  },
]);

testRows('pinned-image where no container has it', [
  {
    what: 'an argument without a tag, or with the latest, is a finding',
    change: add(container({ args: [`--helper-image=${mirror}/a/b`, `--image=${mirror}/a/b:latest`] })),
    finding: [
      `error pinned-image fsn1: ${inContainer}.args[0]: the image "${mirror}/a/b" has no tag, which means latest. ${pinRemedy} [${entry}]`,
      `error pinned-image fsn1: ${inContainer}.args[1]: the image "${mirror}/a/b:latest" is another one after each release. ${pinRemedy} [${entry}]`,
    ],
  },
  {
    what: 'an image in parts of a custom resource',
    change: add(customResource({ image: { repository: `${mirror}/a/b`, tag: 'latest' } })),
    finding: `error pinned-image fsn1: Thing dmz/x, spec.image: the image "${mirror}/a/b:latest" is another one after each release. ${pinRemedy} [${entry}]`,
  },
  {
    what: 'a repository has its tag elsewhere',
    change: add(container({ env: [{ name: 'IMAGE_REPOSITORY', value: `${mirror}/a/b` }] })),
  },
  {
    what: 'a tag of blanks is empty',
    change: set(release54, [...values, 'controlPlane', 'statefulSet', 'image', 'tag'], ' '),
    finding: `error pinned-image fsn1: ${release54}, spec.values.vcluster.controlPlane.statefulSet.image: the image "${mirror}/proxy-ghcr/loft-sh/vcluster: " has an empty tag. ${pinRemedy} [${dmz}]`,
  },
  {
    what: 'an image that is null is a finding',
    change: set(dmzSet, [...podSpec, 'containers', 0, 'image'], null),
    finding: `error pinned-image fsn1: ${dmzSet}, spec.template.spec.containers[0].image: no image is named. ${pinRemedy} [${dmz}]`,
  },
]);

function moreValues(text: string) {
  const metadata = { name: 'more', namespace: 'flux-system' };
  return rendered(kit, { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'values.yaml': text } });
}

testRows('pinned-image', [
  {
    what: 'an image without a tag is the latest',
    change: set(dmzSet, [...podSpec, 'containers', 0, 'image'], `${mirror}/a/b`),
    finding: `error pinned-image fsn1: ${dmzSet}, spec.template.spec.containers[0].image: the image "${mirror}/a/b" has no tag, which means latest. ${pinRemedy} [${dmz}]`,
  },
  {
    what: 'an empty tag is none',
    change: set(dmzSet, [...podSpec, 'containers', 0, 'image'], `${mirror}/a/b:`),
    finding: `error pinned-image fsn1: ${dmzSet}, spec.template.spec.containers[0].image: the image "${mirror}/a/b:" has an empty tag. ${pinRemedy} [${dmz}]`,
  },
  {
    what: 'latest is not pinned',
    change: set(dmzSet, [...podSpec, 'containers', 0, 'image'], `${mirror}/a/b:latest`),
    finding: `error pinned-image fsn1: ${dmzSet}, spec.template.spec.containers[0].image: the image "${mirror}/a/b:latest" is another one after each release. ${pinRemedy} [${dmz}]`,
  },
  {
    what: 'a container without an image is a finding',
    change: set(dmzSet, [...podSpec, 'containers', 0, 'image'], undefined),
    finding: `error pinned-image fsn1: ${dmzSet}, spec.template.spec.containers[0].image: no image is named. ${pinRemedy} [${dmz}]`,
  },
  {
    what: 'an image that the values empty is a finding, since the default would come back at run time',
    change: set(release54, [...values, 'controlPlane', 'coredns', 'deployment', 'image'], ''),
    finding: `error pinned-image fsn1: ${release54}, spec.values.vcluster.controlPlane.coredns.deployment.image: no image is named. ${pinRemedy} [${dmz}]`,
  },
  {
    what: 'a tag that the values empty is a finding',
    change: set(release54, [...values, 'controlPlane', 'statefulSet', 'image', 'tag'], ''),
    finding: `error pinned-image fsn1: ${release54}, spec.values.vcluster.controlPlane.statefulSet.image: the image "${mirror}/proxy-ghcr/loft-sh/vcluster:" has an empty tag. ${pinRemedy} [${dmz}]`,
  },
  {
    what: 'a tag beside an image in the values belongs to it',
    change: set('HelmRelease flux-system/bp-cilium', ['spec', 'values', 'x'], { image: `${mirror}/a/b`, tag: 1.1 }),
  },
  {
    what: 'the port of a registry is no tag',
    change: both(set(dmzSet, [...podSpec, 'containers', 0, 'image'], 'localhost:5000/a/b')),
    finding: [
      `error mirrored-image fsn1: ${dmzSet}, spec.template.spec.containers[0].image: the image "localhost:5000/a/b" comes from localhost:5000. ${mirrorRemedy} [${dmz}]`,
      `error pinned-image fsn1: ${dmzSet}, spec.template.spec.containers[0].image: the image "localhost:5000/a/b" has no tag, which means latest. ${pinRemedy} [${dmz}]`,
    ],
  },
  {
    what: 'a digest pins',
    change: set(dmzSet, [...podSpec, 'containers', 0, 'image'], `${mirror}/a/b@sha256:${'0'.repeat(64)}`),
  },
]);

const closedRemedy =
  'Leave the port to the cluster: a Service of type ClusterIP, reached through the mesh or a gateway.';
const dmzService = 'Service dmz/dmz-vcluster';

function service(name: string, spec: object) {
  return rendered(release('bp-cilium'), {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'kube-system' },
    spec: spec as never,
  });
}

/** A Service with a port on every node, beside the vCluster of dmz. */
function dmzDoor(selector: object, name = 'door') {
  const spec = { type: 'NodePort', selector, ports: [{ port: 443 }] } as never;
  return rendered(kit, { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'dmz' }, spec });
}

const doorFinding = `error closed-control-plane fsn1: Service dmz/door, spec.type: a Service of type NodePort opens a port of every node to the API server. ${closedRemedy} [${entry}]`;

function onHost(container: object) {
  return rendered(kit, workload('Deployment', { template: { spec: { hostNetwork: true, containers: [container] } } }));
}

testRows('closed-control-plane (A3, A5)', [
  {
    what: 'the API server of a vCluster behind a NodePort is a finding',
    change: set(dmzService, ['spec', 'type'], 'NodePort'),
    finding: `error closed-control-plane fsn1: ${dmzService}, spec.type: a Service of type NodePort opens a port of every node to the API server. ${closedRemedy} [${dmz}]`,
  },
  {
    what: 'a load balancer goes through node ports',
    change: set(dmzService, ['spec', 'type'], 'LoadBalancer'),
    finding: `error closed-control-plane fsn1: ${dmzService}, spec.type: a Service of type LoadBalancer opens a port of every node to the API server. ${closedRemedy} [${dmz}]`,
  },
  {
    what: 'a load balancer that is told to do without node ports is none of it',
    change: both(
      set(dmzService, ['spec', 'type'], 'LoadBalancer'),
      set(dmzService, ['spec', 'allocateLoadBalancerNodePorts'], false),
    ),
  },
  {
    what: 'a port that is not 0 is one, whatever the type',
    change: set(dmzService, ['spec', 'ports', 0, 'nodePort'], 30443),
    finding: `error closed-control-plane fsn1: ${dmzService}, spec.ports[0].nodePort: port 30443 of every node leads to the API server. ${closedRemedy} [${dmz}]`,
  },
  {
    what: 'clustermesh behind a NodePort is a finding',
    change: add(service('clustermesh-apiserver', { type: 'NodePort', ports: [{ port: 2379, nodePort: 32379 }] })),
    finding: `error closed-control-plane fsn1: Service kube-system/clustermesh-apiserver, spec.type: a Service of type NodePort opens a port of every node to clustermesh. ${closedRemedy} [${tree}/bootstrap-kit/01-cilium.yaml]`,
  },
  {
    what: 'etcd is known by its port',
    change: add(service('store', { type: 'NodePort', ports: [{ port: 2379 }] })),
    finding: `error closed-control-plane fsn1: Service kube-system/store, spec.type: a Service of type NodePort opens a port of every node to etcd. ${closedRemedy} [${tree}/bootstrap-kit/01-cilium.yaml]`,
  },
  {
    what: 'the API server of the host is known by its port',
    change: add(service('control', { type: 'NodePort', ports: [{ port: 443, targetPort: 6443 }] })),
    finding: `error closed-control-plane fsn1: Service kube-system/control, spec.type: a Service of type NodePort opens a port of every node to the API server. ${closedRemedy} [${tree}/bootstrap-kit/01-cilium.yaml]`,
  },
  {
    what: 'other Services may have a NodePort',
    change: add(service('ingress', { type: 'NodePort', ports: [{ port: 443, nodePort: 30443 }] })),
  },
  {
    what: 'a hostPort to the API server is a finding',
    change: set(dmzSet, [...podSpec, 'containers', 0, 'ports', 0, 'hostPort'], 8443),
    finding: `error closed-control-plane fsn1: ${dmzSet}, spec.template.spec.containers[0].ports[0].hostPort: port 8443 of its node leads to the API server. ${closedRemedy} [${dmz}]`,
  },
  {
    what: "the node's network is a finding too",
    change: set(dmzSet, [...podSpec, 'hostNetwork'], true),
    finding: `error closed-control-plane fsn1: ${dmzSet}, spec.template.spec.hostNetwork: on the node's network, its ports are those of the API server. ${closedRemedy} [${dmz}]`,
  },
  {
    what: 'the agent of the network may be on it',
    change: add(
      rendered(
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
    what: 'a Service that selects the pods of the API server by any of their labels is one',
    change: add(dmzDoor({ release: 'dmz-vcluster' })),
    finding: doorFinding,
  },
  {
    what: 'so is one that selects a pod by its name',
    change: add(dmzDoor({ 'statefulset.kubernetes.io/pod-name': 'dmz-vcluster-0' })),
    finding: doorFinding,
  },
  {
    what: 'a Service that selects other pods, or those of another namespace, is none',
    change: add(
      dmzDoor({ 'statefulset.kubernetes.io/pod-name': 'dmz-vcluster-x-0' }),
      dmzDoor({ release: 'dmz-vcluster', app: 'other' }, 'second'),
      service('third', { type: 'NodePort', selector: { release: 'dmz-vcluster' }, ports: [{ port: 443 }] }),
    ),
  },
  ...['apiserver', 'kube-apiserver-external', 'my-kube-api-server'].map((name) => ({
    what: `a Service of the name ${name} leads to an API server`,
    change: add(service(name, { type: 'NodePort', ports: [{ port: 443 }] })),
    finding: `error closed-control-plane fsn1: Service kube-system/${name}, spec.type: a Service of type NodePort opens a port of every node to the API server. ${closedRemedy} [${tree}/bootstrap-kit/01-cilium.yaml]`,
  })),
  {
    what: 'the API of metrics is another',
    change: add(service('keda-metrics-apiserver', { type: 'NodePort', ports: [{ port: 443 }] })),
  },
  ...['initContainers', 'ephemeralContainers'].map((list) => ({
    what: `a hostPort in ${list} is a finding`,
    change: set(dmzSet, [...podSpec, list], [{ name: 'x', image: `${mirror}/a/b:1`, ports: [{ hostPort: 8443 }] }]),
    finding: `error closed-control-plane fsn1: ${dmzSet}, spec.template.spec.${list}[0].ports[0].hostPort: port 8443 of its node leads to the API server. ${closedRemedy} [${dmz}]`,
  })),
  ...[
    { image: 'proxy-quay/coreos/etcd:v3.5.13', part: 'etcd' },
    { image: 'proxy-k8s/kube-apiserver:v1.30.2', part: 'the API server' },
    { image: 'proxy-quay/cilium/clustermesh-apiserver:v1.16.0', part: 'clustermesh' },
  ].map(({ image, part }) => ({
    what: `a pod on the node's network is of ${part} by its image alone`,
    change: add(onHost({ name: 'x', image: `${mirror}/${image}` })),
    finding: `error closed-control-plane fsn1: Deployment dmz/made-up, spec.template.spec.hostNetwork: on the node's network, its ports are those of ${part}. ${closedRemedy} [${entry}]`,
  })),
  {
    what: 'and by its command',
    change: add(onHost({ name: 'x', image: `${mirror}/a/b:1`, command: ['/usr/local/bin/kube-apiserver'] })),
    finding: `error closed-control-plane fsn1: Deployment dmz/made-up, spec.template.spec.hostNetwork: on the node's network, its ports are those of the API server. ${closedRemedy} [${entry}]`,
  },
]);

const leftRemedy =
  'Declare the substitute in the kit; where the text itself is meant, keep it in a script or in a file of a ConfigMap.';
const lookRemedy = 'Look whether the program means it; else declare the substitute in the kit.';

testRows('substituted', [
  {
    what: 'a value with ${ is a finding',
    change: set(release54, ['spec', 'values', 'host'], 'api.${FQDN}/x'),
    finding: `error substituted fsn1: ${release54}, spec.values.host: "\${FQDN}" is left after substitution. ${leftRemedy} [${dmz}]`,
  },
  {
    what: 'a key with ${ is one',
    change: set(dmzSet, ['metadata', 'labels', '${KEY}'], 'x'),
    finding: `error substituted fsn1: ${dmzSet}, metadata.labels["\${KEY}"]: "\${KEY}" is left after substitution. ${leftRemedy} [${dmz}]`,
  },
  {
    what: 'one that is never closed is one',
    change: set(release54, ['spec', 'values', 'host'], '${FQDN'),
    finding: `error substituted fsn1: ${release54}, spec.values.host: "\${FQDN" is left after substitution. ${leftRemedy} [${dmz}]`,
  },
  {
    what: 'in a file of a ConfigMap it may be meant: a warning',
    change: add(rendered(kit, configMap('scripts', { 'run.sh': 'echo ${HOME}' }))),
    finding: `warning substituted-program fsn1: ConfigMap dmz/scripts, data["run.sh"]: "\${HOME}" is left after substitution. ${lookRemedy} [${entry}]`,
  },
  {
    what: 'in a script among the values it may be meant: a warning',
    change: set(release54, ['spec', 'values', 'script'], 'set -e\necho ${HOME}\n'),
    finding: `warning substituted-program fsn1: ${release54}, spec.values.script: "\${HOME}" is left after substitution. ${lookRemedy} [${dmz}]`,
  },
  {
    what: 'a value of a ConfigMap is no file',
    change: add(rendered(kit, configMap('values', { HOST: 'api.${FQDN}' }))),
    finding: `error substituted fsn1: ConfigMap dmz/values, data.HOST: "\${FQDN}" is left after substitution. ${leftRemedy} [${entry}]`,
  },
  ...[{ args: ['--home=${HOME}'] }, { command: ['run', '--home', '${HOME}'] }].map((rest) => ({
    what: `no shell reads ${JSON.stringify(rest)}`,
    change: add(container(rest)),
    finding: `error substituted fsn1: ${inContainer}.${'args' in rest ? 'args[0]' : 'command[2]'}: "\${HOME}" is left after substitution. ${leftRemedy} [${entry}]`,
  })),
  ...[
    { rest: { command: ['sh', '-ec', 'echo ${HOME}'] }, field: 'command[2]' },
    { rest: { command: ['bash', '-c'], args: ['echo ${HOME}'] }, field: 'args[0]' },
    { rest: { args: ['echo\n${HOME}'] }, field: 'args[0]' },
  ].map(({ rest, field }) => ({
    what: `a shell may read ${JSON.stringify(rest)}: a warning`,
    change: add(container(rest)),
    finding: `warning substituted-program fsn1: ${inContainer}.${field}: "\${HOME}" is left after substitution. ${lookRemedy} [${entry}]`,
  })),
  {
    what: 'a program may have variables that Flux has not',
    change: add(container({ args: ['--config=yaml:${env:HOME}'] })),
    finding: `warning substituted-program fsn1: ${inContainer}.args[0]: "\${env:HOME}" is left after substitution. ${lookRemedy} [${entry}]`,
  },
  {
    what: 'the command that a chart made is its own',
    change: set(dmzSet, [...podSpec, 'containers', 0, 'args', 0], '--home=${HOME}'),
  },
  {
    what: 'a name that a chart made is not',
    change: set(dmzSet, [...podSpec, 'serviceAccountName'], 'vc-${NAME}'),
    finding: `error substituted fsn1: ${dmzSet}, spec.template.spec.serviceAccountName: "\${NAME}" is left after substitution. ${leftRemedy} [${dmz}]`,
  },
  { what: 'a $ alone is none', change: set(release54, ['spec', 'values', 'price'], 'US$5 {x}') },
]);

testRows('unique-object', [
  {
    what: 'an object of two appliers is a finding',
    change: add(
      rendered(kit, {
        apiVersion: 'apps/v1beta1',
        kind: 'StatefulSet',
        metadata: { name: 'dmz-vcluster', namespace: 'dmz' },
      }),
    ),
    finding: `error unique-object fsn1: ${dmzSet}: it is declared 2 times, by HelmRelease flux-system/bp-dmz-vcluster and Kustomization flux-system/bootstrap-kit: each would undo the other. Declare it in one of them. [${dmz}]`,
  },
  {
    what: 'an object that one applier has twice is a finding',
    change: add(rendered(kit, configMap('twin', {})), rendered(kit, configMap('twin', {}))),
    finding: `error unique-object fsn1: ConfigMap dmz/twin: Kustomization flux-system/bootstrap-kit declares it 2 times. Declare it in one of them. [${entry}]`,
  },
  {
    what: 'the same name in another group is another object',
    change: add(
      rendered(kit, {
        apiVersion: 'example.com/v1',
        kind: 'Service',
        metadata: { name: 'dmz-vcluster', namespace: 'dmz' },
      }),
    ),
  },
]);

function secret(rest: object) {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', namespace: 'dmz' }, ...rest } as never;
}

function custom(spec: object) {
  return { apiVersion: 'example.com/v1', kind: 'Template', metadata: { name: 't', namespace: 'dmz' }, spec } as never;
}

const mark = 'hmac-sha256:0123456789abcdef';
const sealed = `ENC[${mark}]`;
const sops = {
  age: [{ recipient: 'age1', enc: 'x' }],
  mac: 'ENC[x]',
  lastmodified: '2026-01-01T00:00:00Z',
  version: '3.9.0',
};

testRows('no-plain-secret', [
  {
    what: 'a Secret with data in the tree is a finding, of which the keys are named',
    change: add(rendered(kit, secret({ data: { token: 'fingerprint:2' }, stringData: { user: 'fingerprint:3' } }))),
    finding: `error no-plain-secret fsn1: Secret dmz/s: who reads the repository reads data.token, stringData.user. Encrypt it with SOPS, or let an ExternalSecret fetch it; then change what was in it. [${entry}]`,
  },
  { what: 'a Secret without data is none', change: add(rendered(kit, secret({ data: {} }))) },
  {
    what: 'one that SOPS encrypted is none, with an empty value or without',
    change: add(rendered(kit, secret({ data: { token: sealed, empty: '' }, stringData: { other: sealed }, sops }))),
  },
  {
    what: 'a sops block does not help what is not encrypted, as with an encrypted_regex that matches nothing',
    change: add(rendered(kit, secret({ stringData: { token: mark, other: sealed }, sops }))),
    finding: `error no-plain-secret fsn1: Secret dmz/s: who reads the repository reads stringData.token. Encrypt it with SOPS, or let an ExternalSecret fetch it; then change what was in it. [${entry}]`,
  },
  {
    what: 'a sops block that SOPS did not write is a finding',
    change: add(rendered(kit, secret({ data: { token: sealed }, sops: {} }))),
    finding: `error no-plain-secret fsn1: Secret dmz/s, sops: its sops block has no mac, no lastmodified, no version, no key (age, pgp or another), so Flux cannot decrypt it. Encrypt it anew with SOPS, and commit what SOPS writes. [${entry}]`,
  },
  {
    what: 'a field that the API server does not know holds the value all the same',
    change: add(rendered(kit, secret({ StringData: { token: mark } }))),
    finding: `error no-plain-secret fsn1: Secret dmz/s: who reads the repository reads StringData.token. Encrypt it with SOPS, or let an ExternalSecret fetch it; then change what was in it. [${entry}]`,
  },
  {
    what: 'a Secret in a custom resource or in a text is a finding, a place for a value is none',
    change: add(
      rendered(
        kit,
        custom({ template: secret({ stringData: { a: mark, b: '{{ .password }}', c: '${PASSWORD_KEY}' } }) }),
      ),
    ),
    finding: [
      `error substituted fsn1: Template dmz/t, spec.template.stringData.c: "\${PASSWORD_KEY}" is left after substitution. Declare the substitute in the kit; where the text itself is meant, keep it in a script or in a file of a ConfigMap. [${entry}]`,
      `error no-plain-secret fsn1: Template dmz/t: who reads the repository reads spec.template.stringData.a. Encrypt it with SOPS, or let an ExternalSecret fetch it; then change what was in it. [${entry}]`,
    ],
  },
  {
    what: 'a Secret that stands in a text is a finding',
    change: add(rendered(kit, configMap('c', { text: `kind: Secret\nstringData: { a: ${mark} }` }))),
    finding: `error no-plain-secret fsn1: ConfigMap dmz/c: who reads the repository reads data.text. Encrypt it with SOPS, or let an ExternalSecret fetch it; then change what was in it. [${entry}]`,
  },
  {
    what: 'one that a chart makes is not in the repository',
    change: add(rendered(release('bp-cilium'), secret({ data: { token: 'fingerprint:2' } }))),
  },
]);

const hiddenProblem =
  'it comes out of a Secret, so it is hidden, and no rule can say that it is right. Write it in the tree, or take it from a ConfigMap; keep in Secrets what is secret alone.';
testRows('open-value', [
  {
    what: 'what rules would have to read is a finding',
    change: add(
      rendered(kit, {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'web', namespace: 'dmz', labels: { app: `x-${mark}` } },
        spec: { type: mark, ports: [{ port: 1, nodePort: mark }] },
      }),
    ),
    finding: ['metadata.labels.app', 'spec.type', 'spec.ports[0].nodePort'].map(
      (field) => `error open-value fsn1: Service dmz/web, ${field}: ${hiddenProblem} [${entry}]`,
    ),
  },
  {
    what: 'text for programs and people is none',
    change: both(
      add(rendered(kit, configMap('c', { a: mark }))),
      add(rendered(kit, custom({ a: mark }))),
      set(dmzSet, [...podSpec, 'containers', 0, 'args'], [`--token=${mark}`]),
    ),
  },
]);

const keptRemedy = 'Annotate it helm.sh/resource-policy: keep, or declare it in the slot.';
testRows('kept-namespace', [
  {
    what: 'a Namespace that goes with its release is a finding',
    change: set('Namespace dmz', ['metadata', 'annotations'], undefined),
    finding: `error kept-namespace fsn1: Namespace dmz: HelmRelease flux-system/bp-dmz-vcluster has targetNamespace dmz, and an uninstall would delete the Namespace with all that is in it. ${keptRemedy} [${dmz}]`,
  },
  {
    what: 'a Namespace below a Kustomization with targetNamespace is a finding',
    change: both(
      set('Kustomization flux-system/bootstrap-kit', ['spec', 'targetNamespace'], 'apps'),
      add(rendered(kit, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'apps' } })),
    ),
    finding: `error kept-namespace fsn1: Namespace apps: Kustomization flux-system/bootstrap-kit has targetNamespace apps, which kustomize writes over the Namespace's own name. Declare it under a Kustomization without targetNamespace. [${entry}]`,
  },
  {
    what: 'a Namespace that Helm makes before it installs is as it should be: it stays',
    change: set('Namespace dmz', ['metadata'], { name: 'dmz', labels: { name: 'dmz' } }),
  },
  {
    what: 'a Namespace below another Kustomization is as it should be',
    change: add(rendered(kit, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'apps' } })),
  },
]);

const dependsOn = ['spec', 'dependsOn', 0];
testRows('known-dependency', [
  {
    what: 'a release that is not there is a finding',
    change: set(release54, dependsOn, { name: 'bp-silium' }),
    finding: `error known-dependency fsn1: ${release54}, spec.dependsOn[0]: there is no HelmRelease flux-system/bp-silium, so it waits for ever. Name one that is in this region, or take the line out. [${dmz}]`,
  },
  {
    what: 'one in another namespace is another',
    change: set(release54, dependsOn, { name: 'bp-cilium', namespace: 'kube-system' }),
    finding: `error known-dependency fsn1: ${release54}, spec.dependsOn[0]: there is no HelmRelease kube-system/bp-cilium, so it waits for ever. Name one that is in this region, or take the line out. [${dmz}]`,
  },
  {
    what: 'a Kustomization of the name does not help a release',
    change: set(release54, dependsOn, { name: 'bootstrap-kit' }),
    finding: `error known-dependency fsn1: ${release54}, spec.dependsOn[0]: there is no HelmRelease flux-system/bootstrap-kit, so it waits for ever; Kustomization flux-system/bootstrap-kit is of another kind. Name a HelmRelease: Flux waits for its own kind alone. [${dmz}]`,
  },
  {
    what: 'a release of the name does not help a Kustomization',
    change: set('Kustomization flux-system/bootstrap-kit', dependsOn, { name: 'bp-cilium' }),
    finding: `error known-dependency fsn1: Kustomization flux-system/bootstrap-kit, spec.dependsOn[0]: there is no Kustomization flux-system/bp-cilium, so it waits for ever; HelmRelease flux-system/bp-cilium is of another kind. Name a Kustomization: Flux waits for its own kind alone. [${entry}]`,
  },
  {
    what: 'nothing waits for itself',
    change: set(release54, dependsOn, { name: 'bp-dmz-vcluster' }),
    finding: `error known-dependency fsn1: ${release54}, spec.dependsOn[0]: it waits for itself. Take the line out. [${dmz}]`,
  },
]);

testRows('known-dependency where something failed', [
  {
    what: 'a Kustomization that was not built may hold what is named, and the finding says so',
    change: both(set(release54, dependsOn, { name: 'bp-silium' }), fail(failedPart('Kustomization flux-system/apps'))),
    finding: [
      `error rendered fsn1: Kustomization flux-system/apps: kustomize: no such file. Write it. [${entry}]`,
      `error known-dependency fsn1: ${release54}, spec.dependsOn[0]: there is no HelmRelease flux-system/bp-silium in what was rendered; Kustomization flux-system/apps, which failed, may hold it. Mend that first; what it names then has to be in this region. [${dmz}]`,
    ],
  },
  {
    what: 'what waits for itself does so whatever failed',
    change: both(set(release54, dependsOn, { name: 'bp-dmz-vcluster' }), fail(failedPart(`${tree}/fsn1`))),
    finding: [
      `error rendered fsn1: ${tree}/fsn1: kustomize: no such file. Write it. [${entry}]`,
      `error known-dependency fsn1: ${release54}, spec.dependsOn[0]: it waits for itself. Take the line out. [${dmz}]`,
    ],
  },
]);

function failedPart(object: string): RenderProblem {
  return { kind: 'failed', object, field: '', problem: 'kustomize: no such file', remedy: 'Write it' };
}

function bare(apiVersion: string, kind: string) {
  return { apiVersion, kind, metadata: { name: 'x' } };
}

testRows('named-namespace', [
  ...(
    [
      ['v1', 'ConfigMap'],
      ['apps/v1', 'Deployment'],
      ['helm.toolkit.fluxcd.io/v2', 'HelmRelease'],
    ] as const
  ).map(([apiVersion, kind]) => ({
    what: `Flux refuses a ${kind} without a namespace`,
    change: add(rendered(kit, bare(apiVersion, kind))),
    finding: `error named-namespace fsn1: ${kind} x, metadata.namespace: it has no namespace, so Flux refuses all that its Kustomization applies. Write its namespace, or set targetNamespace of the Kustomization. [${entry}]`,
  })),
  {
    what: 'a kind without namespaces has none, and of other kinds it is not known',
    change: add(
      rendered(kit, bare('rbac.authorization.k8s.io/v1', 'ClusterRole')),
      rendered(kit, bare('example.com/v1', 'Thing')),
    ),
  },
]);

testRows('what the renderer says', [
  { what: 'a chart that could not be had is an error', change: fail(deadChart), finding: deadChartFinding },
  {
    what: 'a part that failed is an error, and what it may hold is not said to be missing',
    change: both(
      fail({
        kind: 'failed',
        object: `${tree}/fsn1`,
        field: '',
        problem: 'kustomize: no such file',
        remedy: 'Write it',
      }),
      remove('HelmRelease flux-system/bp-cilium'),
      remove(dmzSet),
    ),
    finding: `error rendered fsn1: ${tree}/fsn1: kustomize: no such file. Write it. [${entry}]`,
  },
  {
    what: 'a value of another type is a warning',
    change: fail({
      kind: 'changed-type',
      object: 'HelmRelease flux-system/bp-mgmt-vcluster',
      field: 'spec.values.port',
      problem: 'the string "123" becomes the number 123',
      remedy: 'Quote it',
    }),
    finding: `warning kept-type fsn1: HelmRelease flux-system/bp-mgmt-vcluster, spec.values.port: the string "123" becomes the number 123. Quote it. [${mgmt}]`,
  },
]);

describe('of the Sovereign as a whole', () => {
  test.each([
    { count: 1, words: '1 region' },
    { count: 2, words: '2 regions' },
  ])('$words are fewer than A1 asks for', ({ count, words }) => {
    const subject = madeUpSubject();
    const regions = subject.regions.slice(0, count);
    const few = {
      ...subject,
      regions,
      rendered: { ...subject.rendered, regions: subject.rendered.regions.slice(0, count) },
    };
    expect(findings(few)).toEqual([
      `warning three-regions -: Sovereign, regions: it has ${words}, and A1 asks for three. Add a region to its record, or live with the risk. [sovereigns/acme/sovereign.ts]`,
    ]);
  });

  test('a region of the record that was not rendered, and a rendered one that is not in the record, are errors', () => {
    const subject = madeUpSubject();
    const [first, second] = subject.rendered.regions;
    const regions = [first, second, { ...second, region: 'ash' }, second] as never;
    expect(findings({ ...subject, rendered: { ...subject.rendered, regions } })).toEqual([
      'error every-region -: region nbg1: the record has it, and nothing was rendered for it. Run nx sync, and render again. [sovereigns/acme/sovereign.ts]',
      'error every-region -: region ash: it was rendered, and the record has no such region. Run nx sync, and render again. [sovereigns/acme/sovereign.ts]',
      'error every-region -: region hel1: it was rendered twice. Run nx sync, and render again. [sovereigns/acme/sovereign.ts]',
    ]);
  });
});

test.each([
  { what: 'the source of a chart is in its slot', steps: [], value: undefined, file: dmz },
  {
    what: 'a slot that is no number names no file',
    steps: ['metadata', 'labels', 'catalyst.openova.io/slot'],
    value: '../x',
    file: entry,
  },
])('where to mend: $what', ({ steps, value, file }) => {
  const source = rendered(kit, {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'OCIRepository',
    metadata: { name: 'bp-dmz-vcluster', namespace: 'flux-system', labels: { x: '${Y}' } },
  });
  const change = steps.length === 0 ? add(source) : both(set(release54, steps, value), add(source));
  expect(review(changed(madeUpSubject(), ['fsn1'], change)).findings.map((one) => one.file)).toEqual([file]);
});

test('charts that a run lets miss are warnings', () => {
  const subject = changed(madeUpSubject(), ['fsn1'], fail(deadChart));
  const [finding, ...more] = review(subject, { allowed: ['missing-chart'] }).findings;
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ severity: 'warning', rule: 'found-chart' });
});
