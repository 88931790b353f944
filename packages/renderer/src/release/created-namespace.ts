import type { HelmRelease } from '@sovereign-fleet/flux';
import type { RenderedObject } from '../contract/rendered';
import { targetCluster } from '../objects/target-cluster';

/**
 * The Namespace that Helm creates before it installs: `install.createNamespace`, which helm-controller passes on only
 * for a release with a targetNamespace. It is not a part of the release: post renderers do not see it, it has no label
 * of the release, and an uninstall leaves it.
 */
export function createdNamespace(release: HelmRelease): readonly RenderedObject[] {
  const { namespace, name } = release;
  const { install, targetNamespace } = release.spec;
  if (!install.createNamespace || targetNamespace === undefined) return [];
  const metadata = { name: targetNamespace, labels: { name: targetNamespace } };
  const appliedBy = { kind: 'HelmRelease', namespace, name } as const;
  const object = { apiVersion: 'v1', kind: 'Namespace', metadata };
  return [{ appliedBy, namespace: '', ...targetCluster(release), object }];
}

/** The Namespaces that Helm really creates. It leaves one that exists, and one that something else applies. */
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

function nameOf({ cluster, object }: RenderedObject): string {
  return JSON.stringify([cluster, object.metadata.name]);
}

function placeOf({ appliedBy: { namespace, name } }: RenderedObject): string {
  return `${namespace}/${name}`;
}
