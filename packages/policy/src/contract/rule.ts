import type { ChangeUnderReview } from './change';
import type { Breach, Severity } from './finding';
import type { RegionUnderReview } from './region-under-review';
import type { ReviewSubject } from './review-subject';

/** What happened where a rule found something, behind a number: `1 chart is missing`, `2 charts are missing`. */
export interface Fault {
  readonly one: string;
  readonly many: string;
  /** What is counted. With `problems`, the same sentence about ten objects counts once. */
  readonly counts: 'findings' | 'problems';
}

interface RuleText {
  /** Stable: people silence and search by it. */
  readonly id: string;
  readonly severity: Severity;
  /** What holds where nothing is found. */
  readonly title: string;
  readonly fault: Fault;
  /** What goes wrong where it does not hold. */
  readonly why: string;
}

/** A rule that looks at one region. */
export interface RegionRule extends RuleText {
  readonly per: 'region';
  readonly check: (region: RegionUnderReview) => readonly Breach[];
}

/** A rule that looks at the Sovereign as a whole. */
export interface SovereignRule extends RuleText {
  readonly per: 'sovereign';
  readonly check: (subject: ReviewSubject) => readonly Breach[];
}

/** A rule that looks at what a change does to a region; it finds nothing where there is no base. */
export interface ChangeRule extends RuleText {
  readonly per: 'change';
  /** `all` are the changes of all regions of the Sovereign, and `kit` is that of the change. */
  readonly check: (
    change: ChangeUnderReview,
    all: readonly ChangeUnderReview[],
    kit: ReviewSubject['kit'],
  ) => readonly Breach[];
}

export type Rule = RegionRule | SovereignRule | ChangeRule;
