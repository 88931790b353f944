/** A region of a Sovereign; '' stands for the Sovereign as a whole. */
export interface Place {
  readonly sovereign: string;
  readonly region: string;
}

/** What is alike in several places. */
export interface Folded<T> {
  /** In the order in which they were found, one a place or more. */
  readonly items: readonly [T, ...T[]];
  /** Each once, in the order in which they were found. */
  readonly places: readonly Place[];
}

/** Puts together what has the same key, in the order of the first of each. */
export function fold<T>(found: Iterable<readonly [Place, T]>, keyOf: (item: T) => string): readonly Folded<T>[] {
  const groups = new Map<string, { items: [T, ...T[]]; places: Map<string, Place> }>();
  for (const [place, item] of found) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { items: [item], places: new Map([[placeKey(place), place]]) });
    else {
      group.items.push(item);
      group.places.set(placeKey(place), place);
    }
  }
  return [...groups.values()].map(({ items, places }) => ({ items, places: [...places.values()] }));
}

/** The same for the same places. */
export function placesKey(places: readonly Place[]): string {
  return places.map(placeKey).join('\n');
}

function placeKey({ sovereign, region }: Place): string {
  return `${sovereign}/${region}`;
}

const mostNames = 12;

/** `in fsn1 of acme`, `in 3 regions of acme (fsn1, hel1, nbg1)`, `in 5 regions of 2 Sovereigns (acme: fsn1, …)`. */
export function describePlaces(places: readonly Place[]): string {
  const bySovereign = regionsBySovereign(places);
  const [first, second] = places;
  if (first === undefined) return 'nowhere';
  if (second === undefined)
    return first.region === '' ? `for ${first.sovereign}` : `in ${first.region} of ${first.sovereign}`;
  if (places.every(({ region }) => region === '')) {
    return `for ${bySovereign.size} Sovereigns (${shortList([...bySovereign.keys()])})`;
  }
  if (bySovereign.size === 1)
    return `in ${places.length} regions of ${first.sovereign} (${shortList(places.map(({ region }) => region))})`;
  const each = [...bySovereign].map(([name, regions]) => `${name}: ${shortList(regions)}`);
  return `in ${places.length} regions of ${bySovereign.size} Sovereigns (${shortList(each, '; ')})`;
}

function regionsBySovereign(places: readonly Place[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { sovereign, region } of places) {
    const regions = found.get(sovereign);
    if (regions === undefined) found.set(sovereign, [region]);
    else regions.push(region);
  }
  return found;
}

/** The first of many names, and how many more there are. */
export function shortList(names: readonly string[], separator = ', '): string {
  const more = names.length - mostNames;
  const shown = names.slice(0, mostNames).join(separator);
  return more > 0 ? `${shown} and ${more} more` : shown;
}
