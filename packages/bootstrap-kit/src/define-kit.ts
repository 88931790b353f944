import type { BootstrapKitRows, NamedKit, Slot, SovereignSpec } from '@sovereign-fleet/domain';

/** Types a kit in `kits/<kit>/kit.ts`; it is checked when it is loaded. */
export function defineKit(kit: BootstrapKitRows): BootstrapKitRows {
  return kit;
}

/** Types the row of one slot, for a file of its own. */
export function defineSlot(slot: Slot): Slot {
  return slot;
}

/** The function that types the specs of a kit's Sovereigns, and says whose they are. */
export function sovereignsOf({ name }: NamedKit): (spec: Omit<SovereignSpec, 'kit'>) => SovereignSpec {
  return (spec) => ({ ...spec, kit: name });
}
