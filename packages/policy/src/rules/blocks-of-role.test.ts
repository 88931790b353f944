import { add, combine, fail, remove, set, toCluster } from '../testing/example-change';
import { deadChart, deadChartFinding, dmz, dmzSet, entry, mgmt, testRows, tree } from '../testing/example-rows';
import { kit, renderedObject } from '../testing/example-subject';
import { type RenderProblem } from '@sovereign-fleet/renderer';

function vclusterIn(namespace: string, kind = 'StatefulSet', labels = {}) {
  const metadata = { name: 'another', namespace, labels: { app: 'vcluster', ...labels } };
  const nodeSelector = { 'openova.io/region': kind === 'Deployment' ? 'hz-hel-rtz-prod' : 'hz-fsn-rtz-prod' };
  const spec = { template: { spec: { nodeSelector } } };
  return renderedObject(kit, { apiVersion: 'apps/v1', kind, metadata, spec });
}

testRows('blocks-of-role (A4)', [
  {
    what: 'a vCluster that the role asks for and that is not there is a finding',
    change: remove('StatefulSet mgmt/mgmt-vcluster'),
    finding:
      'error blocks-of-role fsn1: region fsn1: it is primary and has no StatefulSet of the mgmt ' +
      'vCluster. Set MGMT_VCLUSTER_ENABLED to "true" there: run nx sync, and look that the slot is in ' +
      `the tree. [${entry}]`,
  },
  {
    what: 'a secondary region needs rtz',
    region: 'hel1',
    change: remove('StatefulSet rtz/rtz-vcluster'),
    finding:
      'error blocks-of-role hel1: region hel1: it is secondary and has no StatefulSet of the rtz ' +
      'vCluster. Set RTZ_VCLUSTER_ENABLED to "true" there: run nx sync, and look that the slot is in ' +
      `the tree. [${tree}/hel1/kustomization.yaml]`,
  },
  {
    what: 'a vCluster of another role is a finding, with the label as witness where the namespace has another name',
    change: add(vclusterIn('tenants', 'StatefulSet', { 'catalyst.openova.io/vcluster-role': 'rtz' })),
    finding:
      'error blocks-of-role fsn1: StatefulSet tenants/another: it is the rtz vCluster, and the region ' +
      `fsn1 is primary. Set RTZ_VCLUSTER_ENABLED to "false" there: run nx sync. [${entry}]`,
  },
  {
    what: 'the label of the namespace is a witness too',
    change: add(
      vclusterIn('tenants'),
      renderedObject(kit, {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'tenants', labels: { 'catalyst.openova.io/vcluster-role': 'rtz' } },
      }),
    ),
    finding:
      'error blocks-of-role fsn1: StatefulSet tenants/another: it is the rtz vCluster, and the region ' +
      `fsn1 is primary. Set RTZ_VCLUSTER_ENABLED to "false" there: run nx sync. [${entry}]`,
  },
  {
    what: 'a vCluster that runs as a Deployment is superfluous as well',
    region: 'hel1',
    change: add(vclusterIn('mgmt', 'Deployment')),
    finding:
      'error blocks-of-role hel1: Deployment mgmt/another: it is the mgmt vCluster, and the region ' +
      'hel1 is secondary. Set MGMT_VCLUSTER_ENABLED to "false" there: run nx sync. ' +
      `[${tree}/hel1/kustomization.yaml]`,
  },
  {
    what: 'a vCluster of no building block is a finding',
    change: add(vclusterIn('tenants')),
    finding:
      'error blocks-of-role fsn1: StatefulSet tenants/another: it is a vCluster, and neither its ' +
      'namespace nor a label says of which building block. Install it into mgmt, dmz or rtz, or label ' +
      `its namespace catalyst.openova.io/vcluster-role. [${entry}]`,
  },
  {
    what: 'two vClusters of one block are one too many',
    change: add(vclusterIn('dmz')),
    finding:
      'error blocks-of-role fsn1: region fsn1: 2 StatefulSets are vClusters of dmz: StatefulSet ' +
      `dmz/dmz-vcluster, StatefulSet dmz/another. Keep one of them. [${entry}]`,
  },
  {
    what: 'a label that says another block than the namespace is a finding',
    change: set('Namespace dmz', ['metadata', 'labels', 'catalyst.openova.io/vcluster-role'], 'rtz'),
    finding:
      'error blocks-of-role fsn1: StatefulSet dmz/dmz-vcluster: it is in the namespace dmz, and the ' +
      'label catalyst.openova.io/vcluster-role says "rtz". Write the same building block in both. ' +
      `[${dmz}]`,
  },
  {
    what: 'the etcd of a vCluster is not a vCluster',
    change: add(
      renderedObject(kit, {
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        metadata: { name: 'x-etcd', namespace: 'tenants', labels: { app: 'vcluster-etcd' } },
      }),
    ),
  },
  {
    what: 'a vCluster whose release was not rendered is not said to be missing',
    change: combine(remove(dmzSet), fail(deadChart)),
    finding: deadChartFinding,
  },
  {
    what: 'a release of something else that was not rendered excuses nothing',
    change: combine(remove('StatefulSet mgmt/mgmt-vcluster'), fail(deadChart)),
    finding: [
      deadChartFinding,
      'error blocks-of-role fsn1: region fsn1: it is primary and has no StatefulSet of the mgmt ' +
        'vCluster. Set MGMT_VCLUSTER_ENABLED to "true" there: run nx sync, and look that the slot is in ' +
        `the tree. [${entry}]`,
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
    change: combine(
      remove(dmzSet),
      remove('StatefulSet mgmt/mgmt-vcluster'),
      fail(held('suspended', 'Kustomization flux-system/bootstrap-kit')),
    ),
    finding: [
      `error blocks-of-role fsn1: region fsn1: ${noMgmt}: Kustomization flux-system/bootstrap-kit is ` +
        `suspended. Resume what is suspended. [${entry}]`,
      `error blocks-of-role fsn1: region fsn1: ${noDmz}: Kustomization flux-system/bootstrap-kit is ` +
        `suspended. Resume what is suspended. [${entry}]`,
      'warning not-suspended fsn1: Kustomization flux-system/bootstrap-kit, spec: it is suspended. See ' +
        `to it. [${entry}]`,
    ],
  },
  {
    what: 'a release that is suspended is not its block, whatever else failed',
    change: combine(
      remove(dmzSet),
      fail(held('suspended', 'HelmRelease flux-system/bp-dmz-vcluster'), {
        ...deadChart,
        object: 'HelmRelease flux-system/other',
      }),
    ),
    finding: [
      `error found-chart fsn1: HelmRelease flux-system/other: ${deadChart.problem}. ${deadChart.remedy}. [${entry}]`,
      `error blocks-of-role fsn1: region fsn1: ${noDmz}: HelmRelease flux-system/bp-dmz-vcluster is ` +
        `suspended. Resume what is suspended. [${entry}]`,
      `warning not-suspended fsn1: HelmRelease flux-system/bp-dmz-vcluster, spec: it is suspended. See to it. [${dmz}]`,
    ],
  },
  {
    what: 'a release that goes to another cluster does not give its block',
    change: combine(
      set('HelmRelease flux-system/bp-dmz-vcluster', ['spec', 'kubeConfig'], { configMapRef: { name: 'edge' } }),
      toCluster('bp-dmz-vcluster', 'ConfigMap flux-system/edge'),
    ),
    finding:
      `error blocks-of-role fsn1: region fsn1: ${noDmz}: HelmRelease flux-system/bp-dmz-vcluster is ` +
      `for another cluster. Take spec.kubeConfig out: a block runs on its own region. [${entry}]`,
  },
  {
    what: 'a release into another cluster is not taken for that of the block whose name its namespace has',
    change: combine(
      remove(dmzSet),
      set('HelmRelease flux-system/bp-cilium', ['spec', 'targetNamespace'], 'dmz'),
      set('HelmRelease flux-system/bp-cilium', ['spec', 'kubeConfig'], { configMapRef: { name: 'edge' } }),
    ),
    finding:
      `error blocks-of-role fsn1: region fsn1: ${noDmz}. Set DMZ_VCLUSTER_ENABLED to "true" there: run nx sync, and ` +
      `look that the slot is in the tree. [${entry}]`,
  },
  {
    what: 'a Kustomization for another cluster may hold the block',
    change: combine(remove(dmzSet), fail(held('other-cluster', 'Kustomization flux-system/bootstrap-kit'))),
    finding: [
      `error blocks-of-role fsn1: region fsn1: ${noDmz}: Kustomization flux-system/bootstrap-kit is for another ` +
        `cluster. Take spec.kubeConfig out: a block runs on its own region. [${entry}]`,
      'warning this-cluster fsn1: Kustomization flux-system/bootstrap-kit, spec: it is for another cluster. See to ' +
        `it. [${entry}]`,
    ],
  },
  {
    what: 'a suspended release of something else is only a warning',
    change: fail(held('suspended', 'HelmRelease flux-system/bp-cilium')),
    finding:
      'warning not-suspended fsn1: HelmRelease flux-system/bp-cilium, spec: it is suspended. See to ' +
      `it. [${tree}/bootstrap-kit/01-cilium.yaml]`,
  },
  {
    what: 'a vCluster without replicas does not run',
    change: set(dmzSet, ['spec', 'replicas'], 0),
    finding:
      `error blocks-of-role fsn1: ${dmzSet}, spec.replicas: it is the dmz vCluster, and with 0 ` +
      `replicas it does not run. Give it one or more: the role asks for it. [${dmz}]`,
  },
  {
    what: 'the Kustomization that Flux begins with may be suspended as well',
    change: set('Kustomization flux-system/flux-system', ['spec', 'suspend'], true),
    finding: [
      `error blocks-of-role fsn1: ${dmzSet}: Kustomization flux-system/flux-system is suspended. ` +
        `Resume what is suspended. [${dmz}]`,
      'error blocks-of-role fsn1: StatefulSet mgmt/mgmt-vcluster: Kustomization ' +
        `flux-system/flux-system is suspended. Resume what is suspended. [${mgmt}]`,
    ],
  },
  {
    what: 'the Kustomization that Flux begins with may be for another cluster',
    change: set('Kustomization flux-system/flux-system', ['spec', 'kubeConfig'], { secretRef: { name: 'x' } }),
    finding: [
      `error blocks-of-role fsn1: ${dmzSet}: Kustomization flux-system/flux-system is for another ` +
        `cluster. Take spec.kubeConfig out: a block runs on its own region. [${dmz}]`,
      'error blocks-of-role fsn1: StatefulSet mgmt/mgmt-vcluster: Kustomization ' +
        'flux-system/flux-system is for another cluster. Take spec.kubeConfig out: a block runs on its ' +
        `own region. [${mgmt}]`,
    ],
  },
]);
