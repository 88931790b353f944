import type { Rendered, RenderedObject, RenderedRegion, RenderedRelease } from '@sovereign-fleet/renderer';
import type { ChartChange, KeptObject, RegionComparison } from '../contract/change';
import { compareImages } from './compare-images';
import { changeOf } from './compare-objects';
import { type ImageUse, imageUseOf } from './image-use';
import { keptBySuspended, keptOf } from './kept-pairs';
import { type Omissions, omissionsOf } from './omissions';
import { applierTitle, asApplier, objectId, objectTitle } from '../objects/object-id';
import type { ObjectPair, Sides } from './object-pair';
import { type RegionPair, stateOf } from './region-pair';
import { withoutUnknownRevisions } from './unknown-revision';

/**
 * What Flux would apply after a change beside what it applies on the base, region by region and object by object.
 * `base` is undefined for a Sovereign that is new. A part that failed on either side is not compared, and says why.
 * What leaves the tree or changes in it while the cluster keeps it is told by itself, with the reason.
 */
export function compare(base: Rendered | undefined, rendered: Rendered): readonly RegionComparison[] {
  const before = new Map(base?.regions.map((region) => [region.region, region]));
  const after = new Map(rendered.regions.map((region) => [region.region, region]));
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort();
  const useOf = imageUseOf({ before: base?.regions ?? [], after: rendered.regions });
  const fqdns = { before: base?.fqdn ?? rendered.fqdn, after: rendered.fqdn };
  const found = keys.map((key) =>
    compareRegions(useOf(key), { region: key, before: before.get(key), after: after.get(key), fqdns }),
  );
  return withoutMovedCharts(found);
}

function compareRegions(use: ImageUse, pair: RegionPair): RegionComparison {
  const { region, before, after } = pair;
  const sides = withoutUnknownRevisions({
    before: before ?? emptyRegion(region),
    after: after ?? emptyRegion(region),
  });
  const out = omissionsOf(sides.before, sides.after);
  const { notCompared } = out;
  if (out.isWhole) return { region, state: 'not-compared', notCompared, charts: [], images: [], changes: [], kept: [] };
  const pairs = pairsOf(sides, out).filter(({ before, after }) => before !== after);
  const kept = keptOf(pairs, pair, sides);
  const isKept = new Set(kept.map(({ id }) => id));
  const changes = pairs.filter(({ id }) => !isKept.has(id)).flatMap(changeOf);
  const changed = new Set(changes.map(({ id }) => id));
  const images = pairs.filter(({ id }) => changed.has(id)).flatMap((one) => compareImages(one, use));
  const charts = compareCharts(sides, out).filter((chart) => isChanged(chart, sides, kept));
  const removed = pairs.filter(({ id, after }) => after === undefined && changed.has(id));
  return {
    region,
    state: stateOf(pair),
    notCompared,
    charts,
    images,
    changes,
    kept: [...kept, ...removed.flatMap(keptBySuspended)],
  };
}

function emptyRegion(region: string): RenderedRegion {
  return { region, objects: [], releases: [], problems: [] };
}

function pairsOf({ before, after }: Sides<RenderedRegion>, out: Omissions): readonly ObjectPair[] {
  const left = byId(before, out);
  const right = byId(after, out);
  const ids = [...new Set([...left.keys(), ...right.keys()])].sort();
  return ids.map((id) => ({ id, before: left.get(id), after: right.get(id) })).filter((pair) => !isOmitted(pair, out));
}

/** An object that is declared more than once gets a number behind its id, in the order of the render. */
function byId({ objects }: RenderedRegion, { appliers }: Omissions): ReadonlyMap<string, RenderedObject> {
  const found = new Map<string, RenderedObject>();
  for (const object of objects) {
    if (appliers.has(applierTitle(object.appliedBy))) continue;
    const id = objectId(object);
    let key = id;
    for (let twin = 2; found.has(key); twin += 1) key = `${id}#${twin}`;
    found.set(key, object);
  }
  return found;
}

/**
 * The release that failed may itself be missing where it failed, in substitution for one. Where it is there although it
 * failed, the other side says whether it is new or gone.
 */
function isOmitted({ before, after }: ObjectPair, { objects }: Omissions): boolean {
  if (before === undefined) return after !== undefined && objects.before.has(objectTitle(after));
  return after === undefined && objects.after.has(objectTitle(before));
}

/** A chart that goes with one release and comes with another, or in another region, did not change its version. */
function withoutMovedCharts(regions: readonly RegionComparison[]): readonly RegionComparison[] {
  const charts = regions.flatMap((region) => region.charts);
  const gone = new Set(charts.flatMap(({ before, after }) => (after === undefined ? [before] : [])));
  const come = new Set(charts.flatMap(({ before, after }) => (before === undefined ? [after] : [])));
  const isMoved = ({ before, after }: ChartChange): boolean =>
    (before === undefined && gone.has(after)) || (after === undefined && come.has(before));
  return regions.map((region) => ({ ...region, charts: region.charts.filter((chart) => !isMoved(chart)) }));
}

/** The chart of a release that goes on, though it is not rendered any more, does not go. */
function isChanged(
  { release, after }: ChartChange,
  { after: region }: Sides<RenderedRegion>,
  kept: readonly KeptObject[],
): boolean {
  const isThere = region.objects.some((one) => {
    const applier = asApplier(one);
    return applier !== undefined && applierTitle(applier) === release;
  });
  return after !== undefined || !(isThere || kept.some(({ object }) => object === release));
}

function compareCharts({ before, after }: Sides<RenderedRegion>, { appliers }: Omissions): readonly ChartChange[] {
  const left = chartsOf(before);
  const right = chartsOf(after);
  const releases = [...new Set([...left.keys(), ...right.keys()])].sort();
  return releases.flatMap((release) => {
    const [was, is] = [left.get(release), right.get(release)];
    if (was === is || appliers.has(release)) return [];
    return [{ release, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) }];
  });
}

function chartsOf({ releases }: RenderedRegion): ReadonlyMap<string, string> {
  return new Map(
    releases.map((release) => [applierTitle({ kind: 'HelmRelease', ...release }), chartText(release.chart)]),
  );
}

function chartText({ name, version, standIns }: RenderedRelease['chart']): string {
  return standIns.length === 0 ? `${name} ${version}` : `${name} ${version} (with the stand-in ${standIns.join(', ')})`;
}
