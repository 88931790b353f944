import { printJson } from '@sovereign-fleet/go-text';
import type { RenderedObject } from '@sovereign-fleet/renderer';
import type { Breach } from '../contract/finding';
import { apiGroup, applierTitle } from '../objects/object-id';
import type { RegionUnderReview } from '../contract/region-under-review';
import type { RegionRule } from '../contract/rule';
import { valueAt } from '../objects/walk';

export const servedKind: RegionRule = {
  id: 'served-kind',
  severity: 'error',
  title: 'No custom resource is in the Kustomization that makes the release which brings its kind',
  fault: { one: 'kind is not there in time', many: 'kinds are not there in time', counts: 'findings' },
  why: 'Flux tries all objects of a Kustomization before it applies one: it never makes the release, nor the kind.',
  per: 'region',
  check: (region) => {
    const bringers = bringersOf(region.rendered.objects);
    return region.rendered.objects.flatMap((of) => breachOf(of, bringers.get(kindOf(of)) ?? [], region));
  },
};

/** Of each kind, what applies its CustomResourceDefinition. One beside it in a Kustomization is applied first. */
function bringersOf(objects: readonly RenderedObject[]): ReadonlyMap<string, readonly RenderedObject[]> {
  const found = new Map<string, RenderedObject[]>();
  for (const one of objects) {
    const { object, cluster } = one;
    if (object.kind !== 'CustomResourceDefinition' || cluster !== undefined) continue;
    const key = printJson([valueAt(object, 'spec', 'group'), valueAt(object, 'spec', 'names', 'kind')]);
    found.set(key, [...(found.get(key) ?? []), one]);
  }
  return found;
}

function kindOf({ object }: RenderedObject): string {
  return printJson([apiGroup(object.apiVersion), object.kind]);
}

function breachOf(
  of: RenderedObject,
  definitions: readonly RenderedObject[],
  { appliers }: RegionUnderReview,
): readonly Breach[] {
  const { appliedBy, cluster, object } = of;
  if (appliedBy.kind !== 'Kustomization' || cluster !== undefined || definitions.length === 0) return [];
  const makers = definitions.map((one) =>
    one.appliedBy.kind === 'HelmRelease' ? appliers.get(applierTitle(one.appliedBy)) : undefined,
  );
  const own = applierTitle(appliedBy);
  const isLate = makers.every((maker) => maker !== undefined && applierTitle(maker.appliedBy) === own);
  const [release] = definitions.map((one) => applierTitle(one.appliedBy));
  if (!isLate || release === undefined) return [];
  const problem = `${release} brings the kind ${object.kind}, and ${own} applies both`;
  const remedy = 'Put it into a Kustomization of its own that depends on the one with the release';
  return [{ at: of, problem, remedy }];
}
