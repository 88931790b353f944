import type { RenderedObject } from '@sovereign-fleet/renderer';
import { applierTitle, asApplier } from '../objects/object-id';
import type { Breach } from '../contract/finding';
import { dependencyOf } from '../region/wait-cycle';
import type { RegionUnderReview } from '../contract/region-under-review';
import type { RegionRule } from '../contract/rule';
import { mapsIn, valueAt } from '../objects/walk';

export const runningDependency: RegionRule = {
  id: 'running-dependency',
  severity: 'warning',
  title: 'dependsOn names nothing that is off in the region',
  fault: { one: 'dependency is off', many: 'dependencies are off', counts: 'findings' },
  why: 'Flux applies nothing of what is suspended, so what waits for it waits until somebody resumes it.',
  per: 'region',
  check: (region) => region.rendered.objects.flatMap((of) => breachesOf(region, of)),
};

function breachesOf({ appliers }: RegionUnderReview, of: RenderedObject): readonly Breach[] {
  const own = asApplier(of);
  if (own === undefined || isSuspended(of)) return [];
  return mapsIn(valueAt(of.object, 'spec', 'dependsOn')).flatMap((dependency, index) => {
    const named = dependencyOf(dependency, own);
    const object = appliers.get(applierTitle(named));
    if (object === undefined || !isSuspended(object)) return [];
    const problem = `${applierTitle(named)} is suspended here`;
    const remedy = 'Take the line out in this region, or resume what it names';
    return [{ at: of, field: `spec.dependsOn[${index}]`, problem, remedy }];
  });
}

function isSuspended({ object }: RenderedObject): boolean {
  return valueAt(object, 'spec', 'suspend') === true;
}
