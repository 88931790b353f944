import type { ChartValue } from '../sovereign/json';
import {
  aloneIn,
  isFact,
  type ParameterDeclaration,
  type ParameterDeclarations,
  type Substituted,
} from '../slot/parameter';
import { bareText } from './parameter-value';
import { parameterUses, type ReadingKit } from './readings';

/** A variable of a region's `postBuild`, and what it carries of which parameter. */
export interface Substitute {
  readonly name: string;
  readonly parameter: string;
  /** As JSON, which arrives as the same value of the same type; or as the bare text, for a place inside a text. */
  readonly form: 'json' | 'text';
}

/** The variables that the rows of a kit read, in the order of their names. */
export function substitutesOf(kit: ReadingKit): readonly Substitute[] {
  const uses = [...parameterUses(kit)].filter(([name]) => kit.parameters[name] !== undefined);
  const substitutes = uses.flatMap(([parameter, { isAlone, isInText }]): readonly Substitute[] => {
    const whole: Substitute = { name: parameter, parameter, form: isAlone ? 'json' : 'text' };
    const hasTwo = isAlone && isInText && hasTwoForms(kit.parameters[parameter]);
    return hasTwo ? [whole, { name: textName(parameter), parameter, form: 'text' }] : [whole];
  });
  return substitutes.sort((a, b) => (a.name < b.name ? -1 : 1)); // names are not equal
}

/** Says by which variables a place of a kit reads its parameters, in the order of `names`. */
export function substituteNamesOf(kit: ReadingKit): (value: Substituted) => readonly string[] {
  const known = new Set(substitutesOf(kit).map(({ name }) => name));
  return (value) => {
    if (aloneIn(value) !== undefined) return value.names;
    return value.names.map((name) => (known.has(textName(name)) ? textName(name) : name));
  };
}

/** What a variable carries for a value of its parameter. */
export function substituteText(value: ChartValue, { parameter, form }: Substitute, all: ParameterDeclarations): string {
  return form === 'text' || isPlainFact(all[parameter]) ? bareText(value) : JSON.stringify(value);
}

/** The name of the second variable of a parameter that stands alone and inside texts. */
export function textName(parameter: string): string {
  return `${parameter}_TEXT`;
}

/** Numbers and booleans are the same text in both forms. Lists and JSON cannot stand inside a text. */
function hasTwoForms(declaration: ParameterDeclaration | undefined): boolean {
  return declaration?.type === 'string' && !isPlainFact(declaration);
}

/**
 * Whether a parameter needs no quotes of JSON: what the record says is read as text by every reader of YAML (a DNS
 * name, a region, a label, a network), which the parsers of the record see to.
 */
function isPlainFact(declaration: ParameterDeclaration | undefined): boolean {
  return declaration?.type === 'string' && isFact(declaration);
}
