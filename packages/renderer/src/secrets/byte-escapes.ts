import { values16 } from './bare-scan';

/** An escape in a text: where it ends, and the byte that it says. */
interface Escape {
  readonly end: number;
  readonly byte: number;
  /** Whether it is nothing but backslashes, which are dropped. */
  readonly isDropped?: boolean;
}

// What an escape may say beside ASCII: another letter, nothing, or perhaps a letter that is ASCII in lower case.
const foreign = 0x80;
const nothing = 0x100;
const unsure = 0x101;

const [percent, ampersand, backslash] = [0x25, 0x26, 0x5c];
const blanks = Uint8Array.from({ length: 256 }, (_, code) => Number(/[\t-\r "'+]/.test(String.fromCharCode(code))));

/**
 * Writes a text as the views of `bare-text.ts` read its escapes, and gives its length; undefined if bytes cannot tell.
 * `areLines` tells whether a backslash before `n`, `r` or `t` is a line end.
 */
export function writeWithoutEscapes(from: Uint8Array, to: Uint8Array, areLines: boolean): number | undefined {
  let at = 0;
  let length = 0;
  let isDropped = false;
  while (at < from.length) {
    const byte = from[at] ?? 0;
    if (byte !== percent && byte !== ampersand && byte !== backslash) {
      isDropped = blanks[byte] === 1;
      to[length] = byte;
      at += 1;
      length += 1;
      continue;
    }
    const escape =
      byte === backslash
        ? backslashesAt(from, at, { areLines, isDropped })
        : byte === percent
          ? percentAt(from, at)
          : entityAt(from, at);
    if (escape?.byte === unsure) return undefined;
    to[length] = escape?.byte ?? byte;
    if (escape?.byte !== nothing) length += 1;
    isDropped = escape?.isDropped === true;
    at = escape?.end ?? at + 1;
  }
  return length;
}

const lowerCase = 0x20;
const letters = { n: 0x6e, r: 0x72, t: 0x74, u: 0x75 };

interface Reading {
  readonly areLines: boolean;
  /** Whether a blank or a quote is before, which takes backslashes with it. */
  readonly isDropped: boolean;
}

function backslashesAt(from: Uint8Array, at: number, { areLines, isDropped }: Reading): Escape {
  let end = at;
  while (byteAt(from, end) === backslash) end += 1;
  if (isDropped) return { end, byte: nothing, isDropped };
  const next = byteAt(from, end) | lowerCase;
  const code = next === letters.u ? hexAt(from, end + 1, 4) : undefined;
  const isLine = areLines && (next === letters.n || next === letters.r || next === letters.t);
  if (code === undefined && !isLine) return { end, byte: nothing, isDropped: true };
  if (isForeignBlank(from, at - 1)) return { end, byte: unsure };
  return code === undefined ? { end: end + 1, byte: nothing } : { end: end + 5, byte: byteOf(code) };
}

/** Perhaps a blank that is more than ASCII ends here: U+00A0, U+1680, U+2000 and the like, U+3000, U+FEFF. */
function isForeignBlank(from: Uint8Array, at: number): boolean {
  const [before, last] = [byteAt(from, at - 1), byteAt(from, at)];
  if (before === 0x80) return last < 0x8b || last === 0xa8 || last === 0xa9 || last === 0xaf;
  return [0xc2a0, 0x9a80, 0x819f, 0xbbbf].includes((before << 8) | last);
}

function percentAt(from: Uint8Array, at: number): Escape | undefined {
  let start = at + 1;
  while (hexAt(from, start, 2) === percent) start += 2;
  const byte = hexAt(from, start, 2);
  if (byte !== undefined) return { end: start + 2, byte: byte < 0x80 ? byte : ofUtf8(byte) };
  return start === at + 1 ? undefined : { end: start, byte: percent };
}

/** The first byte of the Kelvin sign, or of the I with a dot. */
function ofUtf8(byte: number): number {
  return byte === 0xe2 || byte === 0xc4 ? unsure : foreign;
}

// The last is how the letter s may be written too where case does not count; it is no name.
const entity = /^(?:#(?<decimal>[0-9]{1,7})|#x(?<hex>[0-9a-f]{1,6})|(?<name>quot|apos|lt|gt|apo\xc5\xbf));/i;
const named: Readonly<Record<string, number>> = { quot: 0x22, apos: 0x27, lt: 0x3c, gt: 0x3e };

/** A number, or the first letter of a name. */
const isFirstOfEntity = Uint8Array.from({ length: 256 }, (_, code) =>
  Number(/[#aqlg]/i.test(String.fromCharCode(code))),
);

function entityAt(from: Uint8Array, at: number): Escape | undefined {
  if (isFirstOfEntity[byteAt(from, at + 1)] !== 1) return undefined;
  let start = at + 1;
  while (textAt(from, start, 4).toLowerCase() === 'amp;') start += 4;
  const { 0: all, groups } = entity.exec(textAt(from, start, 9)) ?? {};
  if (all === undefined) return start === at + 1 ? undefined : { end: start, byte: ampersand };
  const { name, decimal, hex = '' } = groups ?? {};
  const code = decimal === undefined ? parseInt(hex, 16) : Number(decimal);
  const byte = name === undefined ? byteOf(code) : (named[name.toLowerCase()] ?? nothing);
  return { end: start + all.length, byte };
}

function byteOf(code: number): number {
  if (code < 0x80) return code;
  return code === 0x212a || code === 0x130 || code > 0x10ffff ? unsure : foreign;
}

function textAt(from: Uint8Array, at: number, count: number): string {
  return Array.from(from.subarray(at, at + count), (byte) => String.fromCharCode(byte)).join('');
}

/** The number of some hexadecimal digits. */
function hexAt(from: Uint8Array, at: number, count: number): number | undefined {
  let number = 0;
  for (let place = at; place < at + count; place += 1) {
    const digit = values16[byteAt(from, place)] ?? 16;
    if (digit >= 16) return undefined;
    number = 16 * number + digit;
  }
  return number;
}

/** Nothing stands behind the end. */
function byteAt(from: Uint8Array, at: number): number {
  return from[at] ?? 0;
}
