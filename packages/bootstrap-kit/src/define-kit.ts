import type { FeatureDeclarations, NamedKit, ParameterDeclarations, SovereignSpec } from '@sovereign-fleet/domain';
import type { Kit, KitRows, Rows, Slot, SpecOfKit } from './kit-types';

/** Types a kit in `kits/<kit>/kit.ts`; it is checked when it is loaded. */
export function defineKit<
  const Parameters extends ParameterDeclarations,
  const Slots extends readonly Slot[],
  const Features extends FeatureDeclarations,
>(kit: KitRows<Parameters, Slots, Features>): Kit<Parameters, Slots, Features> {
  const withLayers = (layers: object): NamedKit => Object.assign({}, kit, { with: layers });
  // Not enumerable: the rows of a kit are data, and their checks refuse a key that they do not know.
  const defined: object = Object.defineProperty({ ...kit }, 'with', { value: withLayers });
  return defined as Kit<Parameters, Slots, Features>; // the kit, and `with`
}

/**
 * The function that types the specs of a kit's Sovereigns, and says whose they are. Slots of a Sovereign's own are
 * among those of which it and its regions may say something.
 */
export function sovereignsOf<Parameters, Slots extends Rows, Features>({
  name,
}: Kit<Parameters, Slots, Features>): DefineSovereign<Parameters, Slots, Features> {
  return (spec) => ({ ...(spec as SovereignSpec), kit: name }); // a kit takes less than any spec may say
}

type DefineSovereign<Parameters, Slots extends Rows, Features> = <Own extends Slot = never>(
  spec: SpecOfKit<Parameters, Slots, Features, Own>,
) => SovereignSpec;
