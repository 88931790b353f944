import { groupOf, isJsonList, isJsonMap, type Json, type JsonMap } from '@sovereign-fleet/domain';
import type { KubernetesObject } from '../contract/rendered';

/**
 * The APIs that a CustomResourceDefinition brings, in the versions that it serves: `group/version`, with the kind
 * behind it, and with `Scale` where it has that subresource. Nothing of other objects.
 */
export function apisOfCrd({ apiVersion, kind, spec }: KubernetesObject): readonly string[] {
  if (kind !== 'CustomResourceDefinition' || groupOf(apiVersion) !== 'apiextensions.k8s.io') return [];
  const { group, names, versions } = mapOf(spec);
  const of = mapOf(names)['kind'];
  if (typeof group !== 'string' || typeof of !== 'string' || !isJsonList(versions)) return [];
  return versions.map(mapOf).flatMap(({ name, served, subresources }) => {
    if (typeof name !== 'string' || served !== true) return [];
    const api = `${group}/${name}`;
    return [api, `${api}/${of}`, ...(isJsonMap(mapOf(subresources)['scale']) ? [`${api}/Scale`] : [])];
  });
}

function mapOf(value: Json | undefined): JsonMap {
  return isJsonMap(value) ? value : {};
}
