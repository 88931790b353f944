import type { BranchName } from './branch-name';
import type { Commit, Sha, TreeEntry, TreeListing } from './git-object';
import type { Reviewers } from './reviewers';

/** The fleet repository's base branch, with the two folders that decide: the root and `clusters`. */
export interface Base {
  readonly branch: string;
  readonly commit: Sha;
  readonly root: Sha;
  readonly rootListing: TreeListing;
  /** Empty where there is no folder `clusters`. */
  readonly clusters: TreeListing;
}

export interface PullRequest {
  readonly number: number;
  readonly url: string;
  readonly title: string;
  readonly body: string;
  readonly head: Sha;
  readonly labels: readonly string[];
  /** Who is asked for a review at the moment. Whoever has given one is not in the list any more. */
  readonly reviewers: Reviewers;
  readonly createdAt?: Date;
  /** Whether it waits in a merge queue: there is a branch `gh-readonly-queue/<base>/pr-<number>-…`. */
  readonly isQueued?: boolean;
}

/** A commit of the base branch, and when it came there. For a commit that was pushed, that is when it was made. */
export interface LastChange {
  readonly commit: Sha;
  /** Undefined if nothing says when. */
  readonly at: Date | undefined;
}

/** A pull request that was closed without a merge. */
export interface ClosedPullRequest extends Pick<PullRequest, 'number' | 'url' | 'body' | 'head'> {
  readonly closedAt: Date;
}

/** What the fleet repository has of one Sovereign outside the base: its branch's head and its open pull request. */
export interface ObservedBranch {
  readonly head?: Sha;
  readonly pull?: PullRequest;
  /** An open pull request of the branch to another base: a person changed its base, or opened a second one. */
  readonly elsewhere?: PullElsewhere;
}

interface PullElsewhere extends Pick<PullRequest, 'number' | 'url'> {
  readonly base: string;
}

/** The whole fleet at one moment, with branches of ours whose Sovereign has no spec any more. */
export interface ObservedFleet {
  readonly base: Base;
  readonly proposed: ReadonlyMap<BranchName, ObservedBranch>;
}

/**
 * Changes to a tree, by path from the repository's root: the content of a file, an entry that the repository has
 * already, or `null` to delete a file.
 */
export type TreeChanges = ReadonlyMap<string, string | TreeEntry | null>;

export interface NewCommit {
  readonly message: string;
  readonly tree: Sha;
  /** The first one is the branch's head before. */
  readonly parents: readonly Sha[];
}

export interface NewPullRequest {
  readonly branch: BranchName;
  readonly title: string;
  readonly body: string;
  readonly draft: boolean;
}

/**
 * What a proposal needs of the fleet repository. A method that cannot do what it says throws a ForgeError and nothing
 * else. An object never changes under its Sha, so that a cache may answer reads of objects.
 */
export interface Forge {
  /** Takes a constant number of requests, and one more for each 100 open pull requests, for a fleet of any size. */
  snapshot(): Promise<ObservedFleet>;
  /** The base and one Sovereign as they are now, past any cache: after a conflict, or before a deletion. */
  look(branch: BranchName): Promise<{ readonly base: Base; readonly proposed: ObservedBranch }>;
  commit(sha: Sha): Promise<Commit>;
  /** One folder of a tree, as Git lists it. */
  listing(tree: Sha): Promise<TreeListing>;
  /** Every file below a tree, by path from it. */
  files(tree: Sha): Promise<TreeListing>;
  /** The text of a file. */
  blob(sha: Sha): Promise<string>;
  /** Whether the base branch contains a commit. */
  isInBase(sha: Sha): Promise<boolean>;
  /** The nearest common ancestor of two commits. */
  mergeBase(one: Sha, other: Sha): Promise<Sha>;
  /** Pull requests of a branch to the base that were closed without a merge, newest first. */
  closedPulls(branch: BranchName): Promise<readonly ClosedPullRequest[]>;
  /** Labels that a pull request has or once had, by its events: we do not put back what a person took off. */
  labelsEverOn(number: number): Promise<readonly string[]>;
  /** Which of some reviewers were ever asked about a pull request: we do not ask again whom a person took off. */
  reviewersEverOn(number: number, sought: Reviewers): Promise<Reviewers>;
  /** The last change of a folder in the base branch: the merge that brought it, or else the commit. */
  lastChange(folder: string): Promise<LastChange | undefined>;

  /** Writes the tree that results from changes to another tree, and returns its Sha. */
  putTree(from: Sha, changes: TreeChanges): Promise<Sha>;
  putCommit(commit: NewCommit): Promise<Sha>;
  createBranch(branch: BranchName, to: Sha): Promise<void>;
  /** Only forward: throws a `conflict` if `to` does not descend from the branch's head. */
  moveBranch(branch: BranchName, to: Sha): Promise<void>;
  /** Throws a `conflict` if the branch has another head by now, or is gone: what a person pushed since is not lost. */
  deleteBranch(branch: BranchName, head: Sha): Promise<void>;
  openPull(pull: NewPullRequest): Promise<PullRequest>;
  editPull(number: number, edit: { readonly title?: string; readonly body?: string }): Promise<void>;
  /** Changes the body and closes in one request: without our mark, it would look as if a person had closed it. */
  closePull(number: number, body: string): Promise<void>;
  addLabels(number: number, labels: readonly string[]): Promise<void>;
  requestReviewers(number: number, reviewers: Reviewers): Promise<void>;
  /** Squashes it into the base. Throws a `conflict` if its head has moved, and `refused` if GitHub wants more first. */
  mergePull(number: number, head: Sha): Promise<void>;
}

export type ForgeMethod = keyof Forge;
