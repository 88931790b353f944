import type { ForeignChanges } from './foreign-changes';
import type { Base, ClosedPullRequest, ObservedBranch, Reviewers } from '../forge/forge';
import type { TreeListing } from '../forge/git-object';
import type { Ownership } from './ownership';
import type { Plan } from './plan';
import type { Mark } from '../proposal/trailers';

/** What a snapshot or a fresh look shows of one Sovereign. */
export interface Seen {
  readonly base: Base;
  readonly proposed: ObservedBranch;
}

/** The newest pull request of a branch that a person closed without a merge, and what it proposed. */
export interface DeclinedPull {
  readonly pull: ClosedPullRequest;
  readonly mark: Mark | undefined;
}

/** Every file of the Sovereign on a branch, by path below its folder. */
export interface BranchFiles {
  readonly now: TreeListing;
  /** In the newest commit of ours upon which people went on; undefined where none was found. */
  readonly ours: TreeListing | undefined;
}

/** What is known of one Sovereign. What is not given was not looked at yet, since it costs a request or more. */
export interface Observed extends Seen {
  /** Of the branch's head. */
  readonly ownership?: Ownership;
  /** `nothing`: no person closed one. */
  readonly declined?: DeclinedPull | 'nothing';
  /** Whether the base contains the branch's head. */
  readonly isMerged?: boolean;
  /** Every file of the Sovereign in the base, by path below its folder. */
  readonly baseFiles?: TreeListing;
  readonly branchFiles?: BranchFiles;
  /** What the branch has beside the Sovereign's folder. */
  readonly foreign?: ForeignChanges;
  /** Labels that the open pull request has or once had. */
  readonly labelsEver?: readonly string[];
  /** Of the reviewers that are wanted, those that were ever asked. */
  readonly reviewersEver?: Reviewers;
}

/** What must be looked at before more can be said. */
export interface Question {
  readonly ask: Exclude<keyof Observed, keyof Seen>;
}

export type Decision = Plan | Question;

export function isQuestion(answer: object): answer is Question {
  return 'ask' in answer;
}
