import {
  beginningsOf,
  type Beginnings,
  type Bytes,
  decodeHex,
  type Run,
  sawBeginning,
  sawEscape,
  sawLetter,
  sawLine,
  sawRun,
  scan,
  shortestRun,
  values16,
  values64,
  writeLetters,
} from './bare-scan';
import { decodeBase64, mayHoldIn64 } from './base64-scan';
import { writeWithoutEscapes } from './byte-escapes';
import { gramLength, marksOf, shortestCut } from './needle-index';

/** Tells quickly that a text holds no secret: each says false only if there is none. */
export interface SecretFilter {
  readonly mayHold: (text: string) => boolean;
  /** Whether one is in a run of base64 or hexadecimal somewhere in the text. */
  readonly mayHoldEncoded: (text: string) => boolean;
}

interface FilteredTexts {
  /** What is searched within texts: as `barePartsOf` gives them. */
  readonly parts: readonly string[];
  /** What counts only as a whole text. */
  readonly short: readonly string[];
  /** How many encodings may be nested. */
  readonly levels: number;
}

interface Filter {
  readonly beginnings: Beginnings;
  readonly short: ReadonlySet<string>;
  /** The shortest run that may hold one. */
  readonly leastRun: number;
}

/** For a secret that is nothing but blanks and quotes: nothing can be left out of a text then. */
const unsure: SecretFilter = { mayHold: () => true, mayHoldEncoded: () => true };

// eslint-disable-next-line no-control-regex
const notAscii = /[^\x00-\x7f]/g;

/**
 * Looks at bytes alone, for as much of each secret as a place has to show to count. It leaves out what is not ASCII, in
 * the texts as in what they are searched for. So a no is sure, and a text that may hold a secret is looked at whole.
 */
export function secretFilter({ parts, short, levels }: FilteredTexts): SecretFilter {
  const searched = parts.filter((part) => part.length >= gramLength);
  const all = [...new Set(searched.map(beginningOf))];
  const few = searched.filter((part) => beginningOf(part).length < gramLength);
  if (few.some((part) => part.search(notAscii) < 0)) return unsure;
  const isForeign = few.length > 0 || short.some((one) => one.search(notAscii) >= 0);
  const beginnings = beginningsOf(
    all.filter((one) => one.length >= gramLength),
    { marksOf, anyForeign: isForeign },
  );
  const leastRun = isForeign || short.length > 0 ? shortestRun : Math.ceil((beginnings.least * 4) / 3);
  const filter = { beginnings, short: new Set(short), leastRun };
  const bytesOf = (text: string): Bytes => writeBytes(text, memoryFor(levels, 3 * text.length));
  return {
    mayHold: (text) => {
      const bytes = bytesOf(text);
      const seen = scan(bytes, beginnings);
      return mayBeSeen(seen, bytes, filter) || isShort(bytes, filter);
    },
    mayHoldEncoded: (text) => text.length >= leastRun && mayBeInRuns(bytesOf(text), { filter, levels }),
  };
}

/** As much of a text as a place of it has where it is cut short, without what is left out. */
function beginningOf(part: string): string {
  const bare = (text: string): string => text.replace(notAscii, '').replace(/[\s+"'\\]/g, '');
  const cut = bare(part.slice(0, shortestCut)).length;
  return bare(part).slice(0, Math.max(cut, gramLength));
}

/** Memory for each level of encoding, so that none is asked for at each word. */
const memory: Uint8Array[] = [];

function memoryFor(level: number, length: number): Uint8Array {
  const known = memory[level];
  if (known !== undefined && known.length >= length) return known;
  return (memory[level] = new Uint8Array(Math.max(2 * length, 1024)));
}

const encoder = new TextEncoder();
/** Most texts are shorter than what it takes to call the encoder. */
const longestWritten = 64;

/** A text as UTF-8. */
function writeBytes(text: string, bytes: Uint8Array): Bytes {
  const length = text.length <= longestWritten ? text.length : 0;
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) return { bytes, length: encoder.encodeInto(text, bytes).written };
    bytes[at] = code;
  }
  return { bytes, length: length === 0 ? encoder.encodeInto(text, bytes).written : length };
}

/** Whether what was seen in a text may be a secret, also without its escapes. */
function mayBeSeen(seen: number, from: Bytes, filter: Filter): boolean {
  const { beginnings } = filter;
  if (seen === sawBeginning) return true;
  if ((seen & sawLetter) !== 0) {
    const lower = writeLetters(from, memoryFor(letterLevel, from.length));
    return mayBeSeen(scan(lower, beginnings), lower, filter);
  }
  if ((seen & sawEscape) === 0) return false;
  const bytes = memoryFor(escapeLevel, from.length);
  return ((seen & sawLine) === 0 ? [true] : [true, false]).some((areLines) => {
    const length = writeWithoutEscapes(from.bytes.subarray(0, from.length), bytes, areLines);
    return length === undefined || scan({ bytes, length }, beginnings) === sawBeginning;
  });
}

// Where texts stand that are written anew: besides the levels of encoding, which begin at 0.
const [escapeLevel, letterLevel] = [10, 11];

function isShort({ bytes, length }: Bytes, { short }: Filter): boolean {
  return length < gramLength && short.size > 0 && short.has(textOf({ bytes, length }));
}

function textOf({ bytes, length }: Bytes): string {
  return new TextDecoder().decode(bytes.subarray(0, length));
}

interface Nested {
  readonly filter: Filter;
  /** How many encodings may still be within. */
  readonly levels: number;
}

function mayBeInRuns({ bytes, length }: Bytes, nested: Nested): boolean {
  const values = values64; // an import is looked up at each use
  const { leastRun } = nested.filter;
  let start = 0;
  for (let at = 0; at <= length; at += 1) {
    if (at < length && (values[bytes[at] ?? 0] ?? 0) < 64) continue;
    if (at - start >= leastRun && mayBeDecoded({ bytes, start, end: at }, nested)) return true;
    start = at + 1;
  }
  return false;
}

/** Base64 may begin at any of the first four characters, where other text stands before it. */
function mayBeDecoded(run: Run, nested: Nested): boolean {
  const bytes = memoryFor(nested.levels - 1, run.end - run.start);
  return mayBeIn64(run, bytes, nested) || mayBeHex(run, bytes, nested);
}

function mayBeSaid(bytes: Bytes, { filter, levels }: Nested): boolean {
  const seen = scan(bytes, filter.beginnings);
  if (mayBeSeen(seen, bytes, filter) || isShort(bytes, filter)) return true;
  return levels > 1 && (seen & sawRun) !== 0 && mayBeInRuns(bytes, { filter, levels: levels - 1 });
}

function mayBeIn64(run: Run, bytes: Uint8Array, nested: Nested): boolean {
  const { beginnings, short } = nested.filter;
  const isLong = run.end - run.start > longestShort;
  if ((isLong || short.size === 0) && !mayHoldIn64(run, beginnings)) return false;
  const starts = [0, 1, 2, 3].map((more) => run.start + more);
  return starts.some((start) => mayBeSaid({ bytes, length: decodeBase64({ ...run, start }, bytes) }, nested));
}

/** How long a run is that says fewer than four bytes from one of its characters on. */
const longestShort = 8;

/** Hexadecimal may stand beside letters, and begin at either of its first two digits, where one of them is such one. */
function mayBeHex({ bytes: from, start, end }: Run, bytes: Uint8Array, nested: Nested): boolean {
  const values = values16;
  let first = start;
  for (let at = start; at <= end; at += 1) {
    if (at < end && (values[from[at] ?? 0] ?? 16) < 16) continue;
    if (at - first >= shortestRun && mayBeDigits({ bytes: from, start: first, end: at }, bytes, nested)) return true;
    first = at + 1;
  }
  return false;
}

function mayBeDigits(run: Run, bytes: Uint8Array, nested: Nested): boolean {
  const starts = [run.start, run.start + 1];
  return starts.some((start) => mayBeSaid({ bytes, length: decodeHex({ ...run, start }, bytes) }, nested));
}
