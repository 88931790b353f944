import { type BootstrapKit, namespacesOf, ownSlotsOf } from '@sovereign-fleet/domain';
import type { ResolvedSlot } from './topology';

/**
 * The namespaces of the host cluster that slots need in a region. One object in a namespace that is not there stops the
 * whole Kustomization of the kit, so whoever makes it, it has to stay.
 */
export function namespacesNeeded(slots: readonly ResolvedSlot[], kit: BootstrapKit): ReadonlySet<string> {
  return new Set(slots.filter(({ state }) => state !== 'absent').flatMap(({ slot }) => namespacesOf(slot, kit)));
}

/** Those of them that no slot of the Sovereign makes, and that so have to come from the kit. */
export function namespacesOfKit(slots: readonly ResolvedSlot[], kit: BootstrapKit): ReadonlySet<string> {
  const needed = namespacesNeeded(slots, kit);
  const made = ownSlotsOf(kit).filter(({ namespace }) => namespace.from !== 'elsewhere');
  const names = new Set(made.map(({ namespace }) => namespace.name));
  return new Set([...needed].filter((name) => !names.has(name)));
}
