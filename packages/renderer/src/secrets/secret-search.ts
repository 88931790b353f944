import { inLowerCase, type TextView, withoutBackslashes, withoutEscapes } from './bare-text';
import { base64 } from './secret-fingerprint';

/** A place in a text where a Secret's value stands. */
interface Found {
  readonly start: number;
  readonly end: number;
  /** The value that was found. */
  readonly secret: string;
}

/** Finds values in texts, also as simple programs rewrite them. Its time grows only with the length of the text. */
export interface SecretSearch {
  readonly isIn: (text: string) => boolean;
  readonly replaceIn: (text: string, change: (secret: string) => string) => string;
}

/** Shorter texts occur in every other word. */
export const shortestPart = 4;

/** A search for these values. None may be shorter than `shortestPart`. */
export function secretSearch(secrets: readonly string[]): SecretSearch {
  const views = [inLowerCase, withoutEscapes, withoutBackslashes].map((view) => ({
    view,
    needles: needlesOf(secrets, view),
  }));
  const find = (text: string) => mergeFound(views.flatMap(({ view, needles }) => findIn(text, view, needles)));
  return {
    isIn: (text) => find(text).length > 0,
    replaceIn: (text, change) => replaceFound(text, find(text), change),
  };
}

interface Needle {
  readonly bare: string;
  readonly secret: string;
}

function needlesOf(secrets: readonly string[], view: TextView): readonly Needle[] {
  const needles = secrets.flatMap((secret) => spellings(secret).map((one) => ({ bare: view(one).text, secret })));
  return needles.filter(({ bare }) => bare.length >= shortestPart);
}

/** Includes base64: in lower case it cannot be decoded any more, but still tells almost everything. */
function spellings(secret: string): readonly string[] {
  const packed = base64(secret);
  return [secret, packed, packed.replace(/=+$/, ''), ...goSpellings(secret)];
}

/** A number from YAML is a float64 in a template, which Go prints as 1.2345678e+07. */
function goSpellings(secret: string): readonly string[] {
  if (!/^\d+$/.test(secret)) return [];
  const [, digits = '', exponent = ''] = /^(.*)e\+(\d+)$/.exec(Number(secret).toExponential()) ?? [];
  const plain = String(Number(secret));
  return [`${digits}e+${exponent.padStart(2, '0')}`, ...(plain.length >= shortestPart ? [plain] : [])];
}

function findIn(text: string, view: TextView, needles: readonly Needle[]): readonly Found[] {
  const bare = view(text);
  const found: Found[] = [];
  for (const { bare: needle, secret } of needles) {
    let at = bare.text.indexOf(needle);
    for (; at >= 0; at = bare.text.indexOf(needle, at + needle.length)) {
      found.push({ start: bare.starts[at] ?? 0, end: bare.ends[at + needle.length - 1] ?? text.length, secret });
    }
  }
  return found;
}

/** Overlapping places become one, so that no piece of either is left. */
function mergeFound(found: readonly Found[]): readonly Found[] {
  const all: Found[] = [];
  const inOrder = [...found].sort((a, b) => a.start - b.start || b.end - a.end);
  for (const one of inOrder) {
    const last = all.at(-1);
    if (last === undefined || one.start >= last.end) all.push(one);
    else if (one.end > last.end) all[all.length - 1] = { ...last, end: one.end };
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
