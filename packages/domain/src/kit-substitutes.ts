import type { Issue } from './issue';
import { pickOne } from './nearest';
import { roles } from './region';
import type { BootstrapKitRows, Slot } from './slot';
import { isSubstituted, type SlotValue, type SlotValues } from './substitute';

/**
 * Flux 2.9 refuses text with a substitute that is not set, and says nothing of one that nobody reads: so each
 * declared substitute is read, each that is read is declared, and each slot that is off somewhere reads its gate.
 */
export function issuesOfSubstitutes(kit: BootstrapKitRows, file: string): readonly Issue[] {
  const used = new Set([
    ...substitutesIn(kit.labels),
    ...substitutesIn(kit.annotations),
    ...kit.slots.flatMap(({ values }) => substitutesIn(values)),
  ]);
  const declared = Object.keys(kit.substitutes);
  return [
    ...declared.flatMap((name) => issuesOfDeclaration(name, kit, used, file)),
    ...[...used].filter((name) => !declared.includes(name)).map((name) => issueOfUndeclared(name, declared, file)),
    ...kit.slots.flatMap((slot) => issuesOfGate(slot, kit, file)),
  ];
}

/** The names of the substitutes in a value, at whatever depth. */
export function substitutesIn(value: SlotValue | undefined): readonly string[] {
  if (typeof value !== 'object') return [];
  if (isSubstituted(value)) return value.names;
  // What is neither text nor a list is a map; Array.isArray does not tell readonly lists.
  const parts = Array.isArray(value) ? (value as readonly SlotValue[]) : Object.values(value as SlotValues);
  return parts.flatMap(substitutesIn);
}

function issuesOfDeclaration(
  name: string,
  kit: BootstrapKitRows,
  used: ReadonlySet<string>,
  file: string,
): readonly Issue[] {
  const at = { file, field: 'substitutes', value: name };
  const issues: Issue[] = [];
  // The names that Flux takes are more (envsubst, [_a-zA-Z][_a-zA-Z0-9]*); the tree's contract has these.
  if (!/^[A-Z][A-Z0-9_]*$/.test(name)) {
    issues.push({ ...at, problem: 'it must be UPPER_SNAKE', remedy: 'Write a name such as "REGISTRY_MIRROR"' });
  }
  if (!used.has(name)) {
    issues.push({ ...at, problem: 'no slot uses it', remedy: 'Use it in a slot, or take the declaration out' });
  }
  const declaration = kit.substitutes[name];
  const names = kit.slots.map((slot) => slot.name);
  if (declaration?.type === 'boolean' && !names.includes(declaration.enables)) {
    const field = `substitutes.${name}.enables`;
    const value = declaration.enables;
    issues.push({ file, field, value, problem: 'no slot has this name', remedy: pickOne(value, names) });
  }
  return issues;
}

function issueOfUndeclared(name: string, declared: readonly string[], file: string): Issue {
  const problem = 'a slot uses it, and it is not declared';
  return { file, field: 'substitutes', value: name, problem, remedy: pickOne(name, declared) };
}

/** The gate of a slot: the boolean substitute that says whether it is enabled. */
export function gateOf(slot: Slot, kit: BootstrapKitRows): string | undefined {
  const gates = Object.entries(kit.substitutes).filter(
    ([, declaration]) => declaration.type === 'boolean' && declaration.enables === slot.name,
  );
  return gates[0]?.[0];
}

function issuesOfGate(slot: Slot, kit: BootstrapKitRows, file: string): readonly Issue[] {
  if (roles.every((role) => slot.roles.includes(role))) return [];
  const gate = gateOf(slot, kit);
  if (gate !== undefined && substitutesIn(slot.values).includes(gate)) return [];
  const problem = 'the slot is off in some regions, and its values do not use a gate';
  const remedy = `Declare { type: 'boolean', enables: '${slot.name}' } and use it in the values`;
  return [{ file, field: `${slot.name}.roles`, value: slot.roles, problem, remedy }];
}
