import {
  type BootstrapKit,
  type Fleet,
  layersOf,
  type LayerSource,
  type Region,
  type Sovereign,
} from '@sovereign-fleet/domain';
import { featuresUnder } from './features';
import type { Placed } from './off-reasons';

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
  const { environment, without } = sovereign;
  const place = { role, provider, environment, features: featuresUnder(kit, layers), without };
  return { region, layers, place };
}
