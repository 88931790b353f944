import { apiGroups } from '@sovereign-fleet/flux';
import type { Applier, RenderedObject } from '@sovereign-fleet/renderer';
import { printJson } from '@sovereign-fleet/go-text';

/** Cluster, group, kind, namespace and name: what makes an object the same one, whatever the version of its API. */
export function objectId({ cluster, object, namespace }: RenderedObject): string {
  const elsewhere = cluster === undefined ? [] : [cluster];
  return printJson([apiGroup(object.apiVersion), object.kind, namespace, object.metadata.name, ...elsewhere]);
}

/** `apps` of `apps/v1`, '' of `v1`. */
export function apiGroup(apiVersion: string): string {
  const slash = apiVersion.lastIndexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** `StatefulSet dmz/dmz-vcluster`, `Namespace dmz`, `Service apps/web in the cluster of Secret flux-system/vc-mgmt`. */
export function objectTitle({ cluster, object, namespace }: RenderedObject): string {
  const place = namespace === '' ? '' : `${namespace}/`;
  const elsewhere = cluster === undefined ? '' : ` in the cluster of ${cluster}`;
  return `${object.kind} ${place}${object.metadata.name}${elsewhere}`;
}

/** `HelmRelease flux-system/bp-cilium`, as problems of the renderer name it. */
export function applierTitle({ kind, namespace, name }: Applier): string {
  return `${kind} ${namespace}/${name}`;
}

const applierGroups = { Kustomization: apiGroups.kustomize, HelmRelease: apiGroups.helm } as const;

/** The Applier that an object is, or undefined where it applies nothing: the Flux of a region reads its own cluster. */
export function asApplier({ cluster, object, namespace }: RenderedObject): Applier | undefined {
  const { kind, apiVersion, metadata } = object;
  if (cluster !== undefined) return undefined;
  if (kind !== 'Kustomization' && kind !== 'HelmRelease') return undefined;
  return apiGroup(apiVersion) === applierGroups[kind] ? { kind, namespace, name: metadata.name } : undefined;
}
