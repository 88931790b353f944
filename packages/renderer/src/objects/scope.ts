import { groupOf, isClusterScoped } from '@sovereign-fleet/domain';
import type { KubernetesObject } from '../contract/rendered';

interface CustomResourceDefinition {
  readonly scope?: string;
  readonly group?: string;
  readonly names?: { readonly kind?: string };
}

/** Tells whether a kind has no namespace: by the lists above, or by a CustomResourceDefinition among the objects. */
export function scopesOf(objects: readonly KubernetesObject[]): (object: KubernetesObject) => boolean {
  const definitions = objects.filter(({ kind }) => kind === 'CustomResourceDefinition');
  const own = new Set(
    definitions
      .map(({ spec }) => (spec ?? {}) as CustomResourceDefinition) // looked at field by field
      .filter(({ scope }) => scope === 'Cluster')
      .map(({ group, names }) => `${group ?? ''}/${names?.kind ?? ''}`),
  );
  return ({ apiVersion, kind }) => {
    const group = groupOf(apiVersion);
    return isClusterScoped(group, kind) || own.has(`${group}/${kind}`);
  };
}
