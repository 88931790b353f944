import type { BranchName, NewPullRequest, Reviewers } from '../forge/forge';
import type { ObjectHash, Sha, TreeEntry } from '../forge/git-object';

/** Results of a Sovereign in one run (docs/decisions/0020). */
export type ResultState =
  | 'unchanged'
  | 'open-current'
  | 'created'
  | 'updated'
  | 'repaired'
  | 'closed-obsolete'
  | 'cleaned'
  | 'held'
  | 'declined'
  | 'deferred'
  | 'failed';

/** A person puts it on a pull request that shall stay as it is. */
export const holdLabel = 'fleet/hold';

/** What a caller may ask for, beside what is desired. */
export interface ProposeOptions {
  readonly labels: readonly string[];
  readonly reviewers: Reviewers;
  readonly draft: boolean;
  /** Append to a branch with a person's commits. */
  readonly takeOver: boolean;
  /** Propose again what a person closed. */
  readonly reopen: boolean;
  /** Propose a Sovereign that has lost more than half of its files. */
  readonly allowShrink: boolean;
  /** Propose that a Sovereign goes, with all of its files. */
  readonly allowRemoval: boolean;
  /** The campaign's id. */
  readonly campaign?: string;
  /** Our version, for the record. */
  readonly generator: string;
  readonly hash: ObjectHash;
}

/** One file that the pull request brings, beside the base. */
export interface FileChange {
  readonly path: string;
  /** Its blob in the base; undefined where it is new. */
  readonly before: Sha | undefined;
  /** Its text; undefined where it goes. */
  readonly after: string | undefined;
}

/** One write, in the order in which writes are made: objects, ref, pull request, labels. */
export type PlanStep =
  | {
      readonly kind: 'commit';
      /** The tree that the plan's files are put into: the base's root. */
      readonly from: Sha;
      readonly parents: readonly Sha[];
      /** The root tree that must come of it; anything else is an error before the commit. */
      readonly root: Sha;
      readonly message: string;
      /** What a person did on the branch beside the Sovereign's folder; it goes into the tree as well. */
      readonly beside?: ReadonlyMap<string, TreeEntry | null>;
    }
  /** Both go to the commit made just before. */
  | { readonly kind: 'create-branch'; readonly branch: BranchName }
  | { readonly kind: 'move-branch'; readonly branch: BranchName }
  | { readonly kind: 'delete-branch'; readonly branch: BranchName; readonly head: Sha }
  | { readonly kind: 'open-pull'; readonly pull: NewPullRequest }
  | { readonly kind: 'edit-pull'; readonly number: number; readonly title?: string; readonly body?: string }
  | { readonly kind: 'close-pull'; readonly number: number; readonly body: string }
  /** Of the pull request opened just before, where `number` is not given. */
  | { readonly kind: 'add-labels'; readonly number?: number; readonly labels: readonly string[] }
  | { readonly kind: 'request-reviewers'; readonly number?: number; readonly reviewers: Reviewers };

export interface PullLink {
  readonly number: number;
  readonly url: string;
}

/** What will be done for one Sovereign, and why; no steps where nothing is to be done. */
export interface Plan {
  readonly state: ResultState;
  /** For people, where the state alone does not say it: whose commit holds it, which pull request was declined. */
  readonly reason: string;
  readonly steps: readonly PlanStep[];
  /** For a `commit`: what differs from the base, those that go first. */
  readonly files: readonly FileChange[];
  /** Where a branch is taken over: what others changed there of the Sovereign's files, beside ours. */
  readonly replaced?: readonly FileChange[];
  /** What a person has to know, and is no reason to stop. */
  readonly warnings?: readonly string[];
  /** The pull request that it is about, where there is one already. */
  readonly pull?: PullLink;
}

/** Why a Sovereign waits for another run, and when that may be; without a time where it is not known. */
export interface Deferral {
  readonly reason: string;
  readonly notBefore?: Date;
}
