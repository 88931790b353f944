/** What a text says in bytes. */
export interface Bytes {
  readonly bytes: Uint8Array;
  readonly length: number;
}

/** A run of letters and digits in bytes. */
export interface Run {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

const digits64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const digits16 = '0123456789abcdef';

/** Of a digit of base64, also of the alphabet for URLs; 64 or more of another sign. */
export const values64 = bytesBy((sign) => digits64.indexOf(sign.replace('-', '+').replace('_', '/')));
/** Of a hexadecimal digit; 16 or more of another sign. */
export const values16 = bytesBy((sign) => digits16.indexOf(sign.toLowerCase()));

function bytesBy(valueOf: (sign: string) => number): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, code) => valueOf(String.fromCharCode(code))); // -1 becomes 255
}

/** Gives the number of bytes. A digit that is left over counts for nothing. */
export function decodeHex({ bytes: from, start, end }: Run, bytes: Uint8Array): number {
  const length = (end - start) >> 1;
  for (let at = 0; at < length; at += 1) {
    const high = values16[from[start + 2 * at] ?? 0] ?? 0;
    bytes[at] = high * 16 + (values16[from[start + 2 * at + 1] ?? 0] ?? 0);
  }
  return length;
}

/** Where four bytes may be the end of a beginning. */
interface Marks {
  readonly marks: Uint8Array;
  readonly placeOf: (gram: number) => number;
}

/** What secrets look like in a text, by their first characters. */
export interface Beginnings {
  readonly marks: Marks;
  /** By the last four bytes of them. */
  readonly byEnd: ReadonlyMap<number, readonly Uint8Array[]>;
  /** What each byte is. */
  readonly kinds: Uint16Array;
  /** Of the shortest one. */
  readonly least: number;
}

/** A beginning stands in what was scanned. */
export const sawBeginning = 1;
/** Perhaps it says something else without its escapes. */
export const sawEscape = 2;
/** Perhaps it holds a run of base64 or hexadecimal. */
export const sawRun = 4;
/** Perhaps an escape of it is a line end. */
export const sawLine = 8;
/** A letter is there that is ASCII in lower case alone: the Kelvin sign, the I with a dot. */
export const sawLetter = 16;

/** How many characters of base64 are a run. */
export const shortestRun = 6;

// What a byte is: itself in lower case where it counts, and what else it may be.
const counts = 0x100;
const isOfRun = 0x200;
export const isSpecial = 0x400;
export const isForeign = 0x800;

/** Beginnings of four bytes or more, of ASCII in lower case without blanks. */
export function beginningsOf(
  texts: Iterable<string>,
  { marksOf, anyForeign }: { readonly marksOf: (grams: Iterable<number>) => Marks; readonly anyForeign: boolean },
): Beginnings {
  const all = Array.from(texts, (text) => Uint8Array.from(text, (sign) => sign.charCodeAt(0)));
  const byEnd = new Map<number, Uint8Array[]>();
  for (const one of all) {
    const end = one.subarray(-4).reduce((gram, byte) => (gram << 8) | byte, 0);
    byEnd.set(end, [...(byEnd.get(end) ?? []), one]);
  }
  const least = Math.min(...all.map(({ length }) => length));
  return { marks: marksOf(byEnd.keys()), byEnd, kinds: anyForeign ? kindsIfForeign : kinds, least };
}

/**
 * One pass over the bytes of a text, whatever the number of secrets. It leaves out blanks, quotes, backslashes and what
 * is not ASCII, as in the beginnings. So it misses none but those behind an escape.
 */
export function scan({ bytes, length }: Bytes, { marks: { marks, placeOf }, byEnd, kinds }: Beginnings): number {
  let gram = 0;
  let run = 0;
  let seen = 0;
  for (let at = 0; at < length; at += 1) {
    const kind = kinds[bytes[at] ?? 0] ?? 0;
    gram = (gram << ((kind >> 5) & 8)) | (kind & 0xff);
    run = (run + 1) * ((kind >> 9) & 1);
    seen |= ((shortestRun - 1 - run) >>> 31) << 2;
    if (marks[placeOf(gram)] === 1 && endsHere(bytes, at, { kinds, ends: byEnd.get(gram) })) return sawBeginning;
    if (kind < isSpecial) continue;
    if (kind >= isForeign) return sawBeginning;
    seen |= specialAt(bytes, at);
  }
  return seen;
}

interface Ends {
  readonly kinds: Uint16Array;
  /** Beginnings of which the last four bytes are here. */
  readonly ends: readonly Uint8Array[] | undefined;
}

function endsHere(bytes: Uint8Array, at: number, { kinds, ends = [] }: Ends): boolean {
  return ends.some((one) => {
    let left = one.length;
    for (let place = at; place >= 0 && left > 0; place -= 1) {
      const kind = kinds[bytes[place] ?? 0] ?? 0;
      if ((kind & counts) === 0) continue;
      left -= 1;
      if (one[left] !== (kind & 0xff)) return false;
    }
    return left === 0;
  });
}

/** What a byte may be together with those after it. */
export function specialAt(bytes: Uint8Array, at: number): number {
  const [next, third] = [bytes[at + 1] ?? 0, bytes[at + 2] ?? 0];
  const isOneOf = (letters: string): boolean => letters.includes(String.fromCharCode(next).toLowerCase());
  switch (bytes[at] ?? 0) {
    case 0x25: // %
      return (values16[next] ?? 16) < 16 && (values16[third] ?? 16) < 16 ? sawEscape : 0;
    case 0x26: // & before a name or a number
      return isOneOf('#aqlg') ? sawEscape : 0;
    case 0x5c: // a backslash
      if (isOneOf('nrt')) return sawEscape | sawLine;
      return isOneOf('u') ? sawEscape : 0;
    default:
      return letterAt(bytes, at) === undefined ? 0 : sawLetter;
  }
}

/** What such a letter is in lower case, and how many bytes it has. */
function letterAt(bytes: Uint8Array, at: number): { readonly byte: number; readonly size: number } | undefined {
  const first = bytes[at];
  if (first === 0xc4 && bytes[at + 1] === 0xb0) return { byte: 0x69, size: 2 };
  const isKelvin = first === 0xe2 && bytes[at + 1] === 0x84 && bytes[at + 2] === 0xaa;
  return isKelvin ? { byte: 0x6b, size: 3 } : undefined;
}

/** Writes a text with these letters in lower case. */
export function writeLetters(from: Bytes, bytes: Uint8Array): Bytes {
  let length = 0;
  for (let at = 0; at < from.length;) {
    const letter = letterAt(from.bytes, at);
    bytes[length] = letter?.byte ?? from.bytes[at] ?? 0;
    length += 1;
    at += letter?.size ?? 1;
  }
  return { bytes, length };
}

function tableOf(valueOf: (code: number) => number): Uint16Array {
  return Uint16Array.from({ length: 256 }, (_, code) => valueOf(code));
}

const kinds = tableOf((code) => {
  const sign = String.fromCharCode(code);
  const special = '%&\\\xe2\xc4'.includes(sign) ? isSpecial : 0;
  if (code > 0x7f || /[\s+"'\\]/.test(sign)) return special | (sign === '+' ? isOfRun : 0);
  return special | counts | ((values64[code] ?? 64) < 64 ? isOfRun : 0) | sign.toLowerCase().charCodeAt(0);
});

/** Where a secret may be nothing but letters that are more than ASCII, each of them may be one. */
const kindsIfForeign = tableOf((code) => (code > 0x7f ? isForeign : (kinds[code] ?? 0)));
