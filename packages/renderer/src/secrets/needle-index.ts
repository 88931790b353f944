import { addAll } from '@sovereign-fleet/domain';
/** A place in a text where a needle stands. */
export interface Place<Needle> {
  readonly at: number;
  readonly needle: Needle;
  /** How many characters of the needle stand there: all of it, or a beginning that is long enough to count. */
  readonly length: number;
}

/** A beginning of a needle that counts where a text was cut short. */
const shortestCut = 12;

/** How many characters of a needle are looked up at each place. No needle may be shorter. */
export const gramLength = 4;

/** The eight characters before a place, eight bits of each: the four that are further away, and the four next to it. */
export type MayEnd = (far: number, near: number) => boolean;

const bits = 16;

function placeOf(far: number, near: number): number {
  return (Math.imul(near, 0x9e3779b1) ^ Math.imul(far, 0x85ebca6b)) >>> (32 - bits);
}

/** Four characters of a text as one number. */
function gramAt(text: string, at: number): number {
  let gram = 0;
  for (let from = at; from < at + gramLength; from += 1) gram = (gram << 8) | (text.charCodeAt(from) & 0xff);
  return gram;
}

/**
 * Tells whether the characters before a place may be the beginning of one of these texts: its first eight, or four of a
 * text that has fewer. Nearly always it is only a look into a list, which tells that none is there.
 */
export function beginnings(texts: Iterable<string>): MayEnd {
  const marked = new Uint8Array(1 << bits);
  const short = new Set<number>();
  const long = new Map<number, Set<number>>();
  for (const text of texts) {
    const first = gramAt(text, 0);
    if (text.length < 2 * gramLength) {
      short.add(first);
      marked[placeOf(0, first)] = 1;
      continue;
    }
    const next = gramAt(text, gramLength);
    long.set(next, (long.get(next) ?? new Set()).add(first));
    marked[placeOf(first, next)] = 1;
  }
  const hasShort = short.size > 0;
  return (far, near) =>
    (marked[placeOf(far, near)] === 1 && long.get(near)?.has(far) === true) ||
    (hasShort && marked[placeOf(0, near)] === 1 && short.has(near));
}

/**
 * Finds needles and long beginnings of them in texts by their first four characters: one pass over the text for all of
 * them, however many there are. Where those four stand, each needle that begins with them is compared.
 */
export function needleIndex<Needle extends { readonly bare: string }>(
  needles: readonly Needle[],
): (text: string) => readonly Place<Needle>[] {
  const byStart = new Map<string, Needle[]>();
  for (const needle of needles) {
    const start = needle.bare.slice(0, gramLength);
    byStart.set(start, [...(byStart.get(start) ?? []), needle]);
  }
  const isBeginning = beginnings(byStart.keys());
  return (text) => {
    const found: Place<Needle>[] = [];
    let gram = gramAt(text, 0) >>> 8;
    for (let at = 0; at + gramLength <= text.length; at += 1) {
      gram = (gram << 8) | (text.charCodeAt(at + gramLength - 1) & 0xff);
      if (!isBeginning(0, gram)) continue;
      const here = byStart.get(text.slice(at, at + gramLength)) ?? [];
      addAll(found, here.map((needle) => ({ at, needle, length: lengthAt(text, at, needle.bare) })).filter(isLong));
    }
    return found;
  };
}

function lengthAt(text: string, at: number, bare: string): number {
  if (text.startsWith(bare, at)) return bare.length;
  let length = gramLength;
  while (text[at + length] === bare[length]) length += 1;
  return length;
}

function isLong({ length, needle }: Place<{ readonly bare: string }>): boolean {
  return length === needle.bare.length || length >= shortestCut;
}
