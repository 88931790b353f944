import {
  type BootstrapKit,
  type ChartValue,
  type ChartValues,
  fieldOf,
  isDropped,
  isSubstituted,
  type Issue,
  pickOne,
  type Place,
  type Refusal,
  type Region,
  rolesOfSlot,
  type Slot,
  slotFields,
  slotState,
  type SlotValue,
  type SlotValues,
  substitutesIn,
} from '@sovereign-fleet/domain';

interface Placed {
  readonly region: Region;
  readonly place: Place;
}

/**
 * Overrides of a region that have no place: for a slot that the kit does not have, or that is off in this region; of a
 * value that the record decides (a gate, a label, the mirror); of another kind than the kit's; or of a field of the
 * slot.
 */
export function issuesOfOverrides({ region, place }: Placed, file: string, kit: BootstrapKit): readonly Issue[] {
  return Object.entries(region.overrides).flatMap(([name, values]) => {
    const at = { file, field: `${region.field}.${fieldOf(['overrides', name])}` };
    const slot = kit.slots.find((row) => row.name === name);
    if (slot === undefined) return [{ ...at, value: values, ...unknownSlot(name, kit) }];
    if (slotState(slot, place) !== 'on') return [{ ...at, value: values, ...slotIsOff(slot, region) }];
    return [...fieldsOfSlot(slot, values, kit.name), ...clashes(slot.values ?? {}, values)].map(
      ({ path, value, ...refusal }) => ({
        file,
        field: `${region.field}.${fieldOf(['overrides', name, ...path])}`,
        value,
        ...refusal,
      }),
    );
  });
}

function unknownSlot(name: string, kit: BootstrapKit): Refusal {
  const names = kit.slots.map((slot) => slot.name);
  return { code: 'unknown-value', problem: 'the bootstrap kit has no such slot', remedy: pickOne(name, names) };
}

function slotIsOff(slot: Slot, { key, role }: Region): Refusal {
  const { number, name, where = {} } = slot;
  const roles = rolesOfSlot(slot);
  const off = `slot ${number} ${name} is off in ${key}`;
  if (!roles.includes(role)) {
    const problem = `${off}, which is ${role}: it runs in ${roles.join(' and ')} regions`;
    return { code: 'misplaced', problem, remedy: `Move the override to a ${roles.join(' or ')} region, or remove it` };
  }
  const conditions = [...(where.providers ?? []), ...(where.environments ?? []), ...featureText(where.feature)];
  const problem = `${off}: it runs only with ${conditions.join(', ')}`;
  return { code: 'misplaced', problem, remedy: 'Move the override to a region where it runs, or remove it' };
}

function featureText(feature: string | undefined): readonly string[] {
  return feature === undefined ? [] : [`the feature ${feature}`];
}

interface Clash extends Refusal {
  readonly path: readonly string[];
  readonly value: ChartValue;
}

/**
 * Fields of the slot's row that are written as if they were values of its chart. One that the kit itself has among the
 * values is a value.
 */
function fieldsOfSlot({ name, values = {} }: Slot, override: ChartValues, kit: string): readonly Clash[] {
  return Object.entries(override).flatMap(([key, value]) => {
    const field = slotFields.get(key);
    if (field === undefined || Object.hasOwn(values, key)) return [];
    return [{ path: [key], value, ...fieldRefusal({ kit, slot: name, key, field }) }];
  });
}

interface SlotField {
  /** The kit's name. */
  readonly kit: string;
  readonly slot: string;
  readonly key: string;
  readonly field: string;
}

function fieldRefusal({ kit, slot, key, field }: SlotField): Refusal {
  const problem = `an override holds values of the chart, and "${key}" is a field of the slot`;
  const first =
    key === 'values'
      ? 'Write what is in it one level higher'
      : `Change ${field} of ${slot} in kits/${kit}, which is for every Sovereign of the kit`;
  const remedy = `${first}; if the chart has a value "${key}", add it to the slot's values there first`;
  return { code: 'misplaced', problem, remedy };
}

/** Where an override meets a value of the kit that it cannot replace. */
function clashes(ofKit: SlotValue, override: ChartValue): readonly Clash[] {
  if (isSlotMap(ofKit) && isMap(override)) {
    return Object.entries(override).flatMap(([key, value]) => {
      const own = Object.hasOwn(ofKit, key) ? ofKit[key] : undefined;
      if (own === undefined) return [];
      return clashes(own, value).map((clash) => ({ ...clash, path: [key, ...clash.path] }));
    });
  }
  const at = { path: [], value: override };
  if (substitutesIn(ofKit).length > 0) {
    const problem = 'the record of the Sovereign decides this value';
    return [{ ...at, code: 'misplaced', problem, remedy: 'Remove the override, or change the record' }];
  }
  if (kindOf(ofKit) === kindOf(override)) return [];
  // kustomize refuses to merge nodes of two kinds: "wrong node kind".
  const problem = `it is ${kindOf(override)}, and the kit has ${kindOf(ofKit)} here, which kustomize cannot replace`;
  return [{ ...at, code: 'wrong-type', problem, remedy: `Write ${kindOf(ofKit)}` }];
}

function kindOf(value: SlotValue): 'a map' | 'a list' | 'a scalar' {
  if (Array.isArray(value)) return 'a list';
  return isSlotMap(value) ? 'a map' : 'a scalar';
}

function isSlotMap(value: SlotValue): value is SlotValues {
  return typeof value === 'object' && !Array.isArray(value) && !isSubstituted(value) && !isDropped(value);
}

function isMap(value: ChartValue): value is ChartValues {
  return typeof value === 'object' && !Array.isArray(value);
}
