import type { JsonMap } from '@sovereign-fleet/domain';
import type { Applier, RenderedObject } from '@sovereign-fleet/renderer';
import { applierTitle, asApplier } from '../objects/object-id';
import type { RegionUnderReview } from '../contract/region-under-review';
import { mapsIn, valueAt } from '../objects/walk';

/** A state that something waits for: that Flux applies what an object holds, or that the object is ready. */
interface Wait {
  readonly title: string;
  readonly isReady: boolean;
}

/**
 * The titles from a dependency of an object back to that object, if the object can never be applied: what it waits for
 * waits for it. Flux applies an object once all that it depends on is ready, and once the Kustomization that it stands
 * in is applied. A Kustomization with `spec.wait` is ready once all that it applies is.
 */
export function waitCycle(region: RegionUnderReview, own: Applier, dependency: Applier): readonly string[] | undefined {
  const goal = applierTitle(own);
  const seen = new Set<string>();
  const find = (wait: Wait, way: readonly string[]): readonly string[] | undefined => {
    const key = `${wait.title} ${String(wait.isReady)}`;
    if (wait.title === goal && !wait.isReady) return way;
    if (seen.has(key)) return undefined;
    seen.add(key);
    for (const next of needsOf(region, wait)) {
      const found = find(next, next.title === way.at(-1) ? way : [...way, next.title]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const start = applierTitle(dependency);
  return find({ title: start, isReady: true }, [start]);
}

function needsOf({ appliers, rendered }: RegionUnderReview, { title, isReady }: Wait): readonly Wait[] {
  const of = appliers.get(title);
  if (of === undefined) return [];
  if (isReady) return [{ title, isReady: false }, ...(waitsForAll(of) ? childrenOf(title, rendered.objects) : [])];
  const applier = applierTitle(of.appliedBy);
  return [
    ...dependenciesOf(of).map((one) => ({ title: applierTitle(one), isReady: true })),
    ...(applier === title ? [] : [{ title: applier, isReady: false }]),
  ];
}

function waitsForAll({ object }: RenderedObject): boolean {
  return object.kind === 'Kustomization' && valueAt(object, 'spec', 'wait') === true;
}

function childrenOf(title: string, objects: readonly RenderedObject[]): readonly Wait[] {
  const children = objects
    .filter(({ appliedBy }) => applierTitle(appliedBy) === title)
    .flatMap((of) => asApplier(of) ?? []);
  return children
    .map(applierTitle)
    .filter((child) => child !== title)
    .map((child) => ({ title: child, isReady: true }));
}

/** What an object waits for by itself. An entry with `readyExpr` may be met though the object is not ready. */
function dependenciesOf(of: RenderedObject): readonly Applier[] {
  const own = asApplier(of);
  if (own === undefined) return [];
  const entries = mapsIn(valueAt(of.object, 'spec', 'dependsOn'));
  return entries.filter(({ readyExpr }) => readyExpr === undefined).map((entry) => dependencyOf(entry, own));
}

/** Flux looks in the namespace of the object itself when none is given, and for its own kind alone. */
export function dependencyOf({ name, namespace }: JsonMap, own: Applier): Applier {
  return {
    kind: own.kind,
    name: typeof name === 'string' ? name : '',
    namespace: typeof namespace === 'string' && namespace !== '' ? namespace : own.namespace,
  };
}
