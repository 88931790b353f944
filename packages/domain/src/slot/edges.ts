import type { Edge } from './edge';
import type { Slot } from './slot';

/** The slots among which edges lead. */
export interface Rows {
  readonly slots: readonly Slot[];
}

/** What a slot waits for: the edges of its row, and the slot that makes the vCluster it runs in. */
export function edgesOf(slot: Slot, { slots }: Rows): readonly Edge[] {
  if (slot.runsIn === undefined) return slot.dependsOn;
  const vcluster = slots.find(({ buildingBlock }) => buildingBlock === slot.runsIn);
  if (vcluster === undefined || slot.dependsOn.includes(vcluster.name)) return slot.dependsOn;
  return [...slot.dependsOn, vcluster.name];
}
