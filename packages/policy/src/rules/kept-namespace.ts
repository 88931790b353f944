import { isJsonMap, type JsonMap } from '@sovereign-fleet/domain';
import { fluxKeys } from '@sovereign-fleet/flux';
import type { Applier, RenderedObject } from '@sovereign-fleet/renderer';
import type { Breach } from '../contract/finding';
import { applierTitle } from '../objects/object-id';
import type { RegionUnderReview } from '../contract/region-under-review';
import type { RegionRule } from '../contract/rule';

export const keptNamespace: RegionRule = {
  id: 'kept-namespace',
  severity: 'error',
  title: 'No Namespace is declared below a targetNamespace, unless Helm is told to keep it',
  fault: {
    one: 'Namespace is declared below a targetNamespace',
    many: 'Namespaces are declared below a targetNamespace',
    counts: 'findings',
  },
  why: 'Helm removes the Namespace with its release, and with it everything that is in it.',
  per: 'region',
  check: (region) =>
    region.rendered.objects
      .filter(({ object }) => object.kind === 'Namespace' && object.apiVersion === 'v1')
      .flatMap((of) => breachesOf(region, of)),
};

function breachesOf(region: RegionUnderReview, of: RenderedObject): readonly Breach[] {
  const { kind } = of.appliedBy;
  const target = specOfApplier(region, of.appliedBy)['targetNamespace'];
  // Helm installs into targetNamespace and lets a Namespace of the chart be, but takes it away with the release.
  if (typeof target !== 'string' || (kind === 'HelmRelease' && (isKept(of) || isCreated(of)))) return [];
  const by = `${applierTitle(of.appliedBy)} has targetNamespace ${target}`;
  if (kind === 'HelmRelease') {
    const problem = `${by}, and an uninstall would delete the Namespace with all that is in it`;
    return [{ at: of, problem, remedy: 'Annotate it helm.sh/resource-policy: keep, or declare it in the slot' }];
  }
  const problem = `${by}, which kustomize writes over the Namespace's own name`;
  return [{ at: of, problem, remedy: 'Declare it under a Kustomization without targetNamespace' }];
}

/** The spec of the object of Flux that applies another, or {} where it is not in the render itself. */
function specOfApplier({ appliers }: RegionUnderReview, applier: Applier): JsonMap {
  const spec = appliers.get(applierTitle(applier))?.object['spec'];
  return isJsonMap(spec) ? spec : {};
}

function isKept({ object }: RenderedObject): boolean {
  return object.metadata.annotations?.['helm.sh/resource-policy'] === 'keep';
}

/** Whether Helm made it for `install.createNamespace`: what belongs to the release itself carries a label of Helm. */
function isCreated({ object }: RenderedObject): boolean {
  const labels = object.metadata.labels ?? {};
  return labels['name'] === object.metadata.name && labels[fluxKeys.releaseName] === undefined;
}
