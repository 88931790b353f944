import { isJsonMap, vclusterRoleLabel } from '@sovereign-fleet/domain';
import type { RenderedObject, RenderProblem } from '@sovereign-fleet/renderer';
import { applierTitle } from '../objects/object-id';
import type { RegionUnderReview } from '../contract/region-under-review';
import { valueAt } from '../objects/walk';

/**
 * Why a building block is not there although it is in the tree: Flux leaves an object alone, or applies it elsewhere.
 */
export interface Hold {
  readonly title: string;
  readonly reason: 'is suspended' | 'is for another cluster';
}

/**
 * Whose problem it is: that of a release of the block, of another release, or of an object that may hold any release.
 */
export function ownerOfProblem(
  { appliers }: RegionUnderReview,
  { object }: RenderProblem,
  block: string,
): 'the block' | 'another' | 'anything' {
  const release = appliers.get(object);
  if (release?.object.kind !== 'HelmRelease') return 'anything';
  const isOfBlock =
    release.object.metadata.labels?.[vclusterRoleLabel] === block ||
    valueAt(release.object, 'spec', 'targetNamespace') === block;
  return isOfBlock ? 'the block' : 'another';
}

/** The holds on releases of a block; where there are none, those on Kustomizations that may hold such a release. */
export function holdsOnBlock(region: RegionUnderReview, block: string): readonly Hold[] {
  const problems = region.rendered.problems.filter(({ kind }) => kind === 'suspended' || kind === 'other-cluster');
  const own = problems.filter((problem) => ownerOfProblem(region, problem, block) === 'the block');
  const found =
    own.length > 0 ? own : problems.filter((problem) => ownerOfProblem(region, problem, block) === 'anything');
  return found.map(({ object, kind }) => ({
    title: object,
    reason: kind === 'suspended' ? 'is suspended' : 'is for another cluster',
  }));
}

/**
 * The hold on an object that was rendered: Flux leaves alone one of the objects that apply it, directly or not. The
 * renderer leaves out what such objects apply, except for the Kustomization that Flux begins with, which applies
 * itself.
 */
export function holdOnObject({ appliers }: RegionUnderReview, of: RenderedObject): Hold | undefined {
  const seen = new Set<string>();
  for (let title = applierTitle(of.appliedBy); !seen.has(title);) {
    seen.add(title);
    const applier = appliers.get(title);
    if (applier === undefined) return undefined;
    if (valueAt(applier.object, 'spec', 'suspend') === true) return { title, reason: 'is suspended' };
    if (isJsonMap(valueAt(applier.object, 'spec', 'kubeConfig'))) return { title, reason: 'is for another cluster' };
    title = applierTitle(applier.appliedBy);
  }
  return undefined;
}
