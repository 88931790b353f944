import type { RenderedObject, RenderProblem } from '@sovereign-fleet/renderer';
import { applierTitle } from '../objects/object-id';
import type { RegionUnderReview } from './region-under-review';
import { roleLabel } from './vcluster-workload';
import { isMap, valueAt } from '../objects/walk';

/** What Flux leaves alone, or applies to another cluster, that would hold a building block: why the block is not there. */
export interface HeldBack {
  readonly title: string;
  readonly why: 'is suspended' | 'is for another cluster';
}

/** Whether the problem is that of a release of the block, of another release, or of what may hold releases. */
export function holds(
  { appliers }: RegionUnderReview,
  { object }: RenderProblem,
  block: string,
): 'the block' | 'another' | 'anything' {
  const release = appliers.get(object);
  if (release?.object.kind !== 'HelmRelease') return 'anything';
  const isOfBlock =
    release.object.metadata.labels?.[roleLabel] === block ||
    valueAt(release.object, 'spec', 'targetNamespace') === block;
  return isOfBlock ? 'the block' : 'another';
}

/** Releases of a block that are held back; where there are none, the Kustomizations that may hold one. */
export function heldBack(region: RegionUnderReview, block: string): readonly HeldBack[] {
  const problems = region.rendered.problems.filter(({ kind }) => kind === 'suspended' || kind === 'other-cluster');
  const own = problems.filter((problem) => holds(region, problem, block) === 'the block');
  const found = own.length > 0 ? own : problems.filter((problem) => holds(region, problem, block) === 'anything');
  return found.map(({ object, kind }) => ({
    title: object,
    why: kind === 'suspended' ? 'is suspended' : 'is for another cluster',
  }));
}

/**
 * What holds back an object that was rendered: one of those that apply it, and that apply them in turn. The renderer
 * leaves out what these apply, but for the Kustomization that Flux begins with, which applies itself.
 */
export function holderOf({ appliers }: RegionUnderReview, of: RenderedObject): HeldBack | undefined {
  const seen = new Set<string>();
  for (let title = applierTitle(of.appliedBy); !seen.has(title);) {
    seen.add(title);
    const applier = appliers.get(title);
    if (applier === undefined) return undefined;
    if (valueAt(applier.object, 'spec', 'suspend') === true) return { title, why: 'is suspended' };
    if (isMap(valueAt(applier.object, 'spec', 'kubeConfig'))) return { title, why: 'is for another cluster' };
    title = applierTitle(applier.appliedBy);
  }
  return undefined;
}
