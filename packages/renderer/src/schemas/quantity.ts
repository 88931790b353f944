/** A number without a fraction, times a power of ten. */
interface Amount {
  readonly digits: bigint;
  readonly scale: number;
}

const parts = /^([+-]?)0*(\d*)(?:\.(\d*))?([eEinumkKMGTP]*)([+-]?\d*)$/;

const decimalSuffixes: readonly string[] = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const binarySuffixes: readonly string[] = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** The smallest power of ten that a quantity has. */
const nano = -9;

type Format = 'decimal' | 'exponent' | 'binary';

/**
 * A quantity as Go writes it again once it has read it (apimachinery: resource.Quantity): without a fraction, and with
 * the largest suffix that leaves none: `500m` of 0.5, `1Gi` of 1024Mi. One that is written so stays as it is. Undefined
 * for what is no quantity.
 */
export function canonicalQuantity(text: string): string | undefined {
  const read = readQuantity(text);
  if (read === undefined) return undefined;
  const { amount, format } = read;
  if (amount.digits === 0n) return '0';
  if (isWrittenSo({ ...read, scale: amount.scale })) return text.trim();
  const rounded = roundUp(amount);
  return (format === 'binary' ? printBinary(rounded) : undefined) ?? printDecimal(rounded, format) ?? text.trim();
}

/** Whether one quantity is less than another; never of what is no quantity. */
export function isSmallerQuantity(text: string, than: string): boolean {
  const [one, other] = [nanosOf(text), nanosOf(than)];
  return one !== undefined && other !== undefined && one < other;
}

/** Go takes none for larger than the largest integer, so that no power of ten is worked out above that. */
function nanosOf(text: string): bigint | undefined {
  const read = readQuantity(text);
  if (read === undefined) return undefined;
  const { digits, scale } = roundUp(read.amount);
  const nanos = digits * 10n ** BigInt(Math.min(scale, largestScale) - nano);
  return nanos < largestNanos ? nanos : largestNanos;
}

const largestScale = 19;
const largestNanos = (2n ** 63n - 1n) * 10n ** BigInt(-nano);

interface Quantity extends Suffix {
  readonly amount: Amount;
  /** Its digits without the point. */
  readonly shifted: string;
  readonly fraction: string;
}

function readQuantity(text: string): Quantity | undefined {
  const read = parts.exec(text.trim());
  const [, sign = '', whole = '', fraction = '', letters = '', power = ''] = read ?? [];
  const suffix = suffixOf(letters, power);
  if (read === null || suffix === undefined || !/\d/.test(text)) return undefined;
  const { format, exponent } = suffix;
  const shifted = `${whole === '' ? '0' : whole}${fraction}`;
  const amount = {
    digits: BigInt(`${sign === '-' ? '-' : ''}${shifted}`) * (format === 'binary' ? 2n ** BigInt(exponent) : 1n),
    scale: (format === 'binary' ? 0 : exponent) - fraction.length,
  };
  return { ...suffix, amount, shifted, fraction };
}

interface Suffix {
  readonly format: Format;
  /** Of two for a binary suffix, else of ten. */
  readonly exponent: number;
}

function suffixOf(letters: string, power: string): Suffix | undefined {
  if (letters === 'e' || letters === 'E') {
    if (/\d/.test(power))
      return Math.abs(Number(power)) < 2 ** 31 ? { format: 'exponent', exponent: Number(power) } : undefined;
    return letters === 'E' && power === '' ? { format: 'decimal', exponent: 18 } : undefined;
  }
  if (power !== '') return undefined;
  const decimal = decimalSuffixes.indexOf(letters);
  if (decimal >= 0) return { format: 'decimal', exponent: nano + 3 * decimal };
  const binary = binarySuffixes.indexOf(letters);
  return binary > 0 ? { format: 'binary', exponent: 10 * binary } : undefined;
}

interface WrittenQuantity extends Suffix {
  readonly shifted: string;
  readonly scale: number;
  readonly fraction: string;
}

/** Go keeps the text of a short quantity that it takes for canonical (ParseQuantity). */
function isWrittenSo({ shifted, scale, fraction, format, exponent }: WrittenQuantity): boolean {
  if (scale < nano) return false;
  if (format !== 'binary') {
    return shifted.length <= 18 && scale % 3 === 0 && !shifted.endsWith('000') && !shifted.startsWith('0');
  }
  const isShort = fraction === '' && 15 - shifted.length - Math.trunc((exponent * 3) / 10) - 1 >= 0;
  return isShort && BigInt(shifted) % 8n !== 0n;
}

/** Nothing is smaller than a nano: what is left counts as one more. */
function roundUp({ digits, scale }: Amount): Amount {
  if (scale >= nano) return { digits, scale };
  // Also where the power of ten would be too large to be worked out.
  if (nano - scale > String(digits).length) return { digits: BigInt(sign(digits)), scale: nano };
  const unit = 10n ** BigInt(nano - scale);
  const more = digits % unit === 0n ? 0n : BigInt(sign(digits));
  return { digits: digits / unit + more, scale: nano };
}

function sign(digits: bigint): number {
  return Number(digits > 0n) - Number(digits < 0n);
}

/** Undefined for what has a fraction, or is below 1024: that is printed by powers of ten. */
function printBinary({ digits, scale }: Amount): string | undefined {
  const unit = 10n ** BigInt(-scale);
  if (digits % unit !== 0n) return undefined;
  let value = digits / unit;
  if (value > -1024n && value < 1024n) return undefined;
  let step = 0;
  for (; value % 1024n === 0n && step < binarySuffixes.length - 1; step += 1) value /= 1024n;
  return `${value}${binarySuffixes[step] ?? ''}`;
}

/** Undefined for what is too large for a suffix. */
function printDecimal(amount: Amount, format: Format): string | undefined {
  let { digits, scale } = amount;
  for (; digits % 10n === 0n; scale += 1) digits /= 10n;
  for (; scale % 3 !== 0; scale -= 1) digits *= 10n;
  if (format === 'exponent') return scale === 0 ? String(digits) : `${digits}e${scale}`;
  const suffix = decimalSuffixes[(scale - nano) / 3];
  return suffix === undefined ? undefined : `${digits}${suffix}`;
}
