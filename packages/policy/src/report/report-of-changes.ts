import type { Json } from '@sovereign-fleet/domain';
import { printJson } from '@sovereign-fleet/go-text';
import type {
  Change,
  ChartChange,
  FieldChange,
  ImageChange,
  KeptObject,
  NotCompared,
  RegionComparison,
} from '../contract/change';
import { describePlaces, fold, type Folded, shortList, type Place, placesKey } from './fold';
import { code, type Entry, type Line, prose, type Section } from './report';
import type { Review } from '../contract/review';

/**
 * What differs from the base: what could not be compared, regions that came and went, what a cluster keeps, chart
 * versions, images, then objects with their fields. What is alike in many regions is said once, with the regions.
 */
export function changeSections(reviews: readonly Review[]): readonly Section[] {
  const regions = reviews.flatMap(({ name, comparison = [] }) =>
    comparison.map((one) => [{ sovereign: name, region: one.region }, one] as const),
  );
  const sections = [
    { title: 'Not compared', entries: foldEach(regions, ({ notCompared }) => notCompared).map(notComparedEntry) },
    { title: 'Regions', entries: fold(regions.filter(isNewOrGone), ({ state }) => state).map(regionEntry) },
    { title: 'Kept by the cluster', entries: foldKept(regions).map(keptEntry) },
    { title: 'Chart versions', entries: foldEach(regions, ({ charts }) => charts).map(chartEntry) },
    { title: 'Images', entries: foldImages(regions).map(imageEntry) },
    ...objectSections(regions),
  ];
  return sections.filter(({ entries }) => entries.length > 0);
}

type Region = readonly [Place, RegionComparison];

function foldEach<T>(regions: readonly Region[], of: (region: RegionComparison) => readonly T[]): readonly Folded<T>[] {
  const found = regions.flatMap(([place, region]) => of(region).map((item) => [place, item] as const));
  return fold(found, (item) => printJson(item));
}

function notComparedEntry({ items: [{ part, reason }], places }: Folded<NotCompared>): Entry {
  const what = part === '' ? prose('the whole region') : code(part);
  return { line: [what, prose(`: ${reason}`)], details: [[prose(describePlaces(places))]] };
}

function isNewOrGone([, { state }]: Region): boolean {
  return state === 'new' || state === 'gone' || state === 'moved';
}

function regionEntry({ items, places }: Folded<RegionComparison>): Entry {
  const [{ state }] = items;
  const [added, kept] = [sumOf(items, ({ changes }) => changes.length), sumOf(items, (one) => one.kept.length)];
  const where = describePlaces(places);
  if (state === 'new') return { line: [prose(`new ${where}: ${added} objects`)], details: [] };
  const goesOn = 'Flux deletes nothing, and nobody reads the cluster from here any more';
  const next = 'point its Flux at another folder first, or drain the region';
  const words = state === 'gone' ? `gone ${where}: ${kept} objects stay` : `at another path ${where}`;
  return { line: [prose(`${words}. ${goesOn}: ${next}`)], details: [] };
}

function sumOf<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}

/** One entry for a reason, with all objects that it keeps. */
function foldKept(regions: readonly Region[]): readonly Folded<KeptObject>[] {
  const found = regions.flatMap(([place, { kept }]) => kept.map((one) => [place, one] as const));
  return fold(found, ({ reason }) => reason);
}

const mostKept = 12;

function keptEntry({ items, places }: Folded<KeptObject>): Entry {
  const objects = [...new Set(items.map(({ object }) => object))];
  const shown = objects.slice(0, mostKept).map((object) => [code(object)]);
  const more = objects.length - mostKept;
  const rest = more > 0 ? [[prose(`and ${more} more`)]] : [];
  return { line: [prose(items[0].reason)], details: [[prose(describePlaces(places))], ...shown, ...rest] };
}

function chartEntry({ items: [{ release, ...sides }], places }: Folded<ChartChange>): Entry {
  return { line: [code(release), prose(': '), ...sidesLine(sides)], details: [[prose(describePlaces(places))]] };
}

/** An image that moved in many objects and regions is one entry. */
function foldImages(regions: readonly Region[]): readonly Folded<ImageChange>[] {
  const found = regions.flatMap(([place, { images }]) => images.map((image) => [place, image] as const));
  return fold(found, ({ before = null, after = null }) => printJson([before, after]));
}

function imageEntry({ items, places }: Folded<ImageChange>): Entry {
  const objects = [...new Set(items.map(({ object }) => object))];
  return {
    line: sidesLine(items[0]),
    details: [[prose(describePlaces(places))], [prose('for '), code(shortList(objects))]],
  };
}

interface Sides {
  readonly before?: string;
  readonly after?: string;
}

function sidesLine({ before, after }: Sides): Line {
  if (before === undefined) return [prose('new '), code(after ?? '')];
  if (after === undefined) return [prose('gone '), code(before)];
  return [code(before), prose(' → '), code(after)];
}

/** One change of an object or of a field in it. */
interface Unit extends Pick<Change, 'kind' | 'id' | 'object'> {
  readonly field?: FieldChange;
}

/** A section for the same regions, those of most regions first; in it an entry for each object. */
function objectSections(regions: readonly Region[]): readonly Section[] {
  const units = regions.flatMap(([place, { changes }]) =>
    changes.flatMap(unitsOf).map((unit) => [place, unit] as const),
  );
  const folded = fold(units, ({ kind, id, field }) => printJson([kind, id, field ?? null]));
  const byPlaces = fold(
    folded.map((one) => [{ sovereign: '', region: '' }, one] as const),
    ({ places }) => placesKey(places),
  );
  return byPlaces
    .map(({ items }) => ({ places: items[0].places, entries: objectEntries(items.map((one) => one.items[0])) }))
    .sort((a, b) => b.places.length - a.places.length) // stable: the rest stay in the order of their first region
    .map(({ places, entries }) => ({ title: titleOf(places), entries }));
}

function unitsOf({ kind, id, object, fields }: Change): readonly Unit[] {
  return kind === 'changed' ? fields.map((field) => ({ kind, id, object, field })) : [{ kind, id, object }];
}

function titleOf(places: readonly Place[]): string {
  return `${places.length > 1 ? 'Alike' : 'Only'} ${describePlaces(places)}`;
}

function objectEntries(units: readonly Unit[]): readonly Entry[] {
  const nowhere = { sovereign: '', region: '' };
  const objects = fold(
    units.map((unit) => [nowhere, unit] as const),
    ({ kind, id }) => `${kind} ${id}`,
  );
  return objects.map(({ items }) => ({
    line: [prose(`${items[0].kind} `), code(items[0].object)],
    details: items.flatMap(({ field }) => (field === undefined ? [] : [fieldLine(field)])),
  }));
}

function fieldLine({ path, before, after }: FieldChange): Line {
  const was = before === undefined ? prose('not there') : code(jsonText(before));
  const is = after === undefined ? prose('not there') : code(jsonText(after));
  return [code(path), prose(': '), was, prose(' → '), is];
}

/** As JSON, so that "1" and 1 do not look alike. */
function jsonText(value: Json): string {
  return printJson(value);
}
