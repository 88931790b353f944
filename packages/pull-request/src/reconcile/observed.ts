import type { Base, ClosedPullRequest, ObservedBranch } from '../forge/forge';
import type { Sha, TreeEntry, TreeListing } from '../forge/git-object';
import type { Reviewers } from '../forge/reviewers';
import type { Mark } from '../proposal/trailers';

/**
 * What the fleet repository has of one Sovereign. A snapshot or a fresh look gives the first two; each other fact costs
 * a request or more, and is missing until the plan needs it.
 */
export interface Observed {
  readonly base: Base;
  readonly proposed: ObservedBranch;
  /** Who made the head of the branch. */
  readonly ownership?: Ownership;
  /** The newest pull request that a person closed; `none` if there is no such one. */
  readonly declined?: DeclinedPull | 'none';
  /** Whether the base contains the head of the branch. */
  readonly isMerged?: boolean;
  /** Every file of the Sovereign in the base, by path below its folder. */
  readonly baseFiles?: TreeListing;
  readonly branchFiles?: BranchFiles;
  /** What others changed on the branch outside the Sovereign's folder. */
  readonly foreign?: ForeignChanges;
  /** Labels that the open pull request has or once had. */
  readonly labelsEver?: readonly string[];
  /** The wanted reviewers who were ever asked. */
  readonly reviewersEver?: Reviewers;
}

/** Who made the head of a Sovereign's branch. */
export type Ownership =
  /** We did, or the button "Update branch" merged the base into a commit of ours; the mark then has that base. */
  | { readonly by: 'tool'; readonly mark: Mark }
  /** The base contains it, so that nothing is lost by going on from there. */
  | { readonly by: 'base' }
  | { readonly by: 'person'; readonly commit: Sha };

/** A pull request that a person closed without a merge, and what it proposed. */
export interface DeclinedPull {
  readonly pull: ClosedPullRequest;
  readonly mark: Mark | undefined;
}

/** Every file of the Sovereign on a branch, by path below its folder. */
export interface BranchFiles {
  readonly now: TreeListing;
  /** In our newest commit on the branch; undefined if we have none there. */
  readonly ours: TreeListing | undefined;
}

/** What others changed on a branch outside the Sovereign's folder, merged into the base: we keep their work. */
export interface ForeignChanges {
  /** The base's two listings with the changes. */
  readonly rootListing: TreeListing;
  readonly clusters: TreeListing;
  /** The changes to the base, by path from the root; `null` for a deleted file. */
  readonly changes: ReadonlyMap<string, TreeEntry | null>;
  /** Paths that the branch and the base changed differently. A person must settle these. */
  readonly conflicts: readonly string[];
}

/** A fact that must be observed before there can be a plan. */
export interface Question {
  readonly ask: Exclude<keyof Observed, 'base' | 'proposed'>;
}

export function isQuestion(answer: object): answer is Question {
  return 'ask' in answer;
}
