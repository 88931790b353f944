import { addAll, countText } from '@sovereign-fleet/domain';
import type { RegionComparison } from '../contract/change';
import type { Review } from '../contract/review';
import { rules } from '../rules/rules';
import { findingSections } from './report-of-findings';
import { changeSections } from './report-of-changes';
import { sectionText } from './section-text';

/**
 * What a change of a record does to the clusters of a Sovereign: a line a region, dangers, then every difference.
 * `notAsked` are the releases whose charts nobody asked for.
 */
export function formatConsequences(review: Review, notAsked: ReadonlySet<string>): string {
  const isDanger = new Set(rules.flatMap(({ id, per }) => (per === 'change' ? [id] : [])));
  const comparison = review.comparison ?? [];
  const sections = [
    ...findingSections([{ ...review, findings: review.findings.filter(({ rule }) => isDanger.has(rule)) }]),
    ...changeSections([{ ...review, comparison: comparison.map((region) => withoutNotAsked(region, notAsked)) }]),
  ];
  const lines = [`What ${review.name} gets, beside its tree as it is:`, ...comparison.map(regionLine)];
  if (notAsked.size > 0) lines.push(`  ${textOfNotAsked(notAsked.size)}`);
  addAll(lines, sections.map(sectionText));
  return lines.join('\n');
}

function withoutNotAsked(region: RegionComparison, notAsked: ReadonlySet<string>): RegionComparison {
  return { ...region, notCompared: region.notCompared.filter(({ part }) => !notAsked.has(part)) };
}

function textOfNotAsked(releases: number): string {
  return `${countText(releases, 'release')}: what the charts make of it is said with --render.`;
}

const stateTexts: Readonly<Record<RegionComparison['state'], string>> = {
  compared: '',
  new: 'new: ',
  gone: 'gone: ',
  moved: 'at another path: ',
  'not-compared': 'not compared: ',
};

function regionLine({ region, state, changes, kept }: RegionComparison): string {
  const countOf = (kind: string) => changes.filter((change) => change.kind === kind).length;
  const counts = [
    [countOf('added'), 'made'],
    [countOf('changed'), 'changed'],
    [countOf('removed'), 'removed'],
    [kept.length, 'kept'],
  ] as const;
  const text = counts.flatMap(([count, word]) => (count === 0 ? [] : [`${count} ${word}`])).join(', ');
  return `  ${region}: ${stateTexts[state]}${text === '' ? 'nothing' : text}`;
}
