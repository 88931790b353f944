import { pickOne } from '../issue/nearest';
import type { KitIssue } from './kit-issue';
import { declarationRefusals } from './parameter-declaration';
import { aloneIn, isFree, isGate, type ParameterType, typeOf } from '../slot/parameter';
import { textRefusal } from './parameter-value';
import { issuesOfPlaceholders } from './placeholders';
import { fieldOfPlace, parameterUses, type Reading, readingsOf } from './readings';
import type { BootstrapKitRows } from './kit-rows';
import type { SlotObject } from '../slot/slot-object';
import { textName } from './substitutes';

/** A kit with what its slots have beside their HelmReleases, by the names of the slots. */
export interface KitWithObjects extends BootstrapKitRows {
  readonly objects: Readonly<Record<string, readonly SlotObject[]>>;
}

/**
 * Flux 2.9 refuses text with a substitute that is not set, and says nothing of one that nobody reads: so each
 * declared parameter is read, and each that is read is declared.
 */
export function issuesInParameters({ objects, ...rows }: KitWithObjects): readonly KitIssue[] {
  const kit = { ...rows, objects };
  // What is no declaration was refused with the shape of the kit; nothing follows from it.
  if (Object.values(kit.parameters).some((one) => declarationRefusals(one).length > 0)) return [];
  const uses = parameterUses(kit);
  const declared = Object.keys(kit.parameters);
  return [
    ...(declared.length === 0 ? [nothingDeclared] : []),
    ...declared.flatMap((name) => issuesOfName(name, declared)),
    ...declared.filter((name) => !uses.has(name)).map(issueOfUnusedName),
    ...declared.flatMap((name) => danglingGate(name, kit)),
    // Those in objects are found with their files.
    ...[...parameterUses(rows).keys()]
      .filter((name) => !declared.includes(name))
      .map((name) => issueOfUndeclaredName(name, declared)),
    ...readingsOf(kit).flatMap((reading) => issuesOfPlace(reading, kit)),
    ...[...uses].flatMap(([name, { isInText }]) => (isInText ? issuesOfDefaultInText(name, kit) : [])),
    ...issuesOfPlaceholders(kit),
  ];
}

/** Without variables Flux substitutes nothing (postBuild), and the `$` that we double would stay doubled. */
const nothingDeclared: KitIssue = {
  field: 'parameters',
  value: [],
  code: 'missing',
  problem: 'Flux substitutes nothing where there are none, and "$" would arrive as "$$"',
  remedy: 'Declare one, and use it',
};

// Flux takes more names (envsubst: a letter or "_", then those and digits); the tree's contract has these.
function issuesOfName(name: string, declared: readonly string[]): readonly KitIssue[] {
  const at = { field: 'parameters', value: name };
  if (!/^[A-Z][A-Z0-9_]*$/.test(name)) {
    const remedy = 'Write a name such as "REGISTRY_MIRROR"';
    return [{ ...at, code: 'malformed', problem: 'it must be UPPER_SNAKE', remedy }];
  }
  const twin = declared.find((other) => textName(other) === name);
  if (twin === undefined) return [];
  const problem = `the compiler has this name for the text of ${twin}`;
  return [{ ...at, code: 'taken', problem, remedy: 'Write another name' }];
}

function issueOfUnusedName(name: string): KitIssue {
  const remedy = 'Use it in a slot, or take the declaration out';
  return { field: 'parameters', value: name, code: 'unused', problem: 'no slot uses it', remedy };
}

function issueOfUndeclaredName(name: string, declared: readonly string[]): KitIssue {
  const problem = 'a slot uses it, and it is not declared';
  return { field: 'parameters', value: name, code: 'unknown-value', problem, remedy: pickOne(name, declared) };
}

function danglingGate(name: string, { parameters, slots }: BootstrapKitRows): readonly KitIssue[] {
  const declaration = parameters[name];
  const names = slots.map((slot) => slot.name);
  if (declaration === undefined || !isGate(declaration) || names.includes(declaration.enables)) return [];
  const value = declaration.enables;
  const field = `parameters.${name}.enables`;
  const remedy = pickOne(value, names);
  return [{ field, value, code: 'unknown-value', problem: 'no slot has this name', remedy }];
}

/** Flux drops quotes, so only a string stays one; and only what is one word of YAML can be a part of a text. */
export function issuesOfPlace(
  { value, path }: Reading,
  { parameters }: Pick<BootstrapKitRows, 'parameters'>,
): readonly KitIssue[] {
  const alone = aloneIn(value);
  const isText = alone === undefined || isOfMetadata(path) || typeOf(value) === 'string';
  if (!isText) return [];
  return value.names.flatMap((name): readonly KitIssue[] => {
    const type = parameters[name]?.type;
    if (type === undefined || type === 'string' || (alone === undefined && isWord(type))) return [];
    const at = { field: fieldOfPlace(path), value: name, code: 'wrong-type' as const };
    return alone === undefined
      ? [{ ...at, problem: `a ${type} cannot stand inside a text`, remedy: 'Write it alone, by use()' }]
      : [{ ...at, problem: `a ${type} alone arrives as a ${type}, and not as text`, remedy: aloneRemedy(path) }];
  });
}

function isWord(type: ParameterType): boolean {
  return type === 'number' || type === 'boolean';
}

function aloneRemedy(path: Reading['path']): string {
  return isOfMetadata(path) ? 'Read a parameter that is a string' : 'Write use() for text';
}

/** Labels and annotations are strings, wherever they stand; only values of a chart may have such a key, too. */
function isOfMetadata([first, second, ...rest]: Reading['path']): boolean {
  const keys: readonly unknown[] = ['labels', 'annotations'];
  return keys.includes(first) || (second !== 'values' && rest.some((key) => keys.includes(key)));
}

function issuesOfDefaultInText(name: string, { parameters }: BootstrapKitRows): readonly KitIssue[] {
  const declaration = parameters[name];
  if (declaration?.type !== 'string' || !isFree(declaration) || declaration.default === undefined) return [];
  const value = declaration.default;
  const refusal = textRefusal(value);
  return refusal === undefined ? [] : [{ field: `parameters.${name}.default`, value, ...refusal }];
}
