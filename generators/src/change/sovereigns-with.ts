import type { BootstrapKit, Sovereign } from '@sovereign-fleet/domain';
import type { FleetRecord } from '@sovereign-fleet/workspace/specs';

/** The Sovereigns that have a kit: those that name it, and where it is the fleet's first, those that name none. */
export function sovereignsWith(kit: BootstrapKit, { sovereigns, kits }: FleetRecord): readonly Sovereign[] {
  return sovereigns.filter((one) => (one.kit ?? kits[0]?.name) === kit.name);
}
