import type { Node, Written } from './write-value';

/**
 * How much a value is when it is written out: a point for each character, and some for each value, as often as they
 * stand in it. A list of lists that are one list is small in memory, and has no end for who walks through it. What
 * holds itself counts once.
 */
export function writtenSize(value: Written, nodes: readonly Node[]): number {
  const sizes = new Map<number, number>();
  const begun = new Set<number>();
  const sizeOf = (written: Written): number => {
    if (!Array.isArray(written)) return pointsOfValue + (typeof written === 'string' ? written.length : 0);
    const [first, text = ''] = written as readonly [string | number, string?]; // TypeScript forgets readonly lists
    return pointsOfValue + (typeof first === 'number' ? (sizes.get(first) ?? 0) : text.length);
  };
  const open = placesIn([value]);
  for (let place = open.at(-1); place !== undefined; place = open.at(-1)) {
    const { keys = [], values = [] } = nodes[place] ?? {};
    const parts = [...keys, ...values];
    const below = begun.has(place) ? [] : placesIn(parts).filter((one) => !begun.has(one));
    begun.add(place);
    for (const one of below) open.push(one);
    if (below.length > 0) continue;
    const size = sizes.get(place) ?? parts.reduce<number>((sum, part) => sum + sizeOf(part), 0);
    sizes.set(place, size);
    open.pop();
  }
  return sizeOf(value);
}

const pointsOfValue = 10;

function placesIn(written: readonly Written[]): number[] {
  return written.flatMap((one) => (Array.isArray(one) && typeof one[0] === 'number' ? [one[0]] : []));
}
