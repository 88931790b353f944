import { type ByteText, fromBytes, toBytes } from './bytes';
import { matchingPrefixes } from './glob';
import { toCase } from './letter-case';
import { substring } from './substring';

export type Operator = (value: ByteText, args: readonly ByteText[]) => ByteText;

/** What each operator makes of a value (fluxcd/pkg: envsubst/funcs.go). One that is not here takes its words. */
const operators: Readonly<Record<string, Operator>> = {
  ',': (value) => ofFirst(value, 'lower'),
  ',,': (value) => ofAll(value, 'lower'),
  '^': (value) => ofFirst(value, 'upper'),
  '^^': (value) => ofAll(value, 'upper'),
  ':': substring,
  '#': (value, [pattern]) => (pattern === undefined ? String(value.length) : withoutShortest(value, pattern)),
  '##': (value, [pattern = '']) => withoutLongest(value, pattern),
  '%': (value, [pattern = '']) => reverse(withoutShortest(reverse(value), reverse(pattern))),
  '%%': (value, [pattern = '']) => reverse(withoutLongest(reverse(value), reverse(pattern))),
  '/': (value, [old = '', by = '']) => replaceFirst(value, old, by),
  '//': (value, [old = '', by = '']) => (old === '' ? betweenAll(value, by) : value.replaceAll(old, () => by)),
  '/#': (value, [old = '', by]) => (by !== undefined && value.startsWith(old) ? replaceFirst(value, old, by) : value),
  '/%': (value, [old = '', by]) =>
    by !== undefined && value.endsWith(old) ? `${value.slice(0, value.length - old.length)}${by}` : value,
};

export function operatorOf(name: string): Operator {
  return operators[name] ?? orWords;
}

const defaults = new Set(['=', ':=', ':-', ':+', ':?']);

/** Whether an operator is content with a variable that is not set; strict mode lets those be. */
export function takesUnset(name: string): boolean {
  return defaults.has(name);
}

function orWords(value: ByteText, args: readonly ByteText[]): ByteText {
  return value === '' ? args.join('') : value;
}

function ofAll(value: ByteText, direction: 'upper' | 'lower'): ByteText {
  return toBytes(toCase(fromBytes(value).text, direction));
}

function ofFirst(value: ByteText, direction: 'upper' | 'lower'): ByteText {
  const [first = '', ...rest] = fromBytes(value).text;
  return toBytes(`${toCase(first, direction)}${rest.join('')}`);
}

function replaceFirst(value: ByteText, old: ByteText, by: ByteText): ByteText {
  const at = value.indexOf(old);
  return at < 0 ? value : `${value.slice(0, at)}${by}${value.slice(at + old.length)}`;
}

function betweenAll(value: ByteText, by: ByteText): ByteText {
  return ['', ...Array.from(fromBytes(value).text, toBytes), ''].join(by);
}

function reverse(value: ByteText): ByteText {
  return toBytes(Array.from(fromBytes(value).text).reverse().join(''));
}

function withoutShortest(value: ByteText, pattern: ByteText): ByteText {
  const ends = matchingPrefixes(pattern, value);
  return value.slice(ends.length === 0 ? 0 : ends.reduce((least, end) => Math.min(least, end)));
}

function withoutLongest(value: ByteText, pattern: ByteText): ByteText {
  return value.slice(matchingPrefixes(pattern, value).reduce((most, end) => Math.max(most, end), 0));
}
