import { baseOf, type BootstrapKit, kitFolderName, ownSlotsName, ownSlotsOf, type Slot } from '@sovereign-fleet/domain';
import { namespacesNeeded, namespacesOfKit } from './slot-namespaces';
import type { ResolvedSlot, Topology } from './topology';

/** Slots of a Sovereign that stand in one folder of its tree, and are applied by a Kustomization of that name. */
export interface Part {
  readonly name: typeof kitFolderName | typeof ownSlotsName;
  /** Those that a region has, and those whose Namespace one needs: what else is absent everywhere is not written. */
  readonly slots: readonly Slot[];
  /** What its files are printed from: those of the kit hold the kit alone, whatever the Sovereign adds. */
  readonly printedFrom: BootstrapKit;
  /** The namespaces that slots of a region need of this part. */
  readonly namespacesNeeded: (slots: readonly ResolvedSlot[]) => ReadonlySet<string>;
}

/** The parts of a Sovereign's tree: its kit and, where it has slots of its own, those. */
export function partsOf({ kit, regions }: Pick<Topology, 'kit' | 'regions'>): readonly Part[] {
  const ofKit = partOf(baseOf(kit).slots, {
    name: kitFolderName,
    printedFrom: baseOf(kit),
    namespacesNeeded: (slots) => namespacesOfKit(slots, kit),
  });
  const own = partOf(ownSlotsOf(kit), {
    name: ownSlotsName,
    printedFrom: kit,
    namespacesNeeded: (slots) => namespacesNeeded(slots, kit),
  });
  return own.slots.length === 0 ? [ofKit] : [ofKit, own];

  function partOf(all: readonly Slot[], part: Omit<Part, 'slots'>): Part {
    const states = regions.map(({ slots }) => new Map(slots.map(({ slot, state }) => [slot, state])));
    const isThere = (slot: Slot) => states.some((inRegion) => inRegion.get(slot) !== 'absent');
    if (all.every(isThere)) return { ...part, slots: all };
    const needed = new Set(regions.flatMap(({ slots }) => [...part.namespacesNeeded(slots)]));
    const slots = all.filter((slot) => {
      return isThere(slot) || (slot.namespace.from === 'slot' && needed.has(slot.namespace.name));
    });
    return { ...part, slots };
  }
}

/** Whether a region has anything of a part: else nothing is applied there. */
export function isPartIn({ slots: ofPart }: Part, slots: readonly ResolvedSlot[]): boolean {
  return slots.some(({ slot, state }) => state !== 'absent' && ofPart.includes(slot));
}
