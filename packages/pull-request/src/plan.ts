import type { BranchName, Changes, NewPullRequest, Reviewers } from './forge';
import type { Sha } from './git-object';

/** Results of a Sovereign in one run (docs/decisions/0020). The first six need no write after this one run. */
export type State =
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

/** One write, in the order in which writes are made: objects, ref, pull request, labels. */
export type Step =
  | {
      readonly kind: 'commit';
      /** The tree that the changes are made to: the base's root. */
      readonly from: Sha;
      readonly parents: readonly Sha[];
      /** The root tree that must come of it; anything else is an error before the commit. */
      readonly root: Sha;
      readonly message: string;
    }
  /** Both move to the commit made just before. */
  | { readonly kind: 'create-branch'; readonly branch: BranchName }
  | { readonly kind: 'move-branch'; readonly branch: BranchName }
  | { readonly kind: 'delete-branch'; readonly branch: BranchName; readonly head: Sha }
  | { readonly kind: 'open-pull'; readonly pull: NewPullRequest }
  | { readonly kind: 'edit-pull'; readonly number: number; readonly title?: string; readonly body?: string }
  | { readonly kind: 'close-pull'; readonly number: number; readonly body: string }
  /** Of the pull request opened just before, where `number` is not given. */
  | { readonly kind: 'add-labels'; readonly number?: number; readonly labels: readonly string[] }
  | { readonly kind: 'request-reviewers'; readonly number?: number; readonly reviewers: Reviewers };

/** What will be done for one Sovereign, and why; no steps where nothing is to be done. */
export interface Plan {
  readonly state: State;
  /** For people, where the state alone does not say it: whose commit holds it, which pull request was declined. */
  readonly reason: string;
  readonly steps: readonly Step[];
  /** For a `commit`: what differs from the base, without what is the same. */
  readonly changes: Changes;
}
