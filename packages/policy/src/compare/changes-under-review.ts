import type { Rendered, RenderedObject, RenderedRegion } from '@sovereign-fleet/renderer';
import type { ReviewOptions } from '../contract/review';
import type { Change, ChangeUnderReview, RegionComparison } from '../contract/change';
import { objectId } from '../objects/object-id';
import type { Sides } from './object-pair';

/** The objects behind each comparison, for the rules. A region that was not compared has none. */
export function changesUnderReview(
  comparison: readonly RegionComparison[],
  { before, after, refusals }: Sides<Rendered | undefined> & Pick<ReviewOptions, 'refusals'>,
): readonly ChangeUnderReview[] {
  return comparison.map(({ region, state, changes }) => {
    const sides = { before: regionOf(before, region), after: regionOf(after, region) };
    const [left, right] = changes.length === 0 ? [none, none] : [byId(sides.before), byId(sides.after)];
    const ofKind = (kind: Change['kind']): readonly Change[] => changes.filter((change) => change.kind === kind);
    return {
      region,
      state,
      refusals: refusals?.get(region),
      ...sides,
      added: ofKind('added').flatMap(({ id }) => right.get(id) ?? []),
      removed: ofKind('removed').flatMap(({ id }) => left.get(id) ?? []),
      changed: ofKind('changed').flatMap(({ id, fields }) => {
        const [was, is] = [left.get(id), right.get(id)];
        return was === undefined || is === undefined
          ? []
          : [{ before: was, after: is, fields: fields.map(({ path }) => path) }];
      }),
    };
  });
}

const none: ReadonlyMap<string, RenderedObject> = new Map();

function regionOf(rendered: Rendered | undefined, key: string): RenderedRegion {
  const region = rendered?.regions.find((one) => one.region === key);
  return region ?? { region: key, objects: [], releases: [], problems: [] };
}

/** Of those that are declared twice, the first. */
function byId({ objects }: RenderedRegion): ReadonlyMap<string, RenderedObject> {
  return new Map([...objects].reverse().map((object) => [objectId(object), object]));
}
