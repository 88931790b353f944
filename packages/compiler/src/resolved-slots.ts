import {
  type BootstrapKit,
  dependenciesIn,
  type Fleet,
  type LayerSource,
  type Place,
  type Region,
  slotState,
  type Sovereign,
} from '@sovereign-fleet/domain';
import { layeredSlot } from './layers/layered-slot';
import { oncePer } from './layers/once-per';
import type { PlacedRegion, RecordOfKit } from './layers/place-region';
import type { ResolvedSlot } from './topology';

/**
 * The slots of a kit in a region. Regions that are alike, and of which the record says nothing of its own, have the
 * same list, and `compile` prints once for each list.
 */
export function slotsIn(
  { region, place, layers }: PlacedRegion,
  { sovereign, fleet, kit }: RecordOfKit,
): readonly ResolvedSlot[] {
  const ofRecord = layers.filter(isOfRecord);
  const known = slotsOfFleet(kit)(fleet);
  const shared =
    known.get(place) ??
    resolveSlots(
      kit,
      place,
      layers.filter((layer) => !isOfRecord(layer)),
    );
  known.set(place, shared);
  const names = new Set(
    ofRecord.flatMap(({ said }) => [...Object.keys(said.versions), ...Object.keys(said.overrides)]),
  );
  const slots =
    names.size === 0 ? shared : shared.map((one) => (names.has(one.slot.name) ? underLayers(one, ofRecord) : one));
  return withPauses(slots, sovereign, region);
}

/** What layers of the fleet leave of slots follows from the place. */
const slotsOfFleet = oncePer<BootstrapKit, (fleet: Fleet) => WeakMap<Place, readonly ResolvedSlot[]>>(() => {
  return oncePer(() => new WeakMap());
});

function isOfRecord({ layer }: LayerSource): boolean {
  return layer === 'sovereign' || layer === 'region';
}

function resolveSlots(kit: BootstrapKit, place: Place, layers: readonly LayerSource[]): readonly ResolvedSlot[] {
  return kit.slots.map((slot) => {
    const dependencies = dependenciesIn(slot, kit, place);
    return { slot, state: slotState(slot, place), dependencies, ...layeredSlot(slot, layers) };
  });
}

function underLayers(resolved: ResolvedSlot, layers: readonly LayerSource[]): ResolvedSlot {
  const { slot, pin: chart, values } = resolved;
  return { ...resolved, ...layeredSlot({ name: slot.name, chart, values }, layers) };
}

/** The slots of a region, with those marked that its record or its entry pauses: all of a Sovereign that retires. */
function withPauses(slots: readonly ResolvedSlot[], sovereign: Sovereign, region: Region): readonly ResolvedSlot[] {
  const isRetiring = sovereign.state === 'retiring';
  const names = new Set(Object.keys({ ...sovereign.paused, ...region.paused }));
  if (names.size === 0 && !isRetiring) return slots;
  const isPaused = ({ slot, state }: ResolvedSlot) => (isRetiring || names.has(slot.name)) && state !== 'absent';
  return slots.map((one) => (isPaused(one) ? { ...one, isPaused: true as const } : one));
}
