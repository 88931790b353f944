const letter = /\p{L}/u;
const digit = /\p{Nd}/u;

/** The order in which yaml.v2 prints keys: letters last, and digits that stand together as one number (sorter.go). */
export function compareKeys(a: string, b: string): number {
  const isPlain = simple.test(a) && simple.test(b);
  if (isPlain) return a < b ? -1 : a > b ? 1 : 0;
  return compareRunes(Array.from(a), Array.from(b));
}

/** For letters of ASCII alone the order is that of their codes. */
const simple = /^[A-Za-z]*$/;

type Runes = readonly string[];

function compareRunes(a: Runes, b: Runes): number {
  const at = a.findIndex((rune, index) => rune !== b[index]);
  const [runeA, runeB] = [a[at], b[at]];
  if (at < 0 || runeA === undefined || runeB === undefined) return a.length - b.length;
  const [letterA, letterB] = [letter.test(runeA), letter.test(runeB)];
  if (letterA !== letterB) return letterA ? 1 : -1;
  return (letterA ? 0 : compareNumbers(a, b, at)) || codeOf(runeA) - codeOf(runeB);
}

/**
 * By value, then by length. After digits that are not all zeros, a zero that follows counts as a digit of the number.
 */
function compareNumbers(a: Runes, b: Runes, at: number): number {
  const seed = (a[at] === '0' || b[at] === '0') && followsNumber(a, at) ? 1n : 0n;
  const [numberA, numberB] = [numberAt(a, at, seed), numberAt(b, at, seed)];
  if (numberA.value !== numberB.value) return numberA.value < numberB.value ? -1 : 1;
  return numberA.end - numberB.end;
}

function followsNumber(runes: Runes, at: number): boolean {
  for (let i = at - 1; i >= 0 && digit.test(runes[i] ?? ''); i--) if (runes[i] !== '0') return true;
  return false;
}

function numberAt(runes: Runes, at: number, seed: bigint): { readonly value: bigint; readonly end: number } {
  let value = seed;
  let end = at;
  for (let rune = runes[end]; rune !== undefined && digit.test(rune); rune = runes[++end]) {
    value = BigInt.asIntN(64, value * 10n + BigInt(codeOf(rune) - 0x30));
  }
  return { value, end };
}

function codeOf(rune: string): number {
  return rune.codePointAt(0) ?? 0;
}
