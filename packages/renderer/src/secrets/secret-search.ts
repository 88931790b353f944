import { inLowerCase, type TextView, withoutBackslashes, withoutEscapes } from './bare-text';
import { keepByText } from '../objects/keep-by-text';
import { gramLength, needleIndex } from './needle-index';
import { base64 } from './base64';

/** A place in a text where a Secret's value stands. */
interface Found {
  readonly start: number;
  readonly end: number;
  /** The value that was found, or what stands there of it. */
  readonly secret: string;
}

/** Finds values in texts, also as simple programs rewrite them. Its time grows only with the length of the text. */
export interface SecretSearch {
  readonly isIn: (text: string) => boolean;
  readonly replaceIn: (text: string, change: (secret: string) => string) => string;
}

/** Shorter texts occur in every other word. */
export const shortestPart = gramLength;

/** A search for these values. None may be shorter than `shortestPart`. */
export function secretSearch(secrets: readonly string[]): SecretSearch {
  const searches = views.map((view, at) => ({ view, placesIn: needleIndex(needlesOf(secrets, at)) }));
  const find = (text: string) =>
    mergeFound(
      text,
      searches.flatMap(({ view, placesIn }) => findIn(text, view, placesIn)),
    );
  return {
    isIn: (text) => find(text).length > 0,
    replaceIn: (text, change) => replaceFound(text, find(text), change),
  };
}

const views = [inLowerCase, withoutEscapes, withoutBackslashes];

interface Needle {
  readonly bare: string;
  readonly secret: string;
}

function needlesOf(secrets: readonly string[], view: number): readonly Needle[] {
  const needles = secrets.flatMap((secret) =>
    bareSpellings(secret).map((bare) => ({ bare: bare[view] ?? '', secret })),
  );
  return needles.filter(({ bare }) => bare.length >= shortestPart);
}

/** What a text has to hold in one of the views to hold one of these values. */
export function barePartsOf(secrets: readonly string[]): readonly string[] {
  return [...new Set(secrets.flatMap(bareSpellings).flat())];
}

/** What each view shows of each way to write a value. Releases and regions have most values alike. */
const bareSpellings = keepByText(
  (secret) => spellings(secret).map((one) => views.map((view) => view(one).text)),
  512 * 1024,
);

/** Includes base64: in lower case it cannot be decoded any more, but still tells almost everything. */
function spellings(secret: string): readonly string[] {
  const packed = base64(secret);
  return [...new Set([secret, packed, packed.replace(/=+$/, ''), ...goSpellings(secret)])];
}

/** A number from YAML is a float64 in a template, which Go prints as 1.2345678e+07. */
function goSpellings(secret: string): readonly string[] {
  if (!/^\d+$/.test(secret)) return [];
  const [, digits = '', exponent = ''] = /^(.*)e\+(\d+)$/.exec(Number(secret).toExponential()) ?? [];
  const plain = String(Number(secret));
  return [`${digits}e+${exponent.padStart(2, '0')}`, ...(plain.length >= shortestPart ? [plain] : [])];
}

function findIn(text: string, view: TextView, placesIn: ReturnType<typeof needleIndex<Needle>>): readonly Found[] {
  const bare = view(text);
  const places = placesIn(bare.text);
  if (places.length === 0) return [];
  const { startOf, endOf } = bare.locate();
  const found = places.flatMap(({ at, length, needle: { bare, secret } }): readonly Found[] => {
    const [start, end] = [startOf(at), endOf(at + length - 1)];
    if (length === bare.length) return [{ start, end, secret }];
    return isCutShort(text.slice(end, end + 2), { bare, length })
      ? [{ start, end, secret: text.slice(start, end) }]
      : [];
  });
  return found.filter((one) => !isPartOfName(text, one));
}

const letterFirst = /^[\p{L}\p{N}]/u;
// eslint-disable-next-line no-control-regex
const ascii = /[\x00-\x7f]/g;

/**
 * Whether a beginning of a value stands where a chart cut it: within a word of the value, and at the end of one in the
 * text. A path or a name that goes on by another word is often in the open. The quick look needs eight letters of
 * ASCII.
 */
function isCutShort(next: string, { bare, length }: { readonly bare: string; readonly length: number }): boolean {
  const isWithinWord = [bare.slice(length - 1), bare.slice(length)].every((rest) => letterFirst.test(rest));
  if (!isWithinWord || letterFirst.test(next)) return false;
  return (bare.slice(0, length).match(ascii)?.length ?? 0) >= 2 * gramLength;
}

/**
 * Overlapping places become one, so that no piece of either is left; what stands there is the value then. Of values
 * that differ in case alone, the one that stands there is meant.
 */
function mergeFound(text: string, found: readonly Found[]): readonly Found[] {
  const all: Found[] = [];
  const isExact = ({ start, end, secret }: Found): number => Number(text.slice(start, end) === secret);
  const inOrder = [...found].sort((a, b) => a.start - b.start || b.end - a.end || isExact(b) - isExact(a));
  for (const one of inOrder) {
    const last = all.at(-1);
    if (last === undefined || one.start >= last.end) all.push(one);
    else if (one.end > last.end) {
      all[all.length - 1] = { start: last.start, end: one.end, secret: text.slice(last.start, one.end) };
    }
  }
  return all;
}

function replaceFound(text: string, found: readonly Found[], change: (secret: string) => string): string {
  let from = 0;
  const parts = found.map(({ start, end, secret }) => {
    const part = `${text.slice(from, start)}${change(secret)}`;
    from = end;
    return part;
  });
  return `${parts.join('')}${text.slice(from)}`;
}

/** A word of an everyday text, as far as can be told: of lower-case letters alone, and not long. */
export function isOrdinaryWord(secret: string): boolean {
  return /^[a-z]{1,14}$/.test(secret);
}

/**
 * Whether an ordinary word stands in a name, as `critical` in `infra-critical`. Such a Secret would take every other
 * name away, and who has to guess it begins with words anyway.
 */
function isPartOfName(text: string, { start, end, secret }: Found): boolean {
  if (!isOrdinaryWord(secret) || text.slice(start, end) !== secret) return false;
  return (
    /[\p{L}\p{N}_-]$/u.test(text.slice(Math.max(0, start - 2), start)) ||
    /^[\p{L}\p{N}_-]/u.test(text.slice(end, end + 2))
  );
}
