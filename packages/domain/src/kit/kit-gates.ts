import { isRefusal } from '../issue/issue';
import { roles } from '../sovereign/region';
import type { KitIssue } from './kit-issue';
import type { BootstrapKitRows } from './kit-rows';
import type { Slot } from '../slot/slot';
import { rolesOfSlot, stateOffByRole } from '../slot/slot-state';
import { isGate, isSubstituted, type SlotValue } from '../slot/parameter';
import { parseValuePath } from '../slot/value-path';

/** Slots that are empty somewhere, and of whose values none turns the chart off: they would be on there, too. */
export function issuesOfGates({ slots, parameters }: BootstrapKitRows): readonly KitIssue[] {
  return slots.flatMap((slot) => {
    if (!canBeEmpty(slot)) return slot.where?.gate === undefined ? [] : [unreadGate(slot)];
    const { name, where, values = {} } = slot;
    const value = where?.gate;
    if (value === undefined) return [missingGate(slot)];
    const gate = valueAt(values, value);
    if (gate !== undefined && enables(gate, name, parameters)) return [];
    const problem = 'the value there does not say whether the slot is on';
    const remedy = `Declare a parameter { type: 'boolean', enables: '${name}' } and use it there`;
    return [{ field: `${name}.where.gate`, value, code: 'contradiction' as const, problem, remedy }];
  });
}

function canBeEmpty(slot: Slot): boolean {
  if (slot.where?.off !== undefined) return slot.where.off === 'empty';
  return roles.some((role) => !rolesOfSlot(slot).includes(role)) && stateOffByRole(slot) === 'empty';
}

function unreadGate({ name, where }: Slot): KitIssue {
  const problem = 'the slot is nowhere empty, so that nothing turns the value off';
  const remedy = "Remove it, or write off: 'empty'";
  return { field: `${name}.where.gate`, value: where?.gate, code: 'unused', problem, remedy };
}

function missingGate({ name, where }: Slot): KitIssue {
  const problem = 'the slot is empty in some regions, and no value of its chart says so';
  const remedy = "Write the path of the value that turns the chart off, such as gate: 'enabled', or off: 'absent'";
  return { field: `${name}.where`, value: where, code: 'contradiction', problem, remedy };
}

/** The value at a path of `--set`; undefined where there is none. */
function valueAt(values: SlotValue, path: string): SlotValue | undefined {
  const keys = parseValuePath(path);
  if (isRefusal(keys)) return undefined;
  return keys.reduce<SlotValue | undefined>((value, key) => {
    if (typeof value !== 'object' || !Object.hasOwn(value, key)) return undefined;
    return (value as Readonly<Record<string | number, SlotValue>>)[key]; // it has the key
  }, values);
}

function enables(value: SlotValue, slot: string, parameters: BootstrapKitRows['parameters']): boolean {
  if (!isSubstituted(value) || value.literals.some((literal) => literal !== '')) return false;
  const declaration = parameters[value.names[0] ?? ''];
  return declaration !== undefined && isGate(declaration) && declaration.enables === slot;
}
