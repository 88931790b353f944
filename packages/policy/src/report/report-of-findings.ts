import { printJson } from '@sovereign-fleet/go-text';
import { formatFault } from './fault';
import type { Finding, Severity } from '../contract/finding';
import { describePlaces, fold, type Folded, shortList, type Place } from './fold';
import { code, type Entry, prose, type Section } from './report';
import { rules } from '../rules/rules';
import type { Review } from '../contract/review';

/** A section for each rule that found something, errors first; a finding that is alike in many regions is one entry. */
export function findingSections(reviews: readonly Review[]): readonly Section[] {
  const found = reviews.flatMap(({ name, findings }) =>
    findings.map((finding) => [{ sovereign: name, region: finding.region }, finding] as const),
  );
  return (['error', 'warning'] as const).flatMap((severity) => sectionsOf(severity, found));
}

type Found = readonly (readonly [Place, Finding])[];

const words = { error: 'Error', warning: 'Warning' } as const;

/** By rule, in the order of the rules; those that are not known here come last. */
function sectionsOf(severity: Severity, found: Found): readonly Section[] {
  const nowhere = { sovereign: '', region: '' };
  const byRule = fold(
    found.filter(([, finding]) => finding.severity === severity).map((one) => [nowhere, one] as const),
    ([, { rule }]) => rule,
  );
  return byRule
    .map(({ items }) => ({ items, index: rules.findIndex(({ id }) => id === items[0][1].rule) }))
    .sort((a, b) => (a.index < 0 ? rules.length : a.index) - (b.index < 0 ? rules.length : b.index))
    .map(({ items, index }) => {
      const [[, first], ...others] = items;
      const fault = formatFault([first, ...others.map(([, finding]) => finding)]);
      const rule = rules[index];
      return {
        title: `${words[severity]}: ${fault} (${first.rule})`,
        notes: rule === undefined ? [] : [[prose(`Rule: ${rule.title}.`)]],
        entries: foldFindings(items).map(entryOf),
      };
    });
}

/** Findings that read alike, with the places of each. */
export function foldFindings(found: Found): readonly Folded<Finding>[] {
  return fold(found, ({ rule, object, field, problem, remedy }) => {
    return printJson([rule, object, field, problem, remedy]);
  });
}

function entryOf({ items, places }: Folded<Finding>): Entry {
  const [{ object, field, problem, remedy }] = items;
  const files = [...new Set(items.map(({ file }) => file))];
  return {
    line: [code(object), ...(field === '' ? [] : [prose(', '), code(field)]), prose(`: ${problem}`)],
    details: [[prose(`${remedy}.`)], [prose(describePlaces(places)), prose(': '), code(shortList(files))]],
  };
}
