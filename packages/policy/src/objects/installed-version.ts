import { fieldOf } from '@sovereign-fleet/domain';
import type { RenderedObject } from '@sovereign-fleet/renderer';
import { apiGroup } from './object-id';
import { valueAt } from './walk';

/** The version of Flux or of Kubernetes that an object brings to its cluster. */
export function installedBy({ object }: Pick<RenderedObject, 'object'>) {
  const { kind, apiVersion } = object;
  const group = apiGroup(apiVersion);
  const textAt = (...path: readonly string[]) => {
    const version = valueAt(object, ...path);
    return typeof version === 'string' ? { field: fieldOf(path), version } : undefined;
  };
  const plan = group === 'upgrade.cattle.io' && kind === 'Plan' ? textAt('spec', 'version') : undefined;
  if (plan !== undefined) return { ...plan, key: 'kubeVersion', what: 'Kubernetes' } as const;
  const instance = group === 'fluxcd.controlplane.io' && kind === 'FluxInstance';
  const url = kind === 'OCIRepository' ? valueAt(object, 'spec', 'url') : undefined;
  const isRelease = typeof url === 'string' && url.endsWith('/fluxcd/flux-manifests');
  const isPart = valueAt(object, 'metadata', 'labels', 'app.kubernetes.io/part-of') === 'flux' && kind === 'Deployment';
  const label = isPart ? textAt('metadata', 'labels', 'app.kubernetes.io/version') : undefined;
  const tag = isRelease ? textAt('spec', 'ref', 'tag') : undefined;
  const flux = instance ? textAt('spec', 'distribution', 'version') : (label ?? tag);
  return flux === undefined ? undefined : ({ ...flux, key: 'fluxVersion', what: 'Flux' } as const);
}
