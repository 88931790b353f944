import { countText } from '@sovereign-fleet/domain';
import { printJson } from '@sovereign-fleet/go-text';
import { changeSections } from './report-of-changes';
import { findingSections } from './report-of-findings';
import { describePlaces, fold, type Place } from './fold';
import { code, type Line, prose, type Report } from './report';
import { countFindings, type KitSummary, type Review } from '../contract/review';

/** The report of one Sovereign or of many, in the order of their names: findings first, then what changed. */
export function reviewReport(unordered: readonly Review[]): Report {
  const reviews = [...unordered].sort((a, b) => Number(a.name > b.name) - Number(a.name < b.name));
  return {
    title: 'Review of what Flux would apply',
    summary: [
      ...scope(reviews),
      ...kits(reviews),
      ...standIns(reviews),
      ...programs(reviews),
      ...bases(reviews),
      ...baseNotes(reviews),
      ...difference(reviews),
    ],
    sections: [...findingSections(reviews), ...changeSections(reviews)],
  };
}

function scope(reviews: readonly Review[]): readonly Line[] {
  const [first] = reviews;
  if (first === undefined) return [[prose('Nothing was rendered: the change touches no Sovereign.')]];
  const who = reviews.length === 1 ? first.name : countText(reviews.length, 'Sovereign');
  const regions = reviews.reduce((sum, review) => sum + review.regions.length, 0);
  const errors = countText(countFindings(reviews, 'error'), 'error');
  const warnings = countText(countFindings(reviews, 'warning'), 'warning');
  return [[prose(`${who}, ${countText(regions, 'region')}: ${errors}, ${warnings}.`)]];
}

/** What each kit is that no finding says, once for all of its Sovereigns. */
function kits(reviews: readonly Review[]): readonly Line[] {
  const each = new Map(reviews.map(({ kit }) => [printJson(kit), kit]));
  return [...each.values()].flatMap(({ name, makesVclusters, untyped }) => [
    ...(makesVclusters ? [] : [a4Note(name)]),
    ...(untyped.objects + untyped.fields === 0 ? [] : [untypedNote(name, untyped)]),
  ]);
}

function a4Note(kit: string): Line {
  return [
    prose('A4 ('),
    code('blocks-of-role'),
    prose(`) does not apply: no row of the kit ${kit} makes a vCluster (`),
    code('buildingBlock'),
    prose(').'),
  ];
}

function untypedNote(kit: string, { objects, fields }: KitSummary['untyped']): Line {
  const found = `${countText(objects, 'object')} beside its rows, and ${countText(fields, 'field')} that rows say by `;
  return [prose(`Not typed in the kit ${kit}: ${found}`), code('helm'), prose('.')];
}

function standIns(reviews: readonly Review[]): readonly Line[] {
  const names = [...new Set(reviews.flatMap((review) => review.standIns))].sort();
  if (names.length === 0) return [];
  return [[prose(`Not the real charts, but stand-ins: ${names.join(', ')}.`)]];
}

/** Each remark on programs once, since most Sovereigns are rendered by the same ones. */
function programs(reviews: readonly Review[]): readonly Line[] {
  const said = new Set(reviews.flatMap((review) => review.programs ?? []));
  return [...said].map((text) => [prose(`${text}.`)]);
}

/** The commit of each base, with its Sovereigns where there are several bases; or that nothing was compared. */
function bases(reviews: readonly Review[]): readonly Line[] {
  const found = reviews.flatMap(({ name, base }) => (base === undefined ? [] : [[placeOf(name), base] as const]));
  const each = fold(found, ({ named, commit }) => printJson([named, commit]));
  const lines = each.map(({ items: [{ named, commit }], places }) => [
    prose(each.length === 1 ? 'Base: ' : `Base ${describePlaces(places)}: `),
    ...(named === commit ? [code(commit)] : [code(named), prose(' ('), code(commit), prose(')')]),
    prose('.'),
  ]);
  const isNone = reviews.length > 0 && reviews.every(({ comparison }) => comparison === undefined);
  const why = prose('Compared with no base, since none was named: ');
  return isNone ? [[why, code('--base'), prose(' or '), code('NX_BASE'), prose('.')]] : lines;
}

function placeOf(sovereign: string): Place {
  return { sovereign, region: '' };
}

/** A mistake in a file that all specs import gives every Sovereign the same note. */
const mostNotes = 3;

function baseNotes(reviews: readonly Review[]): readonly Line[] {
  const notes = reviews.flatMap(({ name, baseNote }) => (baseNote === undefined ? [] : [`${name}: ${baseNote}`]));
  const more = notes.length - mostNotes;
  const rest = more > 0 ? [`The same of ${more} more; their reviews say why.`] : [];
  return [...notes.slice(0, mostNotes), ...rest].map((note) => [prose(note)]);
}

function difference(reviews: readonly Review[]): readonly Line[] {
  if (reviews.every(({ comparison }) => comparison === undefined)) return [];
  const regions = reviews.flatMap(({ comparison = [] }) => comparison);
  const changes = regions.flatMap((region) => region.changes);
  const countOf = (kind: string): string =>
    countText(changes.filter((change) => change.kind === kind).length, 'object');
  const changed = regions.filter((region) => region.changes.length > 0).length;
  const partly = regions.filter(({ notCompared }) => notCompared.length > 0).length;
  const counts = [
    `${countOf('added')} added`,
    `${countOf('removed')} removed`,
    `${countOf('changed')} changed in ${countText(changed, 'region')}`,
  ];
  const kept = regions.reduce((sum, region) => sum + region.kept.length, 0);
  const words = changes.length === 0 ? 'No object differs from the base' : `Beside the base: ${counts.join(', ')}`;
  const stays = kept === 0 ? '' : `; ${countText(kept, 'object')} kept by the cluster`;
  const unsaid = partly === 0 ? '' : `; ${countText(partly, 'region')} not or not wholly compared`;
  return [[prose(`${words}${stays}${unsaid}.`)]];
}
