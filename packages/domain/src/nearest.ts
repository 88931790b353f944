import { closest, distance } from 'fastest-levenshtein';

/** The name most like `word`, or undefined when none is near: at most half of the longer word may differ. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  if (word.length > 100 || names.length === 0) return undefined;
  const name = closest(word.toLowerCase(), names);
  return distance(word.toLowerCase(), name) * 2 <= Math.max(word.length, name.length) ? name : undefined;
}

/** A remedy for a name that nobody knows: the nearest one where there is one, and all that are. */
export function pickOne(word: unknown, names: readonly string[]): string {
  const near = typeof word === 'string' ? nearest(word, names) : undefined;
  const all = names.join(', ');
  return near === undefined ? `Write one of ${all}` : `Did you mean "${near}"? Write one of ${all}`;
}
