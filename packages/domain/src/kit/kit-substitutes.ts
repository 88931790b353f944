import { pickOne } from '../issue/nearest';
import type { KitIssue } from './kit-issue';
import type { BootstrapKitRows } from './kit-rows';
import type { SlotObject } from './slot-object';
import type { Slot } from '../slot/slot';
import { isSubstituted, type SlotValue, type SlotValues } from '../slot/substitute';

/**
 * Flux 2.9 refuses text with a substitute that is not set, and says nothing of one that nobody reads: so each
 * declared substitute is read, and each that is read is declared.
 */
export function issuesInSubstitutes(kit: BootstrapKitRows, objects: readonly SlotObject[]): readonly KitIssue[] {
  const rows = [kit.labels, kit.annotations, ...kit.slots.flatMap(textsOfSlot)];
  const usedByRows = new Set(rows.flatMap(substitutesIn));
  const used = new Set([...usedByRows, ...objects.flatMap(({ value }) => substitutesIn(value))]);
  const declared = Object.keys(kit.substitutes);
  return [
    ...(declared.length === 0 ? [nothingDeclared] : []),
    ...declared.flatMap(issuesOfName),
    ...declared.filter((name) => !used.has(name)).map(issueOfUnusedName),
    ...declared.flatMap((name) => danglingGate(name, kit)),
    ...[...usedByRows].filter((name) => !declared.includes(name)).map((name) => issueOfUndeclaredName(name, declared)),
  ];
}

/** Without variables Flux substitutes nothing (postBuild), and the `$` that we double would stay doubled. */
const nothingDeclared: KitIssue = {
  field: 'substitutes',
  value: [],
  code: 'missing',
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

/** What of a slot may hold substitutes. */
function textsOfSlot({ namespace, values, helm }: Slot): readonly (SlotValues | undefined)[] {
  return [namespace.labels, values, helm?.commonMetadata?.labels, helm?.commonMetadata?.annotations];
}

// Flux takes more names (envsubst: a letter or "_", then those and digits); the tree's contract has these.
function issuesOfName(name: string): readonly KitIssue[] {
  if (/^[A-Z][A-Z0-9_]*$/.test(name)) return [];
  const remedy = 'Write a name such as "REGISTRY_MIRROR"';
  return [{ field: 'substitutes', value: name, code: 'malformed', problem: 'it must be UPPER_SNAKE', remedy }];
}

function issueOfUnusedName(name: string): KitIssue {
  const remedy = 'Use it in a slot, or take the declaration out';
  return { field: 'substitutes', value: name, code: 'unused', problem: 'no slot uses it', remedy };
}

function issueOfUndeclaredName(name: string, declared: readonly string[]): KitIssue {
  const problem = 'a slot uses it, and it is not declared';
  return { field: 'substitutes', value: name, code: 'unknown-value', problem, remedy: pickOne(name, declared) };
}

function danglingGate(name: string, { substitutes, slots }: BootstrapKitRows): readonly KitIssue[] {
  const declaration = substitutes[name];
  const names = slots.map((slot) => slot.name);
  if (declaration?.type !== 'boolean' || names.includes(declaration.enables)) return [];
  const value = declaration.enables;
  const field = `substitutes.${name}.enables`;
  const remedy = pickOne(value, names);
  return [{ field, value, code: 'unknown-value', problem: 'no slot has this name', remedy }];
}
