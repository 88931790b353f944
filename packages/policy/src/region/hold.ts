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
  return isOfBlock(release, block) ? 'the block' : 'another';
}

/** By its label. In the region's own cluster the namespace that it installs into says it too. */
function isOfBlock(release: RenderedObject, block: string): boolean {
  if (release.object.metadata.labels?.[vclusterRoleLabel] === block) return true;
  return !isForAnotherCluster(release) && valueAt(release.object, 'spec', 'targetNamespace') === block;
}

function isForAnotherCluster({ object }: RenderedObject): boolean {
  return isJsonMap(valueAt(object, 'spec', 'kubeConfig'));
}

/** The holds on releases of a block; where there are none, those on Kustomizations that may hold such a release. */
export function holdsOnBlock(region: RegionUnderReview, block: string): readonly Hold[] {
  const problems = region.rendered.problems.filter(({ kind }) => kind === 'suspended' || kind === 'other-cluster');
  const suspended = problems.filter((problem) => ownerOfProblem(region, problem, block) === 'the block').map(asHold);
  const own = [...suspended, ...releasesElsewhere(region, block)];
  if (own.length > 0) return own;
  return problems.filter((problem) => ownerOfProblem(region, problem, block) === 'anything').map(asHold);
}

function asHold({ object, kind }: RenderProblem): Hold {
  return { title: object, reason: kind === 'suspended' ? 'is suspended' : 'is for another cluster' };
}

function releasesElsewhere({ appliers }: RegionUnderReview, block: string): readonly Hold[] {
  return [...appliers].flatMap(([title, of]): readonly Hold[] => {
    const isElsewhere = of.object.kind === 'HelmRelease' && isForAnotherCluster(of);
    return isElsewhere && isOfBlock(of, block) ? [{ title, reason: 'is for another cluster' }] : [];
  });
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
    if (isForAnotherCluster(applier)) return { title, reason: 'is for another cluster' };
    title = applierTitle(applier.appliedBy);
  }
  return undefined;
}
