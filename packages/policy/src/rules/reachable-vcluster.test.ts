import type { JsonMap } from '@sovereign-fleet/domain';
import type { KubernetesObject } from '@sovereign-fleet/renderer';
import { add, combine, fail, remove, set, toCluster } from '../testing/example-change';
import { app, elsewhere, exportTo, install, mgmtSet } from '../testing/example-kubeconfig';
import { deadChart, deadChartFinding, entry, testRows } from '../testing/example-rows';
import { kit, renderedObject } from '../testing/example-subject';

function secretOf(kind: string, spec: JsonMap = {}, name = 'vc-mgmt'): KubernetesObject {
  return { apiVersion: 'external-secrets.io/v1', kind, metadata: { name, namespace: 'flux-system' }, spec };
}

const unwritten =
  'no vCluster of this region may write Secret flux-system/vc-mgmt, and nothing in the tree brings it. Have a ' +
  'vCluster export it there (exportKubeConfig.secret, and the right to write it), or bring it.';

function nobodyWrites(object = app): string {
  return `error reachable-vcluster fsn1: ${object}, spec.kubeConfig.secretRef: ${unwritten} [${entry}]`;
}

const bindingTitle = 'RoleBinding flux-system/mgmt-vcluster-kubeconfig';

const noMgmt =
  'error blocks-of-role fsn1: region fsn1: it is primary and has no StatefulSet of the mgmt vCluster. Set ' +
  `MGMT_VCLUSTER_ENABLED to "true" there: run nx sync, and look that the slot is in the tree. [${entry}]`;

testRows('reachable-vcluster: the kubeconfig', [
  { what: 'it is written where the release is', change: combine(exportTo('flux-system'), add(install())) },
  {
    what: 'it is written to another namespace',
    change: combine(exportTo('tools'), add(install())),
    finding:
      `error reachable-vcluster fsn1: ${app}, spec.kubeConfig.secretRef: ${mgmtSet} writes Secret vc-mgmt to tools, ` +
      'not to flux-system. Set exportKubeConfig.secret.namespace of the vCluster to flux-system, and let it write ' +
      `there. [${entry}]`,
  },
  {
    what: 'no vCluster has the right to write it',
    change: combine(exportTo('flux-system', { verbs: ['get', 'list', 'watch', 'create'] }), add(install())),
    finding: nobodyWrites(),
  },
  {
    what: 'the right is for something else',
    change: combine(exportTo('flux-system', { resources: ['configmaps'] }), add(install())),
    finding: nobodyWrites(),
  },
  {
    what: 'the right is that of another ServiceAccount',
    change: combine(
      exportTo('flux-system'),
      set(mgmtSet, ['spec', 'template', 'spec', 'serviceAccountName'], 'other'),
      add(install()),
    ),
    finding: nobodyWrites(),
  },
  {
    what: 'the right is that of a ServiceAccount of another namespace',
    change: combine(exportTo('flux-system'), set(bindingTitle, ['subjects', 0, 'namespace'], 'dmz'), add(install())),
    finding: nobodyWrites(),
  },
  {
    what: 'the right is that of a Role of another namespace',
    change: combine(
      exportTo('flux-system'),
      exportTo('tools'),
      remove('Role flux-system/mgmt-vcluster-kubeconfig'),
      remove('RoleBinding tools/mgmt-vcluster-kubeconfig'),
      add(install()),
    ),
    finding: nobodyWrites(),
  },
  {
    what: 'the right is in another cluster',
    change: combine(exportTo('flux-system'), elsewhere(bindingTitle), add(install())),
    finding: nobodyWrites(),
  },
  {
    what: 'who has the right is a vCluster in another cluster',
    change: combine(exportTo('flux-system'), elsewhere(mgmtSet), add(install())),
    finding: [noMgmt, nobodyWrites()],
  },
  {
    what: 'the right has no Role',
    change: combine(exportTo('flux-system'), remove('Role flux-system/mgmt-vcluster-kubeconfig'), add(install())),
    finding: nobodyWrites(),
  },
  {
    what: 'each release that waits for it is named',
    change: add(install(), install({ name: 'vc-mgmt', key: 'config' }, 'bp-other')),
    finding: [nobodyWrites(), nobodyWrites('HelmRelease flux-system/bp-other')],
  },
  {
    what: 'a right to all Secrets of the namespace is enough, since a vCluster has that in its own',
    change: combine(
      exportTo('mgmt', { resourceNames: undefined, verbs: ['*'], resources: ['*'], apiGroups: ['*'] }),
      add(install({ name: 'vc-mgmt', key: 'config' }, 'bp-app', 'mgmt')),
    ),
  },
  {
    what: 'the right may come from a ClusterRole',
    change: combine(exportTo('flux-system', {}, 'ClusterRole'), add(install())),
  },
  ...[
    secretOf('Secret'),
    secretOf('ExternalSecret'),
    secretOf('SealedSecret'),
    secretOf('ExternalSecret', { target: { name: 'vc-mgmt' } }, 'kubeconfig'),
  ].map((object) => ({
    what: `${object.kind} ${object.metadata.name} in the tree brings it`,
    change: add(install(), renderedObject(kit, object)),
  })),
  {
    what: 'an ExternalSecret that makes another one does not bring it',
    change: add(install(), renderedObject(kit, secretOf('ExternalSecret', { target: { name: 'other' } }))),
    finding: nobodyWrites(),
  },
  {
    what: 'a Secret of the vCluster itself does not bring it',
    change: add(install(), { ...renderedObject(kit, secretOf('Secret')), cluster: 'Secret flux-system/vc-mgmt' }),
    finding: nobodyWrites(),
  },
  {
    what: 'of a region that was not rendered whole nothing is said',
    change: combine(fail(deadChart), add(install())),
    finding: deadChartFinding,
  },
  {
    what: 'a vCluster that is in another cluster writes nothing here',
    change: combine(exportTo('flux-system'), add(install()), toCluster('bp-mgmt-vcluster', 'Secret flux-system/x')),
    finding: [noMgmt, nobodyWrites()],
  },
]);

testRows('reachable-vcluster: the key', [
  ...[
    { key: undefined, said: 'no key is given, so Flux looks for "value"' },
    { key: 'value', said: 'the key is "value"' },
  ].map(({ key, said }) => ({
    what: said,
    change: combine(exportTo('flux-system'), add(install({ name: 'vc-mgmt', key }))),
    finding:
      `error reachable-vcluster fsn1: ${app}, spec.kubeConfig.secretRef.key: ${said}, and ${mgmtSet} writes its ` +
      `kubeconfig under "config". Write key: config. [${entry}]`,
  })),
]);
