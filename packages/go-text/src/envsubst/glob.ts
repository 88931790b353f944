import { type ByteText, isAscii, runeAt } from './bytes';

/** A pattern between two `*`, and whether a `*` stands before it. */
interface Chunk {
  readonly star: boolean;
  readonly pattern: ByteText;
}

/**
 * The lengths of all prefixes that a pattern matches, in no order and without the empty one; as in the fork of Go's
 * `path.Match` that envsubst has: `*` crosses `/`, and a pattern that is malformed matches nothing.
 */
export function matchingPrefixes(pattern: ByteText, text: ByteText): readonly number[] {
  const chunks = chunksOf(pattern);
  const lengths = Array.from({ length: text.length }, (_, index) => index + 1);
  // A prefix may end within a character, which is then another one: each is looked at by itself.
  if (!isAscii(text)) return lengths.filter((length) => matches(chunks, text.slice(0, length)));
  return endsOf(chunks, text).filter((end) => end > 0);
}

/** Where the chunks may end, one after the other, in one way through the text for each. */
function endsOf(chunks: readonly Chunk[], text: ByteText): readonly number[] {
  let ends: readonly number[] = [0];
  for (const { star, pattern } of chunks) {
    const starts = star ? numbersBetween(leastOf(ends), text.length) : ends;
    ends = pattern === '' ? starts : starts.flatMap((start) => endOfMatch(pattern, text, start) ?? []);
  }
  return ends;
}

function leastOf(numbers: readonly number[]): number {
  return numbers.reduce((least, number) => Math.min(least, number), Infinity);
}

function numbersBetween(first: number, last: number): readonly number[] {
  return first > last ? [] : Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Whether the chunks match the whole of a text. */
function matches(chunks: readonly Chunk[], text: ByteText): boolean {
  let at = 0;
  for (const [index, chunk] of chunks.entries()) {
    if (chunk.pattern === '') return chunk.star || at === text.length;
    const end = endOfChunk(chunk, { text, at, last: index === chunks.length - 1 });
    if (end === undefined) return false;
    at = end;
  }
  return at === text.length;
}

function chunksOf(pattern: ByteText): readonly Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 0; at < pattern.length;) {
    const from = at;
    while (pattern.charAt(at) === '*') at++;
    const end = endOfLiteral(pattern, at);
    chunks.push({ star: at > from, pattern: pattern.slice(at, end) });
    at = end;
  }
  return chunks;
}

/** The next `*` that is neither escaped nor in a class. */
function endOfLiteral(pattern: ByteText, from: number): number {
  let inClass = false;
  for (let at = from; at < pattern.length; at++) {
    const char = pattern.charAt(at);
    if (char === '*' && !inClass) return at;
    if (char === '\\') at++;
    else if (char === '[' || char === ']') inClass = char === '[';
  }
  return pattern.length;
}

interface Place {
  readonly text: ByteText;
  readonly at: number;
  readonly last: boolean;
}

/** Where the chunk ends at its first match; with a star before it, the match may begin further on. */
function endOfChunk({ star, pattern }: Chunk, { text, at, last }: Place): number | undefined {
  const furthest = star ? text.length : at;
  for (let start = at; start <= furthest; start++) {
    const end = endOfMatch(pattern, text, start);
    if (end !== undefined && (!last || end === text.length)) return end;
  }
  return undefined;
}

function endOfMatch(pattern: ByteText, text: ByteText, start: number): number | undefined {
  let at = start;
  for (let p = 0; p < pattern.length;) {
    if (at >= text.length) return undefined;
    const char = pattern.charAt(p);
    const step = char === '[' ? matchClass(pattern, p, runeAt(text, at).code) : matchOne(pattern, p, text.charAt(at));
    if (step === undefined) return undefined;
    p = step;
    at += char === '[' || char === '?' ? runeAt(text, at).width : 1;
  }
  return at;
}

/** Where the pattern goes on after one character that is not a class. */
function matchOne(pattern: ByteText, at: number, byte: string): number | undefined {
  if (pattern.charAt(at) === '?') return at + 1;
  const literal = pattern.charAt(at) === '\\' ? at + 1 : at;
  return pattern.charAt(literal) === byte ? literal + 1 : undefined;
}

/** Where the pattern goes on after a class that holds the character. */
function matchClass(pattern: ByteText, open: number, code: number): number | undefined {
  const negated = pattern.charAt(open + 1) === '^';
  let at = open + (negated ? 2 : 1);
  let found = false;
  for (let ranges = 0; ranges === 0 || pattern.charAt(at) !== ']'; ranges++) {
    const low = readBound(pattern, at);
    const high = low && pattern.charAt(low.next) === '-' ? readBound(pattern, low.next + 1) : low;
    if (low === undefined || high === undefined) return undefined;
    found ||= low.code <= code && code <= high.code;
    at = high.next;
  }
  return found === negated ? undefined : at + 1;
}

interface Bound {
  readonly code: number;
  readonly next: number;
}

function readBound(pattern: ByteText, at: number): Bound | undefined {
  const char = pattern.charAt(at);
  if (char === '' || char === '-' || char === ']') return undefined;
  const from = char === '\\' ? at + 1 : at;
  if (from >= pattern.length) return undefined;
  const { code, width } = runeAt(pattern, from);
  const next = from + width;
  const broken = code === 0xfffd && width === 1;
  return broken || next >= pattern.length ? undefined : { code, next };
}
