import { servedVersions } from '@sovereign-fleet/flux';
import { groupOf, isJsonList, isJsonMap, type Json } from '@sovereign-fleet/domain';
import type { KubernetesObject } from '../contract/rendered';
import type { ToldProblem } from '../contract/api-server';

/** Where it is known which API versions of a kind the cluster serves. */
export interface ServedKinds {
  /** Objects that are in the cluster by then, with CustomResourceDefinitions among them. */
  readonly objects: readonly KubernetesObject[];
  readonly fluxVersion: string | undefined;
}

/**
 * Why the cluster does not know the API version of an object: by the CustomResourceDefinition that the tree brings,
 * else by the version of Flux, for its own kinds. Nothing for kinds of which neither says anything.
 */
export function versionRefusal(
  object: KubernetesObject,
  { objects, fluxVersion }: ServedKinds,
): ToldProblem | undefined {
  const served = versionsInTree(object, objects) ?? servedVersions(object, fluxVersion);
  const [, version = ''] = object.apiVersion.split('/');
  if (served === undefined || served.includes(version)) return undefined;
  const problem =
    `no matches for kind "${object.kind}" in version "${object.apiVersion}"; with it Flux applies nothing more of ` +
    'its Kustomization';
  const remedy = `Write ${groupOf(object.apiVersion)}/${served[0] ?? ''}`;
  return { kind: 'refused', field: 'apiVersion', problem, remedy };
}

function versionsInTree(
  { apiVersion, kind }: KubernetesObject,
  objects: readonly KubernetesObject[],
): readonly string[] | undefined {
  const group = groupOf(apiVersion);
  const definition = objects.find(
    (object) =>
      object.kind === 'CustomResourceDefinition' &&
      isJsonMap(object['spec']) &&
      object['spec']['group'] === group &&
      isJsonMap(object['spec']['names']) &&
      object['spec']['names']['kind'] === kind,
  );
  const spec: Json | undefined = definition?.['spec'];
  const versions = isJsonMap(spec) && isJsonList(spec['versions']) ? spec['versions'] : undefined;
  return versions?.flatMap((one) =>
    isJsonMap(one) && one['served'] === true && typeof one['name'] === 'string' ? [one['name']] : [],
  );
}
