import { int64OfFloat } from '../json/int64';

const bases: Readonly<Record<string, { readonly base: string; readonly digits: RegExp }>> = {
  b: { base: '0b', digits: /^[01]+$/ },
  o: { base: '0o', digits: /^[0-7]+$/ },
  x: { base: '0x', digits: /^[0-9a-fA-F]+$/ },
};

/** Go's `strconv.ParseInt` and then `ParseUint`, base 0: prefixes 0b, 0o, 0x and 0; within 64 bits. */
export function integerOf(text: string): bigint | undefined {
  const sign = /^[+-]/.exec(text)?.[0] ?? '';
  const magnitude = magnitudeOf(text.slice(sign.length));
  if (magnitude === undefined) return undefined;
  const value = sign === '-' ? -magnitude : magnitude;
  const most = sign === '' ? 2n ** 64n : 2n ** 63n;
  return value < most && value >= -(2n ** 63n) ? value : undefined;
}

function magnitudeOf(digits: string): bigint | undefined {
  if (/^(0|[1-9][0-9]{0,24})$/.test(digits)) return BigInt(digits);
  if (!digits.startsWith('0') || digits.length > 80) return undefined;
  const named = digits.length > 2 ? bases[digits.charAt(1).toLowerCase()] : undefined;
  const { base, digits: allowed } = named ?? { base: '0o', digits: /^[0-7]+$/ };
  const rest = digits.slice(named ? 2 : 1);
  return allowed.test(rest) ? BigInt(`${base}${rest}`) : undefined;
}

const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/**
 * A decimal number as YAML writes it; nothing where it is too large for a float. One without a fraction becomes an
 * integer, as it does on its way through JSON: Go prints `1e18` there with all its digits.
 */
export function floatOf(text: string): number | bigint | undefined {
  if (!float.test(text)) return undefined;
  const value = Number(text);
  if (!Number.isFinite(value)) return undefined;
  return int64OfFloat(value);
}

/** A number as the YAML library prints it: integers of 64 bits in full, the rest as Go's `%g`. */
export function printNumber(value: number | bigint): string {
  const isInteger = Number.isInteger(value) && value >= -(2 ** 63) && value < 2 ** 64;
  return typeof value === 'bigint' || isInteger ? String(value) : printFloat(value);
}

function printFloat(value: number): string {
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  if (Number(exponent) >= -4 && Number(exponent) < 6) return String(value);
  return `${digits}e${exponent.charAt(0)}${exponent.slice(1).padStart(2, '0')}`;
}

/** A float as a key or as a text, as `sigs.k8s.io/yaml` prints it: with the digits of 32 bits. */
export function printFloat32(value: number): string {
  const narrow = Math.fround(value);
  if (Number.isNaN(narrow)) return '.nan';
  if (Object.is(narrow, -0)) return '-0';
  if (!Number.isFinite(narrow)) return narrow > 0 ? '.inf' : '-.inf';
  const precisions = Array.from({ length: 9 }, (_, index) => Number(narrow.toPrecision(index + 1)));
  return printFloat(precisions.find((candidate) => Math.fround(candidate) === narrow) ?? narrow);
}
