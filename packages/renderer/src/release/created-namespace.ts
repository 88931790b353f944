import type { HelmRelease } from '@sovereign-fleet/flux';
import type { RenderedObject } from '../contract/rendered';

/**
 * The Namespace that Helm makes before it installs: `install.createNamespace`, which helm-controller passes on only for
 * a release that names its targetNamespace. It is no part of the release: no post renderer sees it, no label says whose
 * it is, an uninstall leaves it.
 */
export function createdNamespace({ namespace, name, spec }: HelmRelease): readonly RenderedObject[] {
  const { install, targetNamespace } = spec;
  if (!install.createNamespace || targetNamespace === undefined) return [];
  const metadata = { name: targetNamespace, labels: { name: targetNamespace } };
  const appliedBy = { kind: 'HelmRelease', namespace, name } as const;
  return [{ appliedBy, namespace: '', object: { apiVersion: 'v1', kind: 'Namespace', metadata } }];
}

/** Those that are really made: Helm lets one be that is there, and what applies another of the name has its own way. */
export function missingNamespaces(
  created: readonly RenderedObject[],
  objects: readonly RenderedObject[],
): readonly RenderedObject[] {
  const there = new Set(objects.filter(({ object }) => object.kind === 'Namespace').map(nameOf));
  const byApplier = [...created].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  return byApplier.filter((one) => {
    const isNew = !there.has(nameOf(one));
    there.add(nameOf(one));
    return isNew;
  });
}

function nameOf({ object }: RenderedObject): string {
  return object.metadata.name;
}

function placeOf({ appliedBy: { namespace, name } }: RenderedObject): string {
  return `${namespace}/${name}`;
}
