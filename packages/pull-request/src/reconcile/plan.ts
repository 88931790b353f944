import type { BranchName } from '../forge/branch-name';
import type { NewPullRequest } from '../forge/forge';
import type { ObjectHash, Sha, TreeEntry } from '../forge/git-object';
import type { Reviewers } from '../forge/reviewers';
import type { Desired } from '../proposal/desired';

/** What a run makes of a Sovereign (docs/pull-requests.md). */
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

/** The label that a person puts on a pull request that must stay as it is. */
export const holdLabel = 'fleet/hold';

/** What the caller of a run decides. */
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
  /** Propose that a Sovereign is removed, with all of its files. */
  readonly allowRemoval: boolean;
  /** The campaign's id. */
  readonly campaign?: string;
  /** Our version, for the trailers of our commits. */
  readonly generator: string;
  readonly hash: ObjectHash;
}

/** One file that differs from the base. */
export interface FileChange {
  readonly path: string;
  /** Its blob in the base; undefined for a new file. */
  readonly before: Sha | undefined;
  /** Its text; undefined for a deleted file. */
  readonly after: string | undefined;
}

/** One write. They are made in this order: objects, ref, pull request, labels. */
export type PlanStep =
  | {
      readonly kind: 'commit';
      /** The tree that the plan's files are put into: the base's root. */
      readonly from: Sha;
      readonly parents: readonly Sha[];
      /** The root tree that must result. Otherwise it fails before the commit. */
      readonly root: Sha;
      readonly message: string;
      /** Others' changes on the branch outside the Sovereign's folder, which go into the tree as well. */
      readonly foreign?: ReadonlyMap<string, TreeEntry | null>;
    }
  /** The branch goes to the commit of the step before. */
  | { readonly kind: 'create-branch'; readonly branch: BranchName }
  | { readonly kind: 'move-branch'; readonly branch: BranchName }
  | { readonly kind: 'delete-branch'; readonly branch: BranchName; readonly head: Sha }
  | { readonly kind: 'open-pull'; readonly pull: NewPullRequest }
  | { readonly kind: 'edit-pull'; readonly number: number; readonly title?: string; readonly body?: string }
  | { readonly kind: 'close-pull'; readonly number: number; readonly body: string }
  /** Without a `number`, it is about the pull request of the step before. */
  | { readonly kind: 'add-labels'; readonly number?: number; readonly labels: readonly string[] }
  | { readonly kind: 'request-reviewers'; readonly number?: number; readonly reviewers: Reviewers };

export interface PullLink {
  readonly number: number;
  readonly url: string;
}

/** What will be done for one Sovereign, and why. Without steps, there is nothing to do. */
export interface Plan {
  readonly state: ResultState;
  /**
   * What the state alone does not tell people: which commit holds it, which pull request was declined. '' for nothing.
   */
  readonly reason: string;
  readonly steps: readonly PlanStep[];
  /** For a `commit`: what differs from the base, deleted files first. */
  readonly files: readonly FileChange[];
  /** If a branch is taken over: the Sovereign's files that others changed there, and that we replace. */
  readonly replaced?: readonly FileChange[];
  /** What a person must know, and does not stop the plan. */
  readonly warnings?: readonly string[];
  /** The pull request, if it is there already. */
  readonly pull?: PullLink;
}

/** What a plan is made for. */
export interface PlanRequest {
  readonly desired: Desired;
  readonly options: ProposeOptions;
}
