import type { ByteText } from './bytes';
import { SubstitutionError } from './failure';

const int64 = { bits: 64, least: -(2n ** 63n), most: 2n ** 63n - 1n };

/**
 * `${name:offset}` and `${name:offset:length}`, in bytes; what is not a number leaves the value as it is. A negative
 * length runs into a panic of Go's, as in envsubst 1.7.0: a SubstitutionError of the kind `panic`.
 */
export function substring(value: ByteText, [offset = '', length]: readonly ByteText[]): ByteText {
  const size = BigInt(value.length);
  const given = integerOf(offset);
  if (given === undefined) return value;
  const from = given >= 0n ? given : given + size > 0n ? given + size : 0n;
  if (length === undefined) return from < size ? value.slice(Number(from)) : '';
  const count = integerOf(length);
  if (count === undefined) return value;
  const to = BigInt.asIntN(int64.bits, from + count);
  if (to >= size) return from < size ? value.slice(Number(from)) : '';
  if (to < 0n) throw new SubstitutionError('panic', `runtime error: slice bounds out of range [:${to.toString()}]`);
  const bounds = `[${from.toString()}:${to.toString()}]`;
  if (from > to) throw new SubstitutionError('panic', `runtime error: slice bounds out of range ${bounds}`);
  return value.slice(Number(from), Number(to));
}

/** Go's `strconv.Atoi`: decimal digits and a sign, within 64 bits. */
function integerOf(text: ByteText): bigint | undefined {
  if (!/^[+-]?[0-9]+$/.test(text)) return undefined;
  const value = text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text.replace('+', ''));
  return value < int64.least || value > int64.most ? undefined : value;
}
