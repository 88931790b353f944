/** One sign of a pattern: any run of characters, one character, or one of a set. */
type Sign =
  | { readonly is: 'star' }
  | { readonly is: 'one'; readonly matches: (character: string) => boolean; readonly only?: string };

/** Tells whether a part of a path is one that a pattern means. */
export type SegmentMatch = (segment: string) => boolean;

/**
 * One part of a path by Go's `filepath.Match`: `*`, `?`, `[a-z]`, `[^a-z]` and `\` before a literal character.
 * Undefined for a pattern that Go refuses, which matches nothing. As in Go, only the last star is ever tried again, so
 * the time is at most the length of the pattern times that of the part.
 */
export function segmentMatch(pattern: string): SegmentMatch | undefined {
  const signs: Sign[] = [];
  for (let rest = pattern; rest !== '';) {
    const [whole, escaped, set] = token.exec(rest) ?? [];
    if (whole === undefined) return undefined;
    const last = signs.at(-1);
    const sign = signOf(whole, escaped, set);
    if (sign === undefined) return undefined;
    if (sign.is !== 'star' || last?.is !== 'star') signs.push(sign);
    rest = rest.slice(whole.length);
  }
  const [first, ...others] = signs;
  const literal = literalOf(signs);
  if (literal !== undefined) return (segment) => segment === literal;
  const end = first?.is === 'star' ? literalOf(others) : undefined;
  if (end !== undefined) return (segment) => segment.endsWith(end);
  return (segment) => isMatch(signs, Array.from(segment));
}

/** The text that signs mean where they mean no other. */
function literalOf(signs: readonly Sign[]): string | undefined {
  const characters = signs.flatMap((sign) => (sign.is === 'one' && sign.only !== undefined ? [sign.only] : []));
  return characters.length === signs.length ? characters.join('') : undefined;
}

const token = /^(?:\\([^])|\[(\^?(?:\\[^]|[^\\\]])+)\]|[^\\[])/u;

function signOf(whole: string, escaped: string | undefined, set: string | undefined): Sign | undefined {
  if (set !== undefined) {
    const matches = setOf(set);
    return matches === undefined ? undefined : { is: 'one', matches };
  }
  if (escaped === undefined && whole === '*') return { is: 'star' };
  const literal = escaped ?? whole;
  if (escaped === undefined && whole === '?') return { is: 'one', matches: () => true };
  return { is: 'one', matches: (character) => character === literal, only: literal };
}

interface Range {
  readonly from: number;
  readonly to: number;
}

const member = /^(?:\\([^])|([^\\\]-]))(?:-(?:\\([^])|([^\\\]-])))?/u;

/** Undefined for a set that Go refuses, as one with a `-` at its end. */
function setOf(set: string): ((character: string) => boolean) | undefined {
  const isNegated = set.startsWith('^');
  const ranges: Range[] = [];
  for (let rest = isNegated ? set.slice(1) : set; rest !== '';) {
    const [whole, escaped, plain = escaped, escapedEnd, end = escapedEnd ?? plain] = member.exec(rest) ?? [];
    if (whole === undefined) return undefined;
    ranges.push({ from: plain?.codePointAt(0) ?? 0, to: end?.codePointAt(0) ?? 0 });
    rest = rest.slice(whole.length);
  }
  if (ranges.length === 0) return undefined;
  return (character) => {
    const code = character.codePointAt(0) ?? 0;
    return ranges.some(({ from, to }) => from <= code && code <= to) !== isNegated;
  };
}

function isMatch(signs: readonly Sign[], characters: readonly string[]): boolean {
  let sign = 0;
  let at = 0;
  // Where the last star stands, and the first character that it does not take.
  let star = -1;
  let after = 0;
  while (at < characters.length) {
    const next = signs[sign];
    if (next?.is === 'star') {
      star = sign;
      after = at;
      sign += 1;
    } else if (next?.matches(characters[at] ?? '') === true) {
      sign += 1;
      at += 1;
    } else if (star >= 0) {
      after += 1;
      at = after;
      sign = star + 1;
    } else return false;
  }
  return signs.slice(sign).every(({ is }) => is === 'star');
}
