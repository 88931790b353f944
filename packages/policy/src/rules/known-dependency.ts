import type { JsonMap } from '@sovereign-fleet/domain';
import type { Applier, RenderedObject, RenderProblem } from '@sovereign-fleet/renderer';
import type { Breach } from '../contract/finding';
import { applierTitle, asApplier } from '../objects/object-id';
import { dependencyOf, waitCycle } from '../region/wait-cycle';
import type { RegionUnderReview } from '../contract/region-under-review';
import type { RegionRule } from '../contract/rule';
import { mapsIn, valueAt } from '../objects/walk';

export const knownDependency: RegionRule = {
  id: 'known-dependency',
  severity: 'error',
  title: 'dependsOn names an object of the same kind that is in the region',
  fault: { one: 'dependency is not met', many: 'dependencies are not met', counts: 'findings' },
  why: 'Flux waits for what is never there, so the object is never applied.',
  per: 'region',
  check: (region) => {
    const failed = region.rendered.problems.filter(({ kind, object }) => kind === 'failed' && !isRelease(object));
    return region.rendered.objects.flatMap((of) => breachesOf(region, of, failed));
  },
};

function isRelease(object: string): boolean {
  return object.startsWith('HelmRelease ');
}

function breachesOf(
  region: RegionUnderReview,
  of: RenderedObject,
  failed: readonly RenderProblem[],
): readonly Breach[] {
  const own = asApplier(of);
  if (own === undefined) return [];
  return mapsIn(valueAt(of.object, 'spec', 'dependsOn')).flatMap((dependency, index) => {
    const named = dependencyOf(dependency, own);
    if (applierTitle(named) === applierTitle(own)) {
      return [{ at: of, field: fieldOf(index), problem: 'it waits for itself', remedy: 'Take the line out' }];
    }
    const cycle = cycleBreach(region, own, { named, entry: dependency });
    if (cycle !== undefined) return [{ at: of, field: fieldOf(index), ...cycle }];
    if (region.appliers.has(applierTitle(named))) return [];
    const missing = failed.length === 0 ? unknownDependency(region, named) : unrenderedDependency(named, failed);
    return missing === undefined ? [] : [{ at: of, field: fieldOf(index), ...missing }];
  });
}

function fieldOf(index: number): string {
  return `spec.dependsOn[${index}]`;
}

/** What it waits for waits for it. An entry with `readyExpr` may be met before. */
function cycleBreach(
  region: RegionUnderReview,
  own: Applier,
  { named, entry }: { readonly named: Applier; readonly entry: JsonMap },
): Pick<Breach, 'problem' | 'remedy'> | undefined {
  const cycle = entry['readyExpr'] === undefined ? waitCycle(region, own, named) : undefined;
  if (cycle === undefined) return undefined;
  const way = [applierTitle(own), ...cycle].join(' → ');
  const problem = `what it waits for waits for it, so neither is ever applied: ${way}`;
  return { problem, remedy: 'Take one of these dependencies out' };
}

function unknownDependency({ appliers }: RegionUnderReview, named: Applier): Pick<Breach, 'problem' | 'remedy'> {
  const other = { ...named, kind: named.kind === 'HelmRelease' ? 'Kustomization' : 'HelmRelease' } as const;
  const problem = `there is no ${applierTitle(named)}, so it waits for ever`;
  if (!appliers.has(applierTitle(other))) {
    return { problem, remedy: 'Name one that is in this region, or take the line out' };
  }
  return {
    problem: `${problem}; ${applierTitle(other)} is of another kind`,
    remedy: `Name a ${named.kind}: Flux waits for its own kind alone`,
  };
}

/**
 * A Kustomization that was not built may hold the object. Where something else failed nothing is known, and nothing
 * said.
 */
function unrenderedDependency(
  named: Applier,
  failed: readonly RenderProblem[],
): Pick<Breach, 'problem' | 'remedy'> | undefined {
  const parts = [...new Set(failed.map(({ object }) => object))];
  if (!parts.every((part) => part.startsWith('Kustomization '))) return undefined;
  const missing = `there is no ${applierTitle(named)} in what was rendered`;
  const problem = `${missing}; ${parts.join(', ')}, which failed, may hold it`;
  return { problem, remedy: 'Mend that first; what it names then has to be in this region' };
}
