import {
  type BootstrapKit,
  type Fleet,
  isFenced,
  layersOf,
  type LayerSource,
  type Place,
  type Region,
  type Sovereign,
} from '@sovereign-fleet/domain';
import { featuresUnder } from './features';
import type { Placed } from './off-reasons';
import { oncePer } from './once-per';

/** A region with the layers above its kit, the outermost first, and with what they decide on its slots. */
export interface PlacedRegion extends Placed {
  readonly layers: readonly LayerSource[];
}

export interface RecordOfKit {
  readonly sovereign: Sovereign;
  readonly fleet: Fleet;
  readonly kit: BootstrapKit;
}

export function placeRegion(region: Region, { sovereign, fleet, kit }: RecordOfKit): PlacedRegion {
  const layers = layersOf(region, { sovereign, fleet, kit: kit.name });
  const { role, provider } = region;
  const { environment, without, promotion } = sovereign;
  const fence = isFenced(region.key, promotion) ? { isFenced: true as const } : {};
  const place = { role, provider, environment, features: featuresUnder(kit, layers), without, ...fence };
  return { region, layers, place: sharedPlace(place, kit) };
}

/** Regions that are alike have the same object, so that what follows from it is worked out once. */
function sharedPlace(place: Place, kit: BootstrapKit): Place {
  const known = placesOf(kit);
  const key = JSON.stringify(place);
  const shared = known.get(key) ?? place;
  known.set(key, shared);
  return shared;
}

const placesOf = oncePer<BootstrapKit, Map<string, Place>>(() => new Map());
