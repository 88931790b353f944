import type { Breach, Severity } from './finding';
import type { RegionUnderReview } from './region-under-review';
import type { ReviewSubject } from './review-subject';

interface RuleText {
  /** Stable: people silence and search by it. */
  readonly id: string;
  readonly severity: Severity;
  /** What holds where nothing is found. */
  readonly title: string;
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

export type Rule = RegionRule | SovereignRule;
