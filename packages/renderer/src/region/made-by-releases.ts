import { groupOf, isJsonList, isJsonMap, type Json, type JsonMap } from '@sovereign-fleet/domain';
import { isFluxGroup, isHelmRelease, isKustomization } from '@sovereign-fleet/flux';
import { allAsked, type AskedApis } from '../cluster/asked-apis';
import { apisOfCrd } from '../cluster/crd-apis';
import { idOf, idOfObject } from '../objects/object-id';
import type { KubernetesObject, RenderedObject } from '../contract/rendered';
import type { ReleaseResult } from '../release/release-result';
import { namespaceOf } from '../objects/namespace-of';

/**
 * What the releases of a region make that Flux or other releases look at: Flux's own objects, ConfigMaps and Secrets
 * that values and variables come from, and CRDs that a chart asks for. Each is as it is in the cluster: with its
 * namespace, and Secrets with what they hold.
 */
export async function madeByReleases(
  results: readonly ReleaseResult[],
  applied: readonly KubernetesObject[],
): Promise<readonly RenderedObject[]> {
  const made = results.flatMap(({ objects }) => objects);
  const wanted = referredIds([...applied, ...made.map(({ object }) => object)]);
  const asked = allAsked(results.map((result) => result.asked));
  const found = await Promise.all(results.map((result) => lookedAt(result, wanted, asked)));
  return found.flat();
}

async function lookedAt(
  { objects, readPlain }: ReleaseResult,
  wanted: ReadonlySet<string>,
  asked: AskedApis,
): Promise<readonly RenderedObject[]> {
  const own = objects.filter(isInCluster).map(placeObject);
  const isLookedAt = ({ object }: RenderedObject): boolean =>
    isFluxGroup(groupOf(object.apiVersion)) || wanted.has(idOfObject(object)) || bringsAsked(object, asked);
  const seen = own.filter(isLookedAt);
  if (!seen.some(({ object }) => object.kind === 'Secret')) return seen;
  const ids = new Set(seen.map(({ object }) => idOfObject(object)));
  const plain = (await readPlain()).filter(isInCluster).map(placeObject);
  return plain.filter(({ object }) => ids.has(idOfObject(object)));
}

/** Another cluster is not this one, and a hook is there only if it is one of an installation. */
function isInCluster({ cluster, object }: RenderedObject): boolean {
  const hook = object.metadata.annotations?.['helm.sh/hook'];
  return cluster === undefined && (typeof hook !== 'string' || /(^|,)\s*(pre|post)-install\s*(,|$)/.test(hook));
}

function placeObject(one: RenderedObject): RenderedObject {
  const { namespace, object } = one;
  if (namespace === '' || typeof object.metadata['namespace'] === 'string') return one;
  return { ...one, object: { ...object, metadata: { ...object.metadata, namespace } } };
}

function bringsAsked(object: KubernetesObject, { names, others }: AskedApis): boolean {
  const apis = apisOfCrd(object);
  return others ? apis.length > 0 : apis.some((api) => names.includes(api));
}

/** The ids of all ConfigMaps and Secrets that Kustomizations and HelmReleases take values from. */
function referredIds(objects: readonly KubernetesObject[]): ReadonlySet<string> {
  return new Set(
    objects.flatMap((object) => {
      const spec = mapOf(object['spec']);
      const references = isHelmRelease(object)
        ? spec['valuesFrom']
        : isKustomization(object)
          ? mapOf(spec['postBuild'])['substituteFrom']
          : undefined;
      const namespace = namespaceOf(object, 'default');
      const list = isJsonList(references) ? references.filter(isJsonMap) : [];
      return list.flatMap(({ kind, name }) =>
        typeof kind === 'string' && typeof name === 'string' ? [idOf(kind, namespace, name)] : [],
      );
    }),
  );
}

function mapOf(value: Json | undefined): JsonMap {
  return isJsonMap(value) ? value : {};
}
