import { canonicalTime, wrapInteger } from '@sovereign-fleet/go-text';
import { canonicalQuantity } from './quantity';
import { hasFormat } from './string-formats';
import { isInteger, isMap, wordsOf } from './violation';

interface KindOfValue {
  readonly is: (value: unknown) => boolean;
  readonly named: string;
  readonly remedy: (value: unknown) => string;
}

const isNumber = (value: unknown): boolean => typeof value === 'number' || typeof value === 'bigint';
const remedyOfNumber = (value: unknown): string =>
  typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value))
    ? `Write ${value}, without quotes`
    : '';
const remedyOfText = (value: unknown): string =>
  isNumber(value) || typeof value === 'boolean' ? `Write "${String(value)}", in quotes` : '';

/** The types of JSON, as schemas name them. */
const kindsOfValue: Readonly<Record<string, KindOfValue>> = {
  string: { is: (value) => typeof value === 'string', named: 'a text', remedy: remedyOfText },
  integer: { is: isInteger, named: 'a whole number', remedy: remedyOfNumber },
  int32: { is: (value) => fitsInto(value, 32), named: 'a whole number of 32 bits', remedy: remedyOfNumber },
  int64: { is: (value) => fitsInto(value, 64), named: 'a whole number of 64 bits', remedy: remedyOfNumber },
  number: { is: isNumber, named: 'a number', remedy: remedyOfNumber },
  boolean: {
    is: (value) => typeof value === 'boolean',
    named: 'true or false',
    remedy: (value) => (value === 'true' || value === 'false' ? `Write ${value}, without quotes` : ''),
  },
  object: { is: isMap, named: 'a map', remedy: () => '' },
  array: { is: Array.isArray, named: 'a list', remedy: () => '' },
  bytes: {
    is: (value) => typeof value === 'string' && hasFormat(value.replace(/[\r\n]/g, ''), 'byte'),
    named: 'a text in base64',
    remedy: () => '',
  },
  quantity: {
    is: (value) => (isNumber(value) || typeof value === 'string') && canonicalQuantity(String(value)) !== undefined,
    named: 'a size such as 500m or 1Gi',
    remedy: () => '',
  },
  scalar: {
    is: (value) => isInteger(value) || typeof value === 'string',
    named: 'a text or a whole number',
    remedy: () => '',
  },
  'int-or-string': {
    is: (value) => fitsInto(value, 32) || typeof value === 'string',
    named: 'a text or a whole number of 32 bits',
    remedy: () => '',
  },
  time: {
    is: (value) => typeof value === 'string' && canonicalTime(value, 'seconds') !== undefined,
    named: 'a time such as 2026-01-31T12:00:00Z',
    remedy: () => '',
  },
  'micro-time': {
    is: (value) => typeof value === 'string' && canonicalTime(value, 'micro') !== undefined,
    named: 'a time such as 2026-01-31T12:00:00.000000Z',
    remedy: () => '',
  },
};

function fitsInto(value: unknown, bits: 32 | 64): boolean {
  return isInteger(value) && wrapInteger(value, bits) === value;
}

/** What is wrong with the type of a value, or undefined. A type that no schema has is none of ours to judge. */
export function wrongType(
  type: string,
  value: unknown,
): { readonly problem: string; readonly remedy: string } | undefined {
  // Of a value that is no number at all nobody wants to hear about bits.
  const isOfBits = type === 'int32' || type === 'int64';
  const kind = kindsOfValue[isOfBits && !isInteger(value) ? 'integer' : type];
  if (kind === undefined || kind.is(value)) return undefined;
  const remedy = kind.remedy(value);
  return {
    problem: `it has to be ${kind.named}, and is ${wordsOf(value)}`,
    remedy: remedy === '' ? `Write ${kind.named}` : remedy,
  };
}
