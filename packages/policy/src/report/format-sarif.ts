import { visible } from '@sovereign-fleet/domain';
import { printJson } from '@sovereign-fleet/go-text';
import type { Log, ReportingDescriptor, Result, Run } from 'sarif';
import { faultTitle, formatFault } from './fault';
import { type Finding, formatFinding } from '../contract/finding';
import { describePlaces, type Folded } from './fold';
import { foldFindings } from './report-of-findings';
import { rules } from '../rules/rules';
import type { BaseCommit, Review } from '../contract/review';

/**
 * The findings as SARIF 2.1.0 (OASIS), for code scanning: one result for each finding of a Sovereign, whatever its
 * regions, at the file where a person would begin to mend it. The commit of a base is in it; differences from the base
 * are not.
 */
export function formatSarif(reviews: readonly Review[]): string {
  const log: Log = {
    version: '2.1.0',
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    runs: [
      {
        tool: { driver: { name: 'sovereign-fleet', rules: rules.map(descriptor) } },
        ...baseProperty(reviews),
        // Lines are not known, so the columns of one never count.
        columnKind: 'utf16CodeUnits',
        results: reviews.flatMap((review) =>
          foldFindings(findingsWithPlaces(review)).map((folded) => resultOf(review, folded)),
        ),
      },
    ],
  };
  return `${printJson(log, 2)}\n`;
}

/** The commits that the reviews compared with: SARIF has a field for the commit under review, and none for a base. */
function baseProperty(reviews: readonly Review[]): Pick<Run, 'properties'> {
  const bases = reviews.flatMap(({ base }) => (base === undefined ? [] : [printJson(base)]));
  const each = [...new Set(bases)].map((base) => JSON.parse(base) as BaseCommit); // it was printed from one
  return each.length === 0 ? {} : { properties: { bases: each } };
}

function findingsWithPlaces({ name, findings }: Review): Parameters<typeof foldFindings>[0] {
  return findings.map((finding) => [{ sovereign: name, region: finding.region }, finding]);
}

/** With each of the texts that GitHub's code scanning requires (Multitool of SARIF: GH2012). */
function descriptor({ id, severity, title, fault, why }: (typeof rules)[number]): ReportingDescriptor {
  return {
    id,
    // The heading of an alert.
    shortDescription: { text: faultTitle(fault) },
    fullDescription: { text: `${title}. ${why}` },
    help: { text: why },
    defaultConfiguration: { level: severity },
  };
}

function resultOf({ fqdn }: Review, { items, places }: Folded<Finding>): Result {
  const [finding] = items;
  const files = [...new Set(items.map(({ file }) => file))];
  return {
    ruleId: finding.rule,
    ruleIndex: rules.findIndex(({ id }) => id === finding.rule),
    level: finding.severity,
    message: { text: plainText(`${formatFault(items)}, ${describePlaces(places)}: ${formatFinding(finding)}`) },
    locations: files.map((file) => ({
      physicalLocation: {
        artifactLocation: { uri: uriOf(file), uriBaseId: '%SRCROOT%' },
        // Code scanning shows nothing without a line.
        region: { startLine: 1 },
      },
    })),
    // The same finding keeps its alert when its words or its regions change.
    partialFingerprints: { 'finding/v1': [fqdn, finding.rule, finding.object, finding.field].join(' | ') },
  };
}

/** A viewer takes `[text](address)` for a link, unless its bracket is escaped (SARIF 2.1.0, 3.11.6). */
function plainText(text: string): string {
  return visible(text).replaceAll('](', '\\](');
}

/** Within the workspace: a name from a chart or a tree leads nowhere else. */
function uriOf(file: string): string {
  const parts: string[] = [];
  for (const part of visible(file).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(encodeURIComponent(part));
  }
  return parts.join('/');
}
