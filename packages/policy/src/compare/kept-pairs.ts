import { regionFolder } from '@sovereign-fleet/domain';
import type { RenderedRegion } from '@sovereign-fleet/renderer';
import type { KeptObject } from '../contract/change';
import { changeOf, titleOf } from './compare-objects';
import { keepingOf, leavesAll } from './kept-objects';
import { objectTitle } from '../objects/object-id';
import type { ObjectPair, Sides } from './object-pair';
import { type RegionPair, stateOf } from './region-pair';

/** Of these objects, those that the cluster keeps as they are. */
export function keptOf(
  pairs: readonly ObjectPair[],
  region: RegionPair,
  sides: Sides<RenderedRegion>,
): readonly KeptObject[] {
  if (pairs.length === 0) return [];
  const keptReason = keptReasonOf(region, sides);
  return pairs.flatMap((one) => keptObject(one, keptReason(one)));
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

/** What a suspended object of Flux leaves behind when it goes: no render of it shows that. */
export function keptBySuspended({ id, before }: ObjectPair): readonly KeptObject[] {
  if (before === undefined || !leavesAll(before)) return [];
  const reason = 'it is suspended on the base, so Flux deletes nothing of it when it goes';
  return [{ id, object: `all that ${objectTitle(before)} applied`, reason }];
}
