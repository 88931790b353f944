import { isJsonList, isJsonMap, type Json, type JsonMap } from '@sovereign-fleet/domain';
import type { KubernetesObject, RenderedObject } from '@sovereign-fleet/renderer';
import { apiGroup } from '../objects/object-id';
import { mapsIn, valueAt } from '../objects/walk';

export interface SecretName {
  readonly namespace: string;
  readonly name: string;
}

/** A workload whose ServiceAccount may change a Secret. */
export interface SecretWriter {
  readonly workload: RenderedObject;
  /** The Secrets that its rights name; undefined where they are for all Secrets of the namespace. */
  readonly names: readonly string[] | undefined;
  readonly namespace: string;
}

/**
 * Which Secrets these workloads may change, by the Roles and ClusterRoles that are bound to their ServiceAccounts in a
 * namespace. What a vCluster exports stands in a Secret, which is hidden here. These rights say it too: without them it
 * could not write its kubeconfig there.
 */
export function secretWriters(
  workloads: readonly RenderedObject[],
  objects: readonly RenderedObject[],
): readonly SecretWriter[] {
  const rbac = objects.filter(({ object, cluster }) => cluster === undefined && apiGroup(object.apiVersion) === group);
  const bindings = rbac.filter(({ object }) => object.kind === 'RoleBinding');
  return workloads.flatMap((workload) =>
    bindings
      .filter((binding) => isBoundTo(binding, workload))
      .flatMap((binding) => {
        const rules = mapsIn(roleOf(binding, rbac)?.['rules']).filter(isForChange);
        return rules.map((rule) => ({ workload, names: namesIn(rule), namespace: binding.namespace }));
      }),
  );
}

/** Whether its rights are for this Secret. */
export function mayWrite({ names, namespace }: SecretWriter, secret: SecretName): boolean {
  return namespace === secret.namespace && (names === undefined || names.includes(secret.name));
}

const group = 'rbac.authorization.k8s.io';

function isBoundTo({ object }: RenderedObject, { namespace, object: workload }: RenderedObject): boolean {
  const account = valueAt(workload, 'spec', 'template', 'spec', 'serviceAccountName');
  return mapsIn(object['subjects']).some((subject) => {
    return subject['kind'] === 'ServiceAccount' && subject['name'] === account && subject['namespace'] === namespace;
  });
}

function roleOf(binding: RenderedObject, rbac: readonly RenderedObject[]): KubernetesObject | undefined {
  const reference = valueAt(binding.object, 'roleRef');
  if (!isJsonMap(reference)) return undefined;
  const namespace = reference['kind'] === 'Role' ? binding.namespace : '';
  return rbac.find(({ object, namespace: own }) => {
    return object.kind === reference['kind'] && object.metadata.name === reference['name'] && own === namespace;
  })?.object;
}

function isForChange({ apiGroups, resources, verbs }: JsonMap): boolean {
  return has(apiGroups, ['', '*']) && has(resources, ['secrets', '*']) && has(verbs, ['patch', 'update', '*']);
}

function has(list: Json | undefined, wanted: readonly string[]): boolean {
  return textsIn(list).some((one) => wanted.includes(one));
}

function namesIn({ resourceNames }: JsonMap): readonly string[] | undefined {
  const names = textsIn(resourceNames);
  return names.length === 0 ? undefined : names;
}

function textsIn(list: Json | undefined): readonly string[] {
  return isJsonList(list) ? list.filter((one) => typeof one === 'string') : [];
}
