import {
  type BootstrapKit,
  fieldOf,
  type Issue,
  pickOne,
  type Refusal,
  type Region,
  slotState,
  type Sovereign,
} from '@sovereign-fleet/domain';
import type { PlacedRegion } from './layers/place-region';

/** Pauses of slots that there are not, or that are in no region that is meant. */
export function issuesOfPauses(
  sovereign: Sovereign,
  kit: BootstrapKit,
  placed: readonly PlacedRegion[],
): readonly Issue[] {
  const issuesOf = (paused: Region['paused'], prefix: string, regions: readonly PlacedRegion[]): readonly Issue[] =>
    Object.entries(paused ?? {}).flatMap(([name, value]) => {
      const refusal = refusalOf(name, kit, regions);
      const field = `${prefix}${fieldOf(['paused', name])}`;
      return refusal === undefined ? [] : [{ file: sovereign.source, field, value, ...refusal }];
    });
  const ofRegions = placed.flatMap((one) => issuesOf(one.region.paused, `${one.region.field}.`, [one]));
  return [...issuesOf(sovereign.paused, '', placed), ...ofRegions];
}

function refusalOf(name: string, { slots }: BootstrapKit, placed: readonly PlacedRegion[]): Refusal | undefined {
  const slot = slots.find((row) => row.name === name);
  if (slot === undefined) {
    const names = slots.map(({ name: own }) => own);
    return { code: 'unknown-value', problem: 'the bootstrap kit has no such slot', remedy: pickOne(name, names) };
  }
  if (placed.some(({ place }) => slotState(slot, place) !== 'absent')) return undefined;
  return { code: 'unused', problem: 'the slot is not there, so that nothing can be paused', remedy: 'Remove it' };
}
