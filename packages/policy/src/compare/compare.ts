import { isJsonMap, type Json, regionFolder } from '@sovereign-fleet/domain';
import type { Rendered, RenderedObject, RenderedRegion, RenderedRelease } from '@sovereign-fleet/renderer';
import type { Change, ChartChange, FieldChange, KeptObject, RegionComparison } from '../contract/change';
import { compareFields, type FieldDifference } from './compare-fields';
import { compareImages } from './compare-images';
import { type ImageUse, imageUseOf } from './image-use';
import { keepingOf, leavesAll } from './kept-objects';
import { fieldPath } from '../objects/field-path';
import { type Omissions, omissionsOf } from './omissions';
import { applierTitle, asApplier, objectId, objectTitle } from '../objects/object-id';
import type { ObjectPair, Sides } from './object-pair';
import { withoutUnknownRevisions } from './unknown-revision';

/**
 * What Flux would apply after a change beside what it applies on the base, region by region and object by object.
 * `base` is undefined for a Sovereign that is new. A part that failed on either side is not compared, and says why. What
 * leaves the tree or changes in it while the cluster keeps it is told by itself, with the reason.
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

interface RegionPair extends Sides<RenderedRegion | undefined> {
  readonly region: string;
  readonly fqdns: Sides<string>;
}

function compareRegions(use: ImageUse, pair: RegionPair): RegionComparison {
  const { region, before, after } = pair;
  const whole = { before: before ?? emptyRegion(region), after: after ?? emptyRegion(region) };
  const sides = withoutUnknownRevisions(whole);
  const out = omissionsOf(sides.before, sides.after);
  const { notCompared } = out;
  if (out.isWhole) return { region, state: 'not-compared', notCompared, charts: [], images: [], changes: [], kept: [] };
  const pairs = pairsOf(sides, out).filter(({ before, after }) => before !== after);
  const keptReason = keptReasonOf(pair, sides);
  const kept = pairs.flatMap((one) => keptObject(one, keptReason(one)));
  const isKept = new Set(kept.map(({ id }) => id));
  const changes = pairs.filter(({ id }) => !isKept.has(id)).flatMap(changeOf);
  const changed = new Set(changes.map(({ id }) => id));
  const images = pairs.filter(({ id }) => changed.has(id)).flatMap((one) => compareImages(one, use));
  const charts = compareCharts(sides, out).filter((chart) => isChanged(chart, sides, kept));
  const left = changes.flatMap(({ id, kind }) => (kind === 'removed' ? pairs.filter((one) => one.id === id) : []));
  return {
    region,
    state: stateOf(pair),
    notCompared,
    charts,
    images,
    changes,
    kept: [...kept, ...left.flatMap(keptBySuspended)],
  };
}

function keptBySuspended({ id, before }: ObjectPair): readonly KeptObject[] {
  if (before === undefined || !leavesAll(before)) return [];
  const reason = 'it is suspended on the base, so Flux deletes nothing of it when it goes';
  return [{ id, object: `all that ${objectTitle(before)} applied`, reason }];
}

function stateOf({ before, after, fqdns }: RegionPair): 'new' | 'gone' | 'moved' | 'compared' {
  if (before === undefined) return 'new';
  if (after === undefined) return 'gone';
  return fqdns.before === fqdns.after ? 'compared' : 'moved';
}

/** Flux that does not find its folder applies and deletes nothing (kustomize-controller: path not found). */
function keptReasonOf(pair: RegionPair, sides: Sides<RenderedRegion>): (one: ObjectPair) => string | undefined {
  const { region, fqdns } = pair;
  const state = stateOf(pair);
  const keeping = keepingOf(sides);
  const folder = `${regionFolder(fqdns.before, region)}, which the Flux of this region reads,`;
  const lost = `${folder} leaves: Flux says that the path is missing, and deletes nothing`;
  return ({ before, after }) => {
    if (before === undefined) return after === undefined ? undefined : keeping.ofAdded(after);
    if (after !== undefined) return keeping.ofChanged(before, after);
    return state === 'gone' || state === 'moved' ? lost : keeping.ofRemoved(before);
  };
}

/** A change of an object that stays as it is counts only if there is one. */
function keptObject(pair: ObjectPair, reason: string | undefined): readonly KeptObject[] {
  const { id, before, after } = pair;
  if (reason === undefined || changeOf(pair).length === 0) return [];
  return [{ id, object: titleOf(before, after), reason }];
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

function changeOf({ id, before, after }: ObjectPair): readonly Change[] {
  const object = titleOf(before, after);
  if (before === undefined) return [{ kind: 'added', id, object, fields: [] }];
  if (after === undefined) return [{ kind: 'removed', id, object, fields: [] }];
  const fields = fieldsOf(before, after);
  return fields.length === 0 ? [] : [{ kind: 'changed', id, object, fields }];
}

function titleOf(before: RenderedObject | undefined, after: RenderedObject | undefined): string {
  const one = after ?? before;
  if (one === undefined) return '';
  return isEncrypted(one) ? `encrypted ${objectTitle(one)}` : objectTitle(one);
}

function isEncrypted({ object }: RenderedObject): boolean {
  return object.kind === 'Secret' && object['sops'] !== undefined;
}

function fieldsOf(before: RenderedObject, after: RenderedObject): readonly FieldChange[] {
  const isSecret = after.object.kind === 'Secret';
  const differences = compareFields(before.object, after.object);
  const told = isEncrypted(before) && isEncrypted(after) ? withoutSops(differences) : differences;
  const fields = told.map((difference) => fieldChange(isSecret ? withoutSecret(difference) : difference));
  const by = { before: applierTitle(before.appliedBy), after: applierTitle(after.appliedBy) };
  // Not in the object, but an object that moves is deleted by the one if it prunes before the other applies.
  return by.before === by.after ? fields : [{ path: '(applied by)', ...by }, ...fields];
}

function fieldChange({ steps, before, after }: FieldDifference): FieldChange {
  return {
    path: fieldPath(steps),
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}

/** SOPS writes its block anew with each change: it is told where nothing else is, as for other recipients. */
function withoutSops(differences: readonly FieldDifference[]): readonly FieldDifference[] {
  const others = differences.filter(({ steps: [top] }) => top !== 'sops');
  if (others.length === differences.length || others.length > 0) return others;
  return [{ steps: ['sops'], before: '(hidden)', after: '(hidden)' }];
}

/** That a key changed is what a reader needs; a fingerprint would tell nothing more. */
function withoutSecret(difference: FieldDifference): FieldDifference {
  const [top] = difference.steps;
  if (top !== 'data' && top !== 'stringData') return difference;
  return { ...difference, before: hideValue(difference.before), after: hideValue(difference.after) };
}

function hideValue(value: Json | undefined): Json | undefined {
  if (value === undefined) return undefined;
  return isJsonMap(value) ? Object.fromEntries(Object.keys(value).map((key) => [key, '(hidden)'])) : '(hidden)';
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
