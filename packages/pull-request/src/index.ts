export { branchName, parseBranch, refusalOfBaseBranch, sovereignOf } from './branch-name';
export { decide } from './decide';
export type { Desired, DesiredRegion } from './desired';
export { issuesOfFiles } from './desired-files';
export { describeFailure } from './failure';
export type {
  Base,
  BranchName,
  Changes,
  ClosedPullRequest,
  Forge,
  NewCommit,
  NewPullRequest,
  Proposed,
  PullRequest,
  Reviewers,
  Snapshot,
} from './forge';
export { ForgeError, type ForgeErrorKind } from './forge-error';
export { type Commit, type ObjectHash, sha, type Sha, type TreeEntry, type TreeListing } from './git-object';
export { treeOfFiles } from './git-tree';
export { planFor } from './observe';
export type { FileChange, Plan, ProposeOptions, PullLink, State, Step } from './plan';
export { type Outcome, reconcile } from './reconcile';
