import type { Commit, Sha, TreeEntry, TreeListing } from './git-object';

declare const branchBrand: unique symbol;

/** `fleet/<sovereign>`: the one branch of a Sovereign in the fleet repository. */
export type BranchName = string & { readonly [branchBrand]: true };

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
  /** Who is asked for a review at the moment: whoever gave one is no more. */
  readonly reviewers: Reviewers;
  readonly createdAt?: Date;
  /** Whether it waits in a merge queue (a branch `gh-readonly-queue/<base>/pr-<number>-…` is there). */
  readonly isQueued?: boolean;
}

/** A commit of the base branch, and when it came to be there; of one that was pushed, when it was made. */
export interface LastChange {
  readonly commit: Sha;
  /** Undefined where that cannot be found out. */
  readonly at: Date | undefined;
}

/** A pull request that is closed; merged ones are not among them. */
export interface ClosedPullRequest extends Pick<PullRequest, 'number' | 'url' | 'body' | 'head'> {
  readonly closedAt: Date;
}

/** What there is of one Sovereign beside the base: its branch's head and its open pull request. */
export interface ObservedBranch {
  readonly head?: Sha;
  readonly pull?: PullRequest;
  /** An open pull request of the branch onto another base: a person changed it, or opened one more. */
  readonly elsewhere?: PullElsewhere;
}

interface PullElsewhere extends Pick<PullRequest, 'number' | 'url'> {
  readonly base: string;
}

/** The whole fleet at one moment. Branches of ours without a Sovereign in the spec are in it too. */
export interface ObservedFleet {
  readonly base: Base;
  readonly proposed: ReadonlyMap<BranchName, ObservedBranch>;
}

/**
 * What a tree gets, by path from the repository's root: a file's content, a file or folder that the repository has
 * already, or `null` where a file is deleted.
 */
export type TreeChanges = ReadonlyMap<string, string | TreeEntry | null>;

export interface NewCommit {
  readonly message: string;
  readonly tree: Sha;
  /** The first is what the branch goes on from. */
  readonly parents: readonly Sha[];
}

export interface NewPullRequest {
  readonly branch: BranchName;
  readonly title: string;
  readonly body: string;
  readonly draft: boolean;
}

/**
 * What a proposal needs of the fleet repository. Reads may be answered from a cache where they name an object by its
 * Sha, since that never changes. Every method throws a ForgeError and nothing else when it cannot do what it says.
 */
export interface Forge {
  /** A constant number of requests and one more for each 100 open pull requests, whatever the size of the fleet. */
  snapshot(): Promise<ObservedFleet>;
  /** The base and one Sovereign anew, past any cache: after a conflict, or before something is deleted. */
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
  /** The nearest commit that two others both descend from. */
  mergeBase(one: Sha, other: Sha): Promise<Sha>;
  /** Closed and not merged pull requests of a branch onto the base, newest first. */
  closedPulls(branch: BranchName): Promise<readonly ClosedPullRequest[]>;
  /** Labels that a pull request has or once had, by its events: what a person took off is not put back. */
  labelsEverOn(number: number): Promise<readonly string[]>;
  /** Of some reviewers, those that were ever asked about a pull request, by its events: who was dropped stays so. */
  reviewersEverOn(number: number, sought: Reviewers): Promise<Reviewers>;
  /** What changed something in a folder of the base branch last: the merge that brought it, else the commit. */
  lastChange(folder: string): Promise<LastChange | undefined>;

  /** Gives the tree that comes of changes to another tree. */
  putTree(from: Sha, changes: TreeChanges): Promise<Sha>;
  putCommit(commit: NewCommit): Promise<Sha>;
  createBranch(branch: BranchName, to: Sha): Promise<void>;
  /** Forwards alone: a ForgeError of kind `conflict` where `to` does not descend from the head. */
  moveBranch(branch: BranchName, to: Sha): Promise<void>;
  /** A `conflict` where its head is another one by now, or it is gone: what a person pushed since is not lost. */
  deleteBranch(branch: BranchName, head: Sha): Promise<void>;
  openPull(pull: NewPullRequest): Promise<PullRequest>;
  editPull(number: number, edit: { readonly title?: string; readonly body?: string }): Promise<void>;
  /** The body and the closing are one request: a close without its mark would read as a person's. */
  closePull(number: number, body: string): Promise<void>;
  addLabels(number: number, labels: readonly string[]): Promise<void>;
  requestReviewers(number: number, of: Reviewers): Promise<void>;
  /** Squashes it into the base, if `head` is still its head: else, and where GitHub wants more, `conflict` or `refused`. */
  mergePull(number: number, head: Sha): Promise<void>;
}

export interface Reviewers {
  readonly users: readonly string[];
  readonly teams: readonly string[];
}
