import { type BootstrapKit, releaseObject, type Slot } from '@sovereign-fleet/domain';
import {
  type ChangePatch,
  deletion,
  helmReleaseOperations,
  helmReleasePatch,
  type Manifest,
  pointer,
  type SpecOperation,
} from '@sovereign-fleet/flux';
import { changeOfSource, changesOfSharedSources } from './changed-sources';
import { oncePer } from './layers/once-per';
import { mergePatchOf, type ValueChange, valueChanges } from './layers/value-changes';
import type { Part } from './parts';
import { manifestOf, plainObjects, slotNamespace, slotSource } from './slot-file';
import { slotRelease, sourceOf, writtenEdges } from './slot-release';
import { substituteKey, substituteMap, substituteText } from './slot-values';
import type { ResolvedSlot } from './topology';

/**
 * What a region changes of a part of its Sovereign's tree: a patch for each object that differs, and the removal of
 * what is absent.
 */
export function overlayPatches(slots: readonly ResolvedSlot[], part: Part, kit: BootstrapKit): readonly ChangePatch[] {
  const needed = part.namespacesNeeded(slots);
  const ofSlots = slots
    .filter(({ slot }) => part.slots.includes(slot))
    .flatMap((resolved): readonly ChangePatch[] => {
      if (resolved.state === 'absent') return removals(resolved.slot, needed, kit);
      const removed = resolved.state === 'on' ? [] : removedObjects(resolved.slot, kit);
      return [...changeOfSource(resolved, part, kit), ...changeOf(kit)(resolved), ...removed];
    });
  return [...ofSlots, ...changesOfSharedSources(part, kit)];
}

/** A Namespace stays while another slot needs it. */
function removals(slot: Slot, needed: ReadonlySet<string>, kit: BootstrapKit): readonly Manifest[] {
  const { ofNamespace, others } = removalsOf(kit)(slot);
  const isNeeded = needed.has(slot.namespace.name);
  return [...(isNeeded ? [] : ofNamespace), ...others, ...removedObjects(slot, kit)];
}

const removalsOf = oncePer((kit: BootstrapKit) =>
  oncePer((slot: Slot) => ({
    ofNamespace: slotNamespace(slot, kit).map(deletion),
    others: [...slotSource(slot, kit), slotRelease(slot, kit)].map(deletion),
  })),
);

/** What stands beside the HelmRelease of a slot that is off; a Namespace stays, since the release may need it. */
function removedObjects(slot: Slot, kit: BootstrapKit): readonly Manifest[] {
  return plainObjects(slot, kit)
    .filter(({ kind }) => kind !== 'Namespace')
    .map((object) => deletion(manifestOf(object, kit)));
}

/** Regions share the slots in which they are alike. */
const changeOf = oncePer((kit: BootstrapKit) => oncePer((resolved: ResolvedSlot) => change(resolved, kit)));

// The patched objects go through the same postBuild as the kit, so values are escaped like the kit's.
function change(resolved: ResolvedSlot, kit: BootstrapKit): readonly ChangePatch[] {
  const { slot, values } = resolved;
  const spec = changeOfSpec(resolved, kit);
  const below = slot.values ?? {};
  const changes = valueChanges(below, values);
  if (changes.length === 0 && Object.keys(spec).length === 0) return [];
  const merged = mergePatchOf(changes, below);
  if (merged === undefined) {
    const operations = [...operationsOf(spec), ...operationsOfValues(resolved, changes, kit)];
    return [helmReleaseOperations(releaseObject(slot), operations)];
  }
  const changed = changes.length === 0 ? spec : { ...spec, values: substituteMap(merged, kit) };
  return [helmReleasePatch(releaseObject(slot), changed)];
}

/** What a region changes of a HelmRelease beside the values. */
function changeOfSpec({ slot, state, isPaused, dependencies, pin }: ResolvedSlot, kit: BootstrapKit) {
  const hasChoice = slot.dependsOn.some((edge) => typeof edge !== 'string');
  const dependsOn = hasChoice ? writtenEdges(dependencies, slot, kit) : undefined;
  const isOther = sourceOf(slot, kit).source.type === 'helm' && pin.version !== slot.chart.version;
  return {
    ...(isOther ? { chart: { spec: { version: pin.version } } } : {}),
    ...(dependsOn === undefined ? {} : { dependsOn }),
    ...(state === 'suspended' || isPaused === true ? { suspend: true as const } : {}),
  };
}

function operationsOf({ chart, ...fields }: ReturnType<typeof changeOfSpec>): readonly SpecOperation[] {
  const version: readonly SpecOperation[] =
    chart === undefined ? [] : [{ op: 'add', value: chart.spec.version, path: pointer(['chart', 'spec', 'version']) }];
  const others = Object.entries(fields).map(([key, value]): SpecOperation => {
    return { op: 'add', value, path: pointer([key]) };
  });
  return [...version, ...others];
}

/** `add` takes null, which a merge would take for an order to delete, and a value of any kind. */
function operationsOfValues(
  { slot, values }: ResolvedSlot,
  changes: readonly ValueChange[],
  kit: BootstrapKit,
): readonly SpecOperation[] {
  // Without any values in the kit there is no map to add to.
  if (slot.values === undefined) return [{ op: 'add', value: substituteMap(values, kit), path: pointer(['values']) }];
  return changes.map(({ path, value }): SpecOperation => {
    const place = pointer(['values', ...path.map(substituteKey)]);
    return value === undefined
      ? { op: 'remove', path: place }
      : { op: 'add', value: substituteText(value, kit), path: place };
  });
}
