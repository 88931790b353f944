import type { Rendered, RenderProblem } from '@sovereign-fleet/renderer';
import type { RegionComparison } from './change';
import { compare } from './compare';
import type { Breach, Finding, Severity } from './finding';
import { mendingFile } from './mending-file';
import { objectTitle } from './object-id';
import { type RegionUnderReview, regionUnderReview } from './region-under-review';
import type { ReviewSubject } from './review-subject';
import type { Rule } from './rule';
import { rules } from './rules';
import { ruleOfProblem } from './rules/render-problem';

/** A commit that a review compares with. */
export interface BaseCommit {
  /** As it was named: `main`. */
  readonly named: string;
  /** In full. */
  readonly commit: string;
}

/** What the rules say of one Sovereign, and how it differs from its base. */
export interface Review {
  readonly name: string;
  readonly fqdn: string;
  /** Git's tree of the files that were reviewed, where it is known: by it a later step knows that they are the same. */
  readonly subtree?: string;
  /** Keys of the rendered regions. */
  readonly regions: readonly string[];
  /** Subcharts that were not the real ones, in the order of their names. */
  readonly standIns: readonly string[];
  /** By rule, then by region. */
  readonly findings: readonly Finding[];
  /** Left out where none was asked for. */
  readonly base?: BaseCommit;
  /** Why the base was not rendered with its own record, where it was not. */
  readonly baseNote?: string;
  /** By region; left out where no base was asked for. */
  readonly comparison?: readonly RegionComparison[];
}

export interface ReviewOptions {
  /** What to compare with; its `rendered` is undefined where the base has no such Sovereign. */
  readonly base?: {
    readonly rendered: Rendered | undefined;
    readonly commit?: BaseCommit;
    readonly note?: string;
  };
  readonly subtree?: string;
  /** Problems of the renderer that a run lets pass: they are warnings. */
  readonly allowed?: readonly RenderProblem['kind'][];
}

/** Applies every rule to a Sovereign, and compares it with its base where there is one. Same subject, same review. */
export function review(subject: ReviewSubject, { base, subtree, allowed = [] }: ReviewOptions = {}): Review {
  const regions = subject.rendered.regions.flatMap((region) => regionUnderReview(subject, region) ?? []);
  const lenient = new Set(allowed.map(ruleOfProblem));
  const releases = subject.rendered.regions.flatMap((region) => region.releases);
  return {
    name: subject.name,
    fqdn: subject.fqdn,
    ...(subtree === undefined ? {} : { subtree }),
    regions: subject.rendered.regions.map(({ region }) => region),
    standIns: [...new Set(releases.flatMap(({ chart }) => chart.standIns))].sort(),
    findings: rules.flatMap((rule) => {
      const severity = lenient.has(rule.id) ? 'warning' : rule.severity;
      return findingsOf({ ...rule, severity }, subject, regions);
    }),
    ...(base?.commit === undefined ? {} : { base: base.commit }),
    ...(base?.note === undefined ? {} : { baseNote: base.note }),
    ...(base === undefined ? {} : { comparison: compare(base.rendered, subject.rendered) }),
  };
}

/** How many findings of a severity there are: with an error, the review has failed. */
export function countFindings(reviews: readonly Review[], severity: Severity): number {
  return reviews.reduce((sum, { findings }) => sum + findings.filter((one) => one.severity === severity).length, 0);
}

function findingsOf(rule: Rule, subject: ReviewSubject, regions: readonly RegionUnderReview[]): readonly Finding[] {
  if (rule.per === 'sovereign') {
    return rule.check(subject).map((breach) => finding(rule, breach, { region: '', file: subject.source }));
  }
  return regions.flatMap((region) =>
    rule.check(region).map((breach) => {
      return finding(rule, breach, { region: region.facts.key, file: mendingFile(region, breach) });
    }),
  );
}

function finding({ id, severity }: Rule, breach: Breach, where: Pick<Finding, 'region' | 'file'>): Finding {
  const { at, field = '', problem, remedy } = breach;
  const object = typeof at === 'string' ? at : objectTitle(at);
  return { rule: id, severity, region: where.region, object, field, problem, remedy, file: where.file };
}
