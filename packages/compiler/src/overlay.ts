import { type BootstrapKit, releaseObject, type Slot } from '@sovereign-fleet/domain';
import { deletion, helmReleasePatch, type Manifest } from '@sovereign-fleet/flux';
import { manifestOf, plainObjects, slotNamespace, slotSource } from './slot-file';
import { slotRelease, writtenEdges } from './slot-release';
import { substituteMap } from './slot-values';
import type { ResolvedRegion, ResolvedSlot } from './topology';

/**
 * What a region changes of its Sovereign's kit: a patch for each HelmRelease that differs, and the removal of what is
 * absent. `base` are the slots that the kit's folder has.
 */
export function overlayPatches(region: ResolvedRegion, base: readonly Slot[], kit: BootstrapKit): readonly Manifest[] {
  const kept = region.slots.filter(({ state }) => state !== 'absent');
  return region.slots
    .filter(({ slot }) => base.includes(slot))
    .flatMap((resolved) => {
      if (resolved.state === 'absent') return removals(resolved.slot, kept, kit);
      return [...change(resolved, kit), ...(resolved.state === 'on' ? [] : removedObjects(resolved.slot, kit))];
    });
}

/** A Namespace stays while another slot is installed into it. */
function removals(slot: Slot, kept: readonly ResolvedSlot[], kit: BootstrapKit): readonly Manifest[] {
  const isUsed = kept.some((other) => other.slot.namespace.name === slot.namespace.name);
  const own = [...(isUsed ? [] : slotNamespace(slot)), ...slotSource(slot, kit), slotRelease(slot, kit)];
  return [...own.map(deletion), ...removedObjects(slot, kit)];
}

/** What stands beside the HelmRelease of a slot that is off; a Namespace stays, since the release may need it. */
function removedObjects(slot: Slot, kit: BootstrapKit): readonly Manifest[] {
  return plainObjects(slot, kit)
    .filter(({ kind }) => kind !== 'Namespace')
    .map((object) => deletion(manifestOf(object)));
}

// The patched objects go through the same postBuild as the kit, so values are escaped like the kit's.
function change({ slot, state, dependencies, override }: ResolvedSlot, kit: BootstrapKit): readonly Manifest[] {
  const hasChoice = slot.dependsOn.some((edge) => typeof edge !== 'string');
  const spec = {
    ...(hasChoice ? { dependsOn: writtenEdges(dependencies, slot, kit) } : {}),
    ...(state === 'suspended' ? { suspend: true as const } : {}),
    ...(override === undefined ? {} : { values: substituteMap(override) }),
  };
  return Object.keys(spec).length === 0 ? [] : [helmReleasePatch(releaseObject(slot), spec)];
}
