import { hasFormat } from './string-formats';
import type { SchemaChecks, StructuralSchema } from '../contract/server-tables';
import { isMap, wordsOf } from './violation';

interface Found {
  readonly problem: string;
  readonly remedy: string;
}

/** What a schema allows of a value beside its type: enum, pattern, format, lengths, ranges, counts. */
export function limitsOf(value: unknown, schema: StructuralSchema, matches: SchemaChecks['matches']): readonly Found[] {
  const choice = schema.enum === undefined || schema.enum.includes(value) ? [] : [notAmong(value, schema.enum)];
  if (typeof value === 'string') return [...choice, ...limitsOfText(value, schema, matches)];
  if (typeof value === 'number' || typeof value === 'bigint')
    return [...choice, ...limitsOfNumber(Number(value), schema)];
  if (Array.isArray(value))
    return [...choice, ...limitsOfCount(value.length, ['entries', schema.minItems, schema.maxItems])];
  if (!isMap(value)) return choice;
  const count = Object.keys(value).length;
  return [...choice, ...limitsOfCount(count, ['fields', schema.minProperties, schema.maxProperties])];
}

function notAmong(value: unknown, allowed: readonly unknown[]): Found {
  const all = allowed.map((one) => wordsOf(one)).join(', ');
  return { problem: `it is ${wordsOf(value)}, which is none of ${all}`, remedy: `Write one of ${all}` };
}

function limitsOfText(text: string, schema: StructuralSchema, matches: SchemaChecks['matches']): readonly Found[] {
  const { pattern, format, minLength, maxLength } = schema;
  const length = Array.from(text).length; // Go counts characters
  return [
    ...limitsOfCount(length, ['characters', minLength, maxLength]),
    ...(pattern === undefined || matches(text, pattern)
      ? []
      : [
          {
            problem: `it is ${wordsOf(text)}, which does not match ${pattern}`,
            remedy: `Write it as ${pattern} has it`,
          },
        ]),
    ...(format === undefined || hasFormat(text, format)
      ? []
      : [{ problem: `it is ${wordsOf(text)}, which is no ${format}`, remedy: `Write it as ${format} has it` }]),
  ];
}

function limitsOfNumber(value: number, schema: StructuralSchema): readonly Found[] {
  const { minimum = -Infinity, maximum = Infinity, multipleOf } = schema;
  const isLow = schema.exclusiveMinimum === true ? value <= minimum : value < minimum;
  const isHigh = schema.exclusiveMaximum === true ? value >= maximum : value > maximum;
  const least = schema.exclusiveMinimum === true ? `more than ${minimum}` : `at least ${minimum}`;
  const most = schema.exclusiveMaximum === true ? `less than ${maximum}` : `at most ${maximum}`;
  return [
    ...(isLow ? [{ problem: `it is ${value}, and has to be ${least}`, remedy: `Write ${least}` }] : []),
    ...(isHigh ? [{ problem: `it is ${value}, and has to be ${most}`, remedy: `Write ${most}` }] : []),
    ...(multipleOf === undefined || Number.isInteger(value / multipleOf)
      ? []
      : [{ problem: `it is ${value}, no multiple of ${multipleOf}`, remedy: `Write a multiple of ${multipleOf}` }]),
  ];
}

function limitsOfCount(
  count: number,
  [what, least = 0, most = Infinity]: readonly [string, number | undefined, number | undefined],
): readonly Found[] {
  if (count < least) return [{ problem: `it has ${count} ${what}, below ${least}`, remedy: `Write at least ${least}` }];
  if (count > most) return [{ problem: `it has ${count} ${what}, above ${most}`, remedy: `Write at most ${most}` }];
  return [];
}
