import { type BootstrapKit, namespacesOf, ownSlotsOf, type Slot } from '@sovereign-fleet/domain';
import { oncePer } from './layers/once-per';
import type { ResolvedSlot } from './topology';

/**
 * The namespaces of the host cluster that slots need in a region. One object in a namespace that is not there stops the
 * whole Kustomization of the kit, so whoever makes it, it has to stay.
 */
export function namespacesNeeded(slots: readonly ResolvedSlot[], kit: BootstrapKit): ReadonlySet<string> {
  const ofSlot = namespacesOfSlots(kit);
  return new Set(slots.filter(({ state }) => state !== 'absent').flatMap(({ slot }) => ofSlot(slot)));
}

const namespacesOfSlots = oncePer((kit: BootstrapKit) => oncePer((slot: Slot) => namespacesOf(slot, kit)));

/** Those of them that no slot of the Sovereign makes, and that so have to come from the kit. */
export function namespacesOfKit(slots: readonly ResolvedSlot[], kit: BootstrapKit): ReadonlySet<string> {
  const needed = namespacesNeeded(slots, kit);
  const made = ownSlotsOf(kit).filter(({ namespace }) => namespace.from !== 'elsewhere');
  if (made.length === 0) return needed;
  const names = new Set(made.map(({ namespace }) => namespace.name));
  return new Set([...needed].filter((name) => !names.has(name)));
}
