import type { Refusal } from '../issue/issue';
import { pickOne } from '../issue/nearest';
import type { ChartValue } from '../sovereign/json';
import { chartValueRefusals, isPlainObject, type ValueRefusal } from '../sovereign/chart-values';
import { isDropped } from '../sovereign/drop';
import type { FreeParameter, ParameterType } from '../slot/parameter';

/** What a text may have where it stands inside another one: no character that YAML could take for something. */
const textPattern = /^[A-Za-z0-9._/:@+-]*$/;

/** What is wrong with a value that is said for a parameter, or that is its default; none for a value that is right. */
export function parameterRefusals(value: unknown, declaration: FreeParameter): readonly ValueRefusal[] {
  const refusals = chartValueRefusals(value);
  if (refusals.length > 0) return refusals;
  const own = typeRefusal(value, declaration) ?? choiceRefusal(value, declaration);
  return own === undefined ? lineBreaks(value, []) : [{ path: [], value, ...own }];
}

/** A value as it stands inside a text. */
export function bareText(value: ChartValue): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Why a value cannot stand inside a text. */
export function textRefusal(value: ChartValue): Refusal | undefined {
  if (textPattern.test(bareText(value))) return undefined;
  const problem = 'a slot reads it inside a text, which takes letters, digits and "._/:@+-"';
  return { code: 'malformed', problem, remedy: 'Write a text of these characters' };
}

const typeTests: Readonly<Record<ParameterType, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  list: (value) => Array.isArray(value),
  json: () => true,
};

const typeTexts: Readonly<Record<ParameterType, { readonly is: string; readonly remedy: string }>> = {
  string: { is: 'a string', remedy: 'Write a text in quotes' },
  number: { is: 'a number', remedy: 'Write a number without quotes' },
  boolean: { is: 'a boolean', remedy: 'Write true or false' },
  list: { is: 'a list', remedy: "Write a list such as ['a', 'b']" },
  json: { is: 'a JSON value', remedy: 'Write a JSON value' },
};

function typeRefusal(value: unknown, { type }: FreeParameter): Refusal | undefined {
  if (typeTests[type](value)) return undefined;
  const { is, remedy } = typeTexts[type];
  return { code: 'wrong-type', problem: `the parameter is ${is}`, remedy };
}

function choiceRefusal(value: unknown, declaration: FreeParameter): Refusal | undefined {
  if (declaration.type !== 'string' && declaration.type !== 'number') return undefined;
  const { oneOf } = declaration;
  if (oneOf?.every((choice) => choice !== value) === true) {
    const problem = 'it is not one of the values that the kit allows';
    return { code: 'unknown-value', problem, remedy: pickOne(value, oneOf.map(String)) };
  }
  const pattern = declaration.type === 'string' ? declaration.pattern : undefined;
  if (pattern === undefined || new RegExp(`^(?:${pattern})$`).test(String(value))) return undefined;
  const problem = `it does not match ${pattern}`;
  return { code: 'malformed', problem, remedy: `Write a text that matches ${pattern}, ${declaration.description}` };
}

/** Flux takes line breaks out of a substitute. */
function lineBreaks(value: unknown, path: ValueRefusal['path']): readonly ValueRefusal[] {
  if (isDropped(value)) {
    const problem = 'drop() takes a value of a chart away, and a parameter is none';
    return [{ path, value, code: 'misplaced', problem, remedy: 'Write it in overrides' }];
  }
  if (typeof value === 'string') {
    const problem = 'it has a line break, and Flux would take it out';
    return /[\n\r]/.test(value)
      ? [{ path, value, code: 'malformed', problem, remedy: 'Write a text of one line' }]
      : [];
  }
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => lineBreaks(item, [...path, index]));
  if (!isPlainObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => lineBreaks(item, [...path, key]));
}
