import { closest, distance } from 'fastest-levenshtein';

/** The name that a person may have meant: one that begins like `word`, or of which at most half has to change. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  if (word.length > 100 || names.length === 0) return undefined;
  const lower = word.toLowerCase();
  const byLowerCase = new Map([...names].reverse().map((name) => [name.toLowerCase(), name]));
  const candidates = names.map((name) => name.toLowerCase());
  const found = candidates.find((candidate) => beginAlike(lower, candidate)) ?? closest(lower, candidates);
  const isNear = distance(lower, found) * 2 <= Math.max(word.length, found.length);
  return isNear || beginAlike(lower, found) ? byLowerCase.get(found) : undefined;
}

/** Whether a word is a name but for its case and at most two letters. */
export function isMisspelt(word: string, name: string): boolean {
  return word.length < 100 && distance(word.toLowerCase(), name.toLowerCase()) <= 2;
}

function beginAlike(a: string, b: string): boolean {
  return Math.min(a.length, b.length) >= 3 && (a.startsWith(b) || b.startsWith(a));
}

/** A remedy for a name that nobody knows: the nearest one where there is one, and all that are. */
export function pickOne(word: unknown, names: readonly string[]): string {
  if (names.length === 0) return 'Remove it: there are none to choose from';
  const near = typeof word === 'string' ? nearest(word, names) : undefined;
  const all = names.join(', ');
  return near === undefined ? `Write one of ${all}` : `Did you mean "${near}"? Write one of ${all}`;
}
