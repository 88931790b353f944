import { isFluxFrom } from '@sovereign-fleet/flux';
import type { Applier, KubernetesObject, RenderedObject, RenderProblem } from '../contract/rendered';
import { idOf } from '../objects/object-id';
import type { CheckedServer } from './object-check';
import { droppedField, toldViolation } from './told-violation';
import { namespaceOf } from '../objects/namespace-of';

/**
 * What the API server has against the objects that Flux would send to it. Nothing is said of what goes into another
 * cluster.
 */
export async function serverRefusals(
  objects: readonly RenderedObject[],
  { fluxVersion, checks }: CheckedServer,
): Promise<readonly RenderProblem[]> {
  const here = objects.filter(({ cluster }) => cluster === undefined);
  const own = here.map(({ object }) => object);
  const check = await checks.having(own);
  const isClientSide = clientSideReleases(own, fluxVersion);
  return here.flatMap(({ object, namespace, appliedBy }) => {
    const { violations, isOfKubernetes } = check(object);
    const isByHelm = appliedBy.kind === 'HelmRelease' && isClientSide(appliedBy);
    const by = isOfKubernetes ? 'Kubernetes' : 'its kind';
    return violations.map((found) => {
      const told = isByHelm && found.isUnknownField === true ? droppedField(found, by) : toldViolation(found, object);
      return { ...told, object: idOf(object.kind, namespaceOf(object, namespace), object.metadata.name) };
    });
  });
}

/**
 * Tells whether a release is applied by Helm itself and not on the server: then fields that a kind does not have are
 * dropped, and nobody hears of it. So it is with Helm 3, before helm-controller 1.5 of Flux 2.8, which creates objects,
 * of which the server takes what it knows. Of a Kustomization they are dropped before (typed-object.ts).
 */
function clientSideReleases(
  objects: readonly KubernetesObject[],
  fluxVersion: string | undefined,
): (release: Applier) => boolean {
  if (!isFluxFrom('2.8', fluxVersion)) return () => true;
  const found = objects.filter(({ kind, ...object }) => {
    if (kind !== 'HelmRelease') return false;
    const { install } = (object['spec'] ?? {}) as { readonly install?: { readonly serverSideApply?: unknown } };
    return install?.serverSideApply === false;
  });
  return ({ name, namespace }) =>
    found.some((object) => object.metadata.name === name && namespaceOf(object) === namespace);
}
