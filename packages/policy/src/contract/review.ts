import type { ChangeRefusals, Rendered, RenderProblem } from '@sovereign-fleet/renderer';
import type { RegionComparison } from './change';
import type { Finding, Severity } from './finding';

/** A commit that a review compares with. */
export interface BaseCommit {
  /** As it was named: `main`. */
  readonly named: string;
  /** In full. */
  readonly commit: string;
}

/** What a review says of the kit, whatever the rules find. */
export interface KitSummary {
  /** Of a Sovereign with slots of its own: `openova of acme`. */
  readonly name: string;
  /** Whether a row makes a vCluster. A4 is about those, and says nothing of a kit without one. */
  readonly makesVclusters: boolean;
  /** How many objects stand as YAML beside its rows, and how many fields rows say by `helm`: we do not type either. */
  readonly untyped: { readonly objects: number; readonly fields: number };
}

/** What the rules say of one Sovereign, and how it differs from its base. */
export interface Review {
  readonly name: string;
  readonly fqdn: string;
  readonly kit: KitSummary;
  /** Git's tree of the files that were reviewed, where it is known: by it a later step knows that they are the same. */
  readonly subtree?: string;
  /** Keys of the rendered regions. */
  readonly regions: readonly string[];
  /** Subcharts that were not the real ones, in the order of their names. */
  readonly standIns: readonly string[];
  /** Which programs rendered it, where they are not those that its Flux has inside. */
  readonly programs?: readonly string[];
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
    /** Whether its record is protected: taking that out, and a volume with it, is no way around. */
    readonly isProtected?: boolean;
    readonly commit?: BaseCommit;
    readonly note?: string;
  };
  /** By region, what the definitions of kinds have against changes (`changeRefusals` of the renderer). */
  readonly refusals?: ReadonlyMap<string, ChangeRefusals>;
  readonly subtree?: string;
  /** Problems of the renderer that a run lets pass: they are warnings. */
  readonly allowed?: readonly RenderProblem['kind'][];
}

/** How many findings of a severity there are: with an error, the review has failed. */
export function countFindings(reviews: readonly Review[], severity: Severity): number {
  return reviews.reduce((sum, { findings }) => sum + findings.filter((one) => one.severity === severity).length, 0);
}
