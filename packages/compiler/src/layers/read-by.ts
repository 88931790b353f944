import { type BootstrapKit, parametersIn } from '@sovereign-fleet/domain';
import { oncePer } from './once-per';

/**
 * The parameters that a kit reads: for every slot alike, and by the name of the slot that does; and what was worked
 * out of that, by the names of slots, since most regions have the same ones.
 */
export const readBy = oncePer(({ labels, annotations, slots, objects }: BootstrapKit) => ({
  shared: parametersIn([labels, annotations]),
  bySlot: new Map(
    slots.map((slot) => {
      const ofObjects = (objects[slot.name] ?? []).map(({ value }) => value);
      return [slot.name, [...new Set(parametersIn([slot, ofObjects]))]] as const;
    }),
  ),
  known: new Map<string, ReadonlySet<string>>(),
}));
