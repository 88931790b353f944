import { addAll } from '@sovereign-fleet/domain';
import { printJson } from '@sovereign-fleet/go-text';
import { isHarmless, type RenderedRegion, type RenderProblem } from '@sovereign-fleet/renderer';
import type { NotCompared } from '../contract/change';
import { applierTitle, asApplier } from '../objects/object-id';

/** What a comparison of two renders has to leave out, so that what failed on one side never reads as deleted. */
export interface Omissions {
  /** The whole region cannot be compared. */
  readonly isWhole: boolean;
  /** Titles of Kustomizations and HelmReleases whose objects are left out, with all that those apply in turn. */
  readonly appliers: ReadonlySet<string>;
  /** By side, titles of what failed there: it may be missing on that side only because it failed. */
  readonly objects: { readonly before: ReadonlySet<string>; readonly after: ReadonlySet<string> };
  readonly notCompared: readonly NotCompared[];
}

/** The parts of a region that failed on either side, with all that they would have applied. */
export function omissionsOf(before: RenderedRegion, after: RenderedRegion): Omissions {
  const failures = failuresOf({ 'on the base': before, 'in the change': after });
  const parts = failures.filter(({ part }) => part !== '');
  const appliers = withAllBelow(new Set(parts.map(({ part }) => part)), [before, after]);
  return {
    isWhole: parts.length < failures.length,
    appliers,
    objects: { before: namesOfFailed(before), after: namesOfFailed(after) },
    notCompared: failures,
  };
}

function namesOfFailed({ problems }: RenderedRegion): ReadonlySet<string> {
  return new Set(problems.filter(hidesObjects).map(({ object }) => object));
}

/** What the API server refuses is rendered all the same, and a finding says that it is refused. */
function hidesObjects(problem: RenderProblem): boolean {
  return !isHarmless(problem) && problem.kind !== 'refused';
}

/** What failed for the same reason on both sides is told once. */
function failuresOf(regions: Readonly<Record<string, RenderedRegion>>): readonly NotCompared[] {
  const found = Object.entries(regions).flatMap(([side, { problems }]) =>
    problems
      .filter(hidesObjects)
      .map((problem) => ({ side, problem, key: printJson([problem.object, reasonOf(problem)]) })),
  );
  const keys = [...new Set(found.map(({ key }) => key))];
  return keys.flatMap((key) => {
    const alike = found.filter((one) => one.key === key);
    const sides = [...new Set(alike.map(({ side }) => side))].join(' and ');
    return alike
      .slice(0, 1)
      .map(({ problem }) => ({ part: partOf(problem), reason: `${sides}, ${reasonOf(problem)}` }));
  });
}

/**
 * A problem of neither a release nor a Kustomization may be one of the whole region: then nothing can be compared. What
 * is not followed makes its objects elsewhere, and the region is rendered without them.
 */
function partOf({ object, kind }: RenderProblem): string {
  const isPart = /^(HelmRelease|Kustomization) [^/\s]+\/\S+$/.test(object) || kind === 'not-followed';
  return isPart ? object : '';
}

function reasonOf({ object, problem, kind }: RenderProblem): string {
  return `${object} ${kind === 'failed' ? 'failed' : 'was not rendered'}: ${problem}`;
}

/** The titles, and those of all that these objects apply: it may apply more in turn. */
function withAllBelow(titles: ReadonlySet<string>, sides: readonly RenderedRegion[]): ReadonlySet<string> {
  if (titles.size === 0) return titles;
  const below = new Map<string, string[]>();
  for (const object of sides.flatMap(({ objects }) => objects)) {
    const own = asApplier(object);
    if (own === undefined) continue;
    const by = applierTitle(object.appliedBy);
    const applied = below.get(by) ?? [];
    applied.push(applierTitle(own));
    below.set(by, applied);
  }
  const all = new Set<string>();
  const open = [...titles];
  for (let title = open.pop(); title !== undefined; title = open.pop()) {
    if (all.has(title)) continue;
    all.add(title);
    addAll(open, below.get(title) ?? []);
  }
  return all;
}
