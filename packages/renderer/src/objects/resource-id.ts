import { printJson } from '@sovereign-fleet/go-text';
import type { KubernetesObject } from '../contract/rendered';
import { scopesOf } from './scope';
import { namespaceOf } from './namespace-of';

/**
 * The id of an object that is there twice, as kustomize prints it. Two API versions of a kind are different objects.
 */
export function duplicateId(objects: readonly KubernetesObject[]): string | undefined {
  const isClusterScoped = scopesOf([]);
  const seen = new Set<string>();
  for (const object of objects) {
    const { apiVersion, kind, metadata } = object;
    const namespace = isClusterScoped(object) ? '' : namespaceOf(object, 'default');
    const key = printJson([apiVersion, kind, namespace, metadata.name]);
    if (seen.has(key)) return printResourceId(object);
    seen.add(key);
  }
  return undefined;
}

function printResourceId(object: KubernetesObject): string {
  const { apiVersion, kind, metadata } = object;
  const [version = '', group = '[noGrp]'] = apiVersion.split('/').reverse();
  return `${kind}.${version}.${group}/${metadata.name}.${namespaceOf(object, '[noNs]')}`;
}
