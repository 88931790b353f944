import { findKit, isFact, type RegionFact, type Sovereign } from '@sovereign-fleet/domain';
import type { FleetRecord } from '@sovereign-fleet/workspace/specs';

/** Whether a slot of a Sovereign may read a fact, so that its tree follows the record. */
export function hasFact(sovereign: Sovereign, fact: RegionFact, { kits }: FleetRecord): boolean {
  const kit = findKit(sovereign, kits);
  const declared = kit.ok ? Object.values(kit.value.parameters) : [];
  return declared.some((one) => isFact(one) && one.fact === fact);
}
