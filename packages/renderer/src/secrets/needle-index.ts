import { addAll } from '@sovereign-fleet/domain';
/** A place in a text where a needle stands. */
export interface Place<Needle> {
  readonly at: number;
  readonly needle: Needle;
  /** How many characters of the needle stand there: all of it, or a beginning that is long enough to count. */
  readonly length: number;
}

/** A beginning of a needle that counts where a text was cut short. */
export const shortestCut = 12;

/** How many characters of a needle are looked up at each place. No needle may be shorter. */
export const gramLength = 4;

const bits = 16;

/** Where four characters, as one number, have their mark. */
function placeOf(gram: number): number {
  return Math.imul(gram, 0x9e3779b1) >>> (32 - bits);
}

/** Nearly always one look into this tells that none of these stands at a place. */
export function marksOf(grams: Iterable<number>) {
  const marks = new Uint8Array(1 << bits);
  for (const gram of grams) marks[placeOf(gram)] = 1;
  return { marks, placeOf };
}

/** Four characters of a text as one number. */
function gramAt(text: string, at: number): number {
  let gram = 0;
  for (let from = at; from < at + gramLength; from += 1) gram = (gram << 8) | (text.charCodeAt(from) & 0xff);
  return gram;
}

/**
 * Finds needles and long beginnings of them in texts by their first four characters: one pass over the text for all of
 * them, however many there are. Where those four stand, each needle that begins with them is compared.
 */
export function needleIndex<Needle extends { readonly bare: string }>(
  needles: readonly Needle[],
): (text: string) => readonly Place<Needle>[] {
  const byStart = new Map<number, Needle[]>();
  for (const needle of needles) {
    const start = gramAt(needle.bare, 0);
    byStart.set(start, [...(byStart.get(start) ?? []), needle]);
  }
  const { marks } = marksOf(byStart.keys());
  return (text) => {
    const found: Place<Needle>[] = [];
    let gram = gramAt(text, 0) >>> 8;
    for (let at = 0; at + gramLength <= text.length; at += 1) {
      gram = (gram << 8) | (text.charCodeAt(at + gramLength - 1) & 0xff);
      if (marks[placeOf(gram)] === 0) continue;
      const here = byStart.get(gram) ?? [];
      addAll(found, here.map((needle) => ({ at, needle, length: lengthAt(text, at, needle.bare) })).filter(isLong));
    }
    return found;
  };
}

function lengthAt(text: string, at: number, bare: string): number {
  if (text.startsWith(bare, at)) return bare.length;
  let length = 0;
  while (text[at + length] === bare[length]) length += 1;
  return length;
}

function isLong({ length, needle }: Place<{ readonly bare: string }>): boolean {
  return length === needle.bare.length || length >= shortestCut;
}
