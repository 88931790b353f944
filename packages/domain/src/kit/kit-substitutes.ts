import type { Finding } from '../issue/issue';
import { pickOne } from '../issue/nearest';
import { roles } from '../sovereign/region';
import type { BootstrapKitRows, Slot } from './slot';
import { isSubstituted, type SlotValue, type SlotValues } from './substitute';

/**
 * Flux 2.9 refuses text with a substitute that is not set, and says nothing of one that nobody reads: so each
 * declared substitute is read, each that is read is declared, and each slot that is off somewhere reads its gate.
 */
export function findingsInSubstitutes(kit: BootstrapKitRows): readonly Finding[] {
  const values = [kit.labels, kit.annotations, ...kit.slots.map((slot) => slot.values)];
  const used = new Set(values.flatMap(substitutesIn));
  const declared = Object.keys(kit.substitutes);
  return [
    ...(declared.length === 0 ? [none] : []),
    ...declared.flatMap(misnamed),
    ...declared.filter((name) => !used.has(name)).map(unused),
    ...declared.flatMap((name) => danglingGate(name, kit)),
    ...[...used].filter((name) => !declared.includes(name)).map((name) => undeclared(name, declared)),
    ...kit.slots.flatMap((slot) => missingGate(slot, kit)),
  ];
}

/** Without variables Flux substitutes nothing (postBuild), and the `$` that we double would stay doubled. */
const none: Finding = {
  field: 'substitutes',
  value: [],
  problem: 'Flux substitutes nothing where there are none, and "$" would arrive as "$$"',
  remedy: 'Declare one, and use it',
};

/** The names of the substitutes in a value, at whatever depth. */
export function substitutesIn(value: SlotValue | undefined): readonly string[] {
  if (typeof value !== 'object' || (value as unknown) === null) return []; // a null is found with the row
  if (isSubstituted(value)) return value.names;
  // What is neither text nor a list is a map; Array.isArray does not tell readonly lists.
  const parts = Array.isArray(value) ? (value as readonly SlotValue[]) : Object.values(value as SlotValues);
  return parts.flatMap(substitutesIn);
}

// Flux takes more names (envsubst: a letter or "_", then those and digits); the tree's contract has these.
function misnamed(name: string): readonly Finding[] {
  if (/^[A-Z][A-Z0-9_]*$/.test(name)) return [];
  const remedy = 'Write a name such as "REGISTRY_MIRROR"';
  return [{ field: 'substitutes', value: name, problem: 'it must be UPPER_SNAKE', remedy }];
}

function unused(name: string): Finding {
  const remedy = 'Use it in a slot, or take the declaration out';
  return { field: 'substitutes', value: name, problem: 'no slot uses it', remedy };
}

function undeclared(name: string, declared: readonly string[]): Finding {
  const problem = 'a slot uses it, and it is not declared';
  return { field: 'substitutes', value: name, problem, remedy: pickOne(name, declared) };
}

function danglingGate(name: string, { substitutes, slots }: BootstrapKitRows): readonly Finding[] {
  const declaration = substitutes[name];
  const names = slots.map((slot) => slot.name);
  if (declaration?.type !== 'boolean' || names.includes(declaration.enables)) return [];
  const value = declaration.enables;
  return [
    { field: `substitutes.${name}.enables`, value, problem: 'no slot has this name', remedy: pickOne(value, names) },
  ];
}

function missingGate({ name, roles: value, values }: Slot, { substitutes }: BootstrapKitRows): readonly Finding[] {
  if (roles.every((role) => value.includes(role))) return [];
  const isGate = (used: string) => {
    const declaration = substitutes[used];
    return declaration?.type === 'boolean' && declaration.enables === name;
  };
  if (substitutesIn(values).some(isGate)) return [];
  const problem = 'the slot is off in some regions, and its values use no gate';
  const remedy = `Declare a substitute { type: 'boolean', enables: '${name}' } and use it in the values`;
  return [{ field: `${name}.roles`, value, problem, remedy }];
}
