import type { Rows } from './edges';
import { groupOf } from './kubernetes-kinds';
import type { EdgeRefusal } from './region-edges';
import { identityText, type SlotObject } from './slot-object';
import { type Place, slotState } from './slot-state';

interface RowsWithObjects extends Rows {
  /** What slots have beside their HelmReleases, by the names of the slots. */
  readonly objects: Readonly<Record<string, readonly SlotObject[]>>;
}

/** Custom resources of slots that are on, of kinds that no slot which is on in the region brings. */
export function missingKinds({ slots, objects }: RowsWithObjects, place: Place): readonly EdgeRefusal[] {
  const on = slots.filter((slot) => slotState(slot, place) === 'on');
  const brought = new Set(on.flatMap(({ brings = [] }) => brings));
  return on.flatMap((slot) => {
    const custom = (objects[slot.name] ?? []).filter(({ isCustom }) => isCustom);
    return custom.flatMap((object): readonly EdgeRefusal[] => {
      const group = groupOf(object.apiVersion);
      if (brought.has(group)) return [];
      const bringers = slots.filter(({ brings = [] }) => brings.includes(group)).map(({ name }) => name);
      const bringer = bringers.join(' or ');
      const value = identityText(object);
      const problem = `has ${value}, whose kind ${bringer} would bring and is not on there`;
      const remedy = `Turn ${bringer} on there, or ${slot.name} off`;
      return [{ slot, value, needs: bringers, code: 'contradiction', problem, remedy }];
    });
  });
}
