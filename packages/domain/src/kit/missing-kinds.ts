import type { EdgeRefusal } from '../slot/region-edges';
import { type Place, slotState } from '../slot/slot-state';
import { groupOf } from '../slot/kubernetes-kinds';
import { identityText } from '../slot/slot-object';
import type { BootstrapKit } from './bootstrap-kit';

/** Custom resources of slots that are on, of kinds that no slot which is on in the region brings. */
export function missingKinds({ slots, objects }: BootstrapKit, place: Place): readonly EdgeRefusal[] {
  const on = slots.filter((slot) => slotState(slot, place) === 'on');
  const brought = new Set(on.flatMap(({ brings = [] }) => brings));
  return on.flatMap((slot) => {
    const custom = (objects[slot.name] ?? []).filter(({ isCustom }) => isCustom);
    return custom.flatMap((object): readonly EdgeRefusal[] => {
      const group = groupOf(object.apiVersion);
      if (brought.has(group)) return [];
      const bringers = slots.filter(({ brings = [] }) => brings.includes(group)).map(({ name }) => name);
      const problem = `has ${identityText(object)}, whose kind ${bringers.join(' or ')} would bring and is not on there`;
      const remedy = `Turn ${bringers.join(' or ')} on there, or ${slot.name} off`;
      return [{ slot, value: identityText(object), code: 'contradiction', problem, remedy }];
    });
  });
}
