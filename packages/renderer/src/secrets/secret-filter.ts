import { beginnings, gramLength, type MayEnd } from './needle-index';

/** Tells quickly that a text holds no secret: each says false only if there is none. */
export interface SecretFilter {
  readonly mayHold: (text: string) => boolean;
  /** Whether one is in a run of base64 or hexadecimal somewhere in the text. */
  readonly mayHoldEncoded: (text: string) => boolean;
}

interface FilteredTexts {
  /** What is searched within texts, without blanks, escapes and upper case. */
  readonly parts: readonly string[];
  /** What counts only as a whole text. */
  readonly short: readonly string[];
  /** How many encodings may be nested. */
  readonly levels: number;
}

interface Filter {
  readonly isBeginning: MayEnd;
  readonly short: ReadonlySet<string>;
  /** Whether a secret is of letters that are more than ASCII: then each text with such a letter may hold it. */
  readonly isForeign: boolean;
}

/** For a secret that is nothing but blanks and quotes: nothing can be left out of a text then. */
const unsure: SecretFilter = { mayHold: () => true, mayHoldEncoded: () => true };

// eslint-disable-next-line no-control-regex
const notAscii = /[^\x00-\x7f]/g;

/**
 * Looks at bytes alone. It leaves out what is not ASCII, in the texts as in what they are searched for, and says `may`
 * where an escape stands. So a no is sure, and a text that may hold a secret is looked at whole.
 */
export function secretFilter({ parts, short, levels }: FilteredTexts): SecretFilter {
  if (parts.some((part) => part.length < gramLength)) return unsure;
  const bare = parts.map((part) => part.replace(notAscii, ''));
  const filter = {
    isBeginning: beginnings(bare.filter((part) => part.length >= gramLength)),
    short: new Set(short),
    isForeign: bare.some((part) => part.length < gramLength) || short.some((one) => one.search(notAscii) >= 0),
  };
  return {
    mayHold: (text) => mayBeIn(bytesOf(text, levels), text.length, filter),
    mayHoldEncoded: (text) => mayBeInRuns(bytesOf(text, levels), text.length, { filter, levels }),
  };
}

/** What is read of a text where a character is more than a byte: it is left out, or may be ASCII in lower case. */
const foreign = 0x80;
const becomesAscii = 0xff;

/** Memory for each level of encoding, so that none is asked for at each word. */
const memory: Uint8Array[] = [];

function memoryFor(level: number, length: number): Uint8Array {
  const known = memory[level];
  if (known !== undefined && known.length >= length) return known;
  return (memory[level] = new Uint8Array(Math.max(2 * length, 1024)));
}

function bytesOf(text: string, level: number): Uint8Array {
  const bytes = memoryFor(level, text.length);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    // The Kelvin sign and the I with a dot.
    bytes[at] = code < 0x80 ? code : code === 0x212a || code === 0x130 ? becomesAscii : foreign;
  }
  return bytes;
}

// What a byte is: dropped, perhaps an escape or more than ASCII, or itself in lower case.
const droppedKind = 0x80;
const specialKind = 0x81;
const backslash = 0x5c;
const kinds = tableOf((code) => {
  const sign = String.fromCharCode(code);
  if (code > 0x7f || '%&\\'.includes(sign)) return specialKind;
  return /[\s+"']/.test(sign) ? droppedKind : sign.toLowerCase().charCodeAt(0);
});

function tableOf(valueOf: (code: number) => number): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, code) => valueOf(code));
}

function mayBeIn(bytes: Uint8Array, length: number, { isBeginning, short, isForeign }: Filter): boolean {
  let far = 0;
  let near = 0;
  for (let at = 0; at < length; at += 1) {
    const byte = bytes[at] ?? 0;
    const kind = kinds[byte] ?? 0;
    if (kind === specialKind && ((isForeign && byte > 0x7f) || mayBeEscape(bytes, at))) return true;
    if (kind === droppedKind || byte > 0x7f || byte === backslash) continue;
    far = (far << 8) | (near >>> 24);
    near = (near << 8) | (kind === specialKind ? byte : kind);
    if (isBeginning(far, near)) return true;
  }
  return length < gramLength && short.size > 0 && short.has(textOf(bytes, length));
}

function textOf(bytes: Uint8Array, length: number): string {
  return bytes.subarray(0, length).reduce((text, byte) => text + String.fromCharCode(byte), '');
}

/** Whether another character may stand here than the byte says: an escape, or a letter that is ASCII in lower case. */
function mayBeEscape(bytes: Uint8Array, at: number): boolean {
  const next = bytes[at + 1] ?? 0;
  const inLower = next | 0x20;
  const byte = bytes[at] ?? 0;
  switch (byte) {
    case 0x25: // %
      return value16(next) < 16 && value16(bytes[at + 2] ?? 0) < 16;
    case 0x26: // & before #, a, q, l, g
      return next === 0x23 || inLower === 0x61 || inLower === 0x71 || inLower === 0x6c || inLower === 0x67;
    case backslash: // before n, r, t, u
      return inLower === 0x6e || inLower === 0x72 || inLower === 0x74 || inLower === 0x75;
    case 0xe2: // the first byte of the Kelvin sign
      return next === 0x84;
    case 0xc4: // of the I with a dot
      return next === 0xb0;
    default:
      return byte === becomesAscii;
  }
}

interface Nested {
  readonly filter: Filter;
  /** How many encodings may still be within. */
  readonly levels: number;
}

const shortestRun = 6;

function mayBeInRuns(bytes: Uint8Array, length: number, nested: Nested): boolean {
  let start = 0;
  for (let at = 0; at <= length; at += 1) {
    if (at < length && value64[bytes[at] ?? 0] !== none) continue;
    if (at - start >= shortestRun && mayBeDecoded({ bytes, start, end: at }, nested)) return true;
    start = at + 1;
  }
  return false;
}

interface Run {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** Base64 may begin at any of the first four characters, where other text stands before it. */
function mayBeDecoded(run: Run, nested: Nested): boolean {
  const bytes = memoryFor(nested.levels - 1, run.end - run.start);
  for (let shift = 0; shift < 4; shift += 1) {
    if (mayBeSaid(bytes, decodeBase64(run, shift, bytes), nested)) return true;
  }
  return mayBeHex(run, bytes, nested);
}

function mayBeSaid(bytes: Uint8Array, length: number, { filter, levels }: Nested): boolean {
  if (length === 0) return false;
  return mayBeIn(bytes, length, filter) || (levels > 1 && mayBeInRuns(bytes, length, { filter, levels: levels - 1 }));
}

/** Hexadecimal may stand beside letters, and begin at either of its first two digits, where one of them is such one. */
function mayBeHex({ bytes: from, start, end }: Run, bytes: Uint8Array, nested: Nested): boolean {
  const mayBe = (first: number, last: number): boolean =>
    mayBeSaid(bytes, decodeHex({ bytes: from, start: first, end: last }, bytes), nested);
  let first = start;
  for (let at = start; at <= end; at += 1) {
    if (at < end && value16(from[at] ?? 0) < 16) continue;
    if (at - first >= shortestRun && (mayBe(first, at) || mayBe(first + 1, at))) return true;
    first = at + 1;
  }
  return false;
}

const none = 0xff;
const digits64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const value64 = tableOf((code) => {
  const place = digits64.indexOf(String.fromCharCode(code).replace('-', '+').replace('_', '/'));
  return place < 0 ? none : place;
});

function decodeBase64({ bytes: from, start, end }: Run, shift: number, bytes: Uint8Array): number {
  let length = 0;
  let held = 0;
  let count = 0;
  for (let at = start + shift; at < end; at += 1) {
    held = (held << 6) | (value64[from[at] ?? 0] ?? 0);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    const byte = (held >> count) & 0xff;
    bytes[length] = byte === becomesAscii ? foreign : byte;
    length += 1;
  }
  return length;
}

/** The number of bytes. A digit that is left over counts for nothing. */
function decodeHex({ bytes: from, start, end }: Run, bytes: Uint8Array): number {
  const length = (end - start) >> 1;
  for (let at = 0; at < length; at += 1) {
    const byte = value16(from[start + 2 * at] ?? 0) * 16 + value16(from[start + 2 * at + 1] ?? 0);
    bytes[at] = byte === becomesAscii ? foreign : byte;
  }
  return length;
}

const values16 = tableOf((code) => {
  const place = '0123456789abcdef'.indexOf(String.fromCharCode(code).toLowerCase());
  return place < 0 ? none : place;
});

/** Of a hexadecimal digit; 16 or more of another sign. */
function value16(byte: number): number {
  return values16[byte] ?? none;
}
