/**
 * An integer as the API machinery keeps it (sigs.k8s.io/json: preserve ints): of 64 bits with a sign in full, a larger
 * one as a float. A `number` where it holds all digits.
 */
export function int64Of(integer: bigint): number | bigint {
  const isSafe = integer >= -safe && integer <= safe;
  return isSafe || integer < -int64 || integer >= int64 ? Number(integer) : integer;
}

/**
 * The integer that is left of an integer or a float once Go had it as a float: JSON prints its shortest digits, with
 * zeros after them.
 */
export function int64OfFloat(value: number): number | bigint {
  const isOther = !Number.isInteger(value) || Number.isSafeInteger(value) || Math.abs(value) >= 2 ** 64;
  return isOther ? value : int64Of(BigInt(String(value)));
}

/**
 * An integer as Go has it in a field of so many bits, without a word where it does not fit (apimachinery:
 * DefaultUnstructuredConverter): the low bits are kept, and of a float beyond 64 bits the least integer, as on amd64.
 */
export function wrapInteger(value: number | bigint, bits: 32 | 64): number | bigint {
  const whole = BigInt(value);
  const wrapped = BigInt.asIntN(bits, whole >= -int64 && whole < int64 ? whole : -int64);
  return wrapped === whole ? value : int64Of(wrapped);
}

const safe = BigInt(Number.MAX_SAFE_INTEGER);
const int64 = 2n ** 63n;
