import { type Beginnings, isForeign, isSpecial, type Run, shortestRun, specialAt, values64 } from './bare-scan';

/** Decodes what begins at a character of the run, and gives the number of bytes. Bits left over are dropped. */
export function decodeBase64({ bytes: from, start, end }: Run, bytes: Uint8Array): number {
  const values = values64; // an import is looked up at each use
  let length = 0;
  let group = 0;
  for (let at = start; at < end; at += 1) {
    group = (group << 6) | (values[from[at] ?? 0] ?? 0);
    const place = (at - start) & 3;
    if (place === 0) continue;
    bytes[length] = group >> (6 - 2 * place); // what is above a byte is cut off
    length += 1;
  }
  return length;
}

/** A shorter one is no run. */
const most = shortestRun - 1;

/**
 * One pass over a run of base64, for each of the four characters at which it may begin: false only if none of the four
 * texts holds a beginning, an escape or a run. What stands before the first character of a text does no harm: it may
 * turn a no into a yes alone.
 *
 * Of each text it keeps the last four bytes that count, and how long the run is that it ends with. The number of a text
 * is how many characters of a group it has: three of the four get a byte by each. In lists they would be half as quick.
 */
export function mayHoldIn64(
  { bytes, start, end }: Run,
  { marks: { marks, placeOf }, byEnd, kinds }: Beginnings,
): boolean {
  const values = values64; // an import is looked up at each use
  let gram0 = 0;
  let gram1 = 0;
  let gram2 = 0;
  let gram3 = 0;
  let run0 = 0;
  let run1 = 0;
  let run2 = 0;
  let run3 = 0;
  for (let at = start, bits = 0; at < end; at += 1) {
    bits = (bits << 6) | (values[bytes[at] ?? 0] ?? 0);
    const kind1 = kinds[(bits >> 4) & 0xff] ?? 0;
    const kind2 = kinds[(bits >> 2) & 0xff] ?? 0;
    const kind3 = kinds[bits & 0xff] ?? 0;
    gram1 = (gram1 << ((kind1 >> 5) & 8)) | (kind1 & 0xff);
    gram2 = (gram2 << ((kind2 >> 5) & 8)) | (kind2 & 0xff);
    gram3 = (gram3 << ((kind3 >> 5) & 8)) | (kind3 & 0xff);
    run1 = (run1 + 1) * ((kind1 >> 9) & 1);
    run2 = (run2 + 1) * ((kind2 >> 9) & 1);
    run3 = (run3 + 1) * ((kind3 >> 9) & 1);
    if (((most - run1) | (most - run2) | (most - run3)) < 0) return true;
    const isMarked = ((marks[placeOf(gram1)] ?? 0) | (marks[placeOf(gram2)] ?? 0) | (marks[placeOf(gram3)] ?? 0)) !== 0;
    if (isMarked && (byEnd.has(gram1) || byEnd.has(gram2) || byEnd.has(gram3))) return true;
    if ((kind1 | kind2 | kind3) >= isSpecial && hasSpecial({ bytes, at, bits }, [kind1, kind2, kind3])) return true;
    const [whole, wholeRun] = [gram3, run3];
    gram3 = gram2;
    gram2 = gram1;
    gram1 = gram0;
    gram0 = whole;
    run3 = run2;
    run2 = run1;
    run1 = run0;
    run0 = wholeRun;
  }
  return false;
}

/** A character of base64, and the bits up to it. */
interface Place {
  readonly bytes: Uint8Array;
  readonly at: number;
  readonly bits: number;
}

/** Whether a byte that ends in a character is one to look at. Behind the end of the run anything may stand. */
function hasSpecial({ bytes, at, bits }: Place, kinds: readonly number[]): boolean {
  const next = [1, 2, 3].reduce((all, more) => (all << 6) | ((values64[bytes[at + more] ?? 0] ?? 0) & 0x3f), bits);
  return kinds.some((kind, place) => {
    if (kind < isSpecial || kind >= isForeign) return kind >= isForeign;
    const left = 4 - 2 * place;
    const ahead = Uint8Array.of(bits >> left, next >> (left + 10), next >> (left + 2));
    return specialAt(ahead, 0) !== 0;
  });
}
