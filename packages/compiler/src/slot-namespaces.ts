import { type BootstrapKit, releaseObject, type Slot } from '@sovereign-fleet/domain';
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

/** Of what a slot installs, of its HelmRelease, of where Helm keeps it, and of the objects beside it. */
function namespacesOf(slot: Slot, { objects }: BootstrapKit): readonly string[] {
  const ofObjects = (objects[slot.name] ?? []).flatMap(({ namespace }) => namespace ?? []);
  const own = [releaseObject(slot).namespace, ...ofObjects];
  // A release in a vCluster is in namespaces of that.
  if (slot.runsIn !== undefined) return own;
  const { storage } = slot.installs ?? {};
  return [...own, slot.namespace.name, ...(storage === undefined ? [] : [storage])];
}
