// For tests: the kubeconfig of the mgmt vCluster of fsn1, and releases that are installed by it.
import type { Json } from '@sovereign-fleet/domain';
import type { RenderedObject } from '@sovereign-fleet/renderer';
import { add, type ChangeRegion, combine, set } from './example-change';
import { kit, release, renderedObject } from './example-subject';
import { objectTitle } from '../objects/object-id';

const rbac = 'rbac.authorization.k8s.io';
export const mgmtSet = 'StatefulSet mgmt/mgmt-vcluster';
export const app = 'HelmRelease flux-system/bp-app';

/** What makes the kubeconfig of the mgmt vCluster known: its ServiceAccount may write one Secret of a namespace. */
export function exportTo(namespace: string, rule: object = {}, roleKind = 'Role'): ChangeRegion {
  const by = release('bp-mgmt-vcluster');
  const metadata = { name: 'mgmt-vcluster-kubeconfig', namespace };
  const names = { apiGroups: [''], resources: ['secrets'], resourceNames: ['vc-mgmt'], verbs: ['patch'] };
  const rules = [{ ...names, ...rule }] as unknown as Json;
  const roleRef = { apiGroup: rbac, kind: roleKind, name: metadata.name };
  const subjects = [{ kind: 'ServiceAccount', name: 'vc-mgmt-vcluster', namespace: 'mgmt' }];
  const role = { apiVersion: `${rbac}/v1`, kind: roleKind, rules };
  const clusterWide = { ...role, metadata: { name: metadata.name } };
  return combine(
    set(mgmtSet, ['spec', 'template', 'spec', 'serviceAccountName'], 'vc-mgmt-vcluster'),
    add(
      renderedObject(by, roleKind === 'Role' ? { ...role, metadata } : clusterWide),
      renderedObject(by, { apiVersion: `${rbac}/v1`, kind: 'RoleBinding', metadata, roleRef, subjects }),
    ),
  );
}

/** A HelmRelease that goes into the cluster of this kubeconfig. */
export function install(
  secretRef: object = { name: 'vc-mgmt', key: 'config' },
  name = 'bp-app',
  namespace = 'flux-system',
): RenderedObject {
  return renderedObject(kit, {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name, namespace },
    spec: { chartRef: { kind: 'OCIRepository', name }, targetNamespace: 'apps', kubeConfig: { secretRef } as never },
  });
}

/** One object goes into another cluster. */
export function elsewhere(title: string): ChangeRegion {
  return (region) => ({
    ...region,
    objects: region.objects.map((one) => (objectTitle(one) === title ? { ...one, cluster: 'Secret a/b' } : one)),
  });
}
