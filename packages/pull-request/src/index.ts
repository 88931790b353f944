export { branchName, parseBranch, refusalOfBaseBranch, sovereignOf } from './branch-name';
export type { ForgeMethod } from './around-each';
export { type Clock, interruption, type RateLeft } from './budget';
export { type Campaign, parseCampaign } from './campaign';
export type { MemberState } from './campaign-gate';
export type { CampaignResult, ProposeCampaign } from './campaign-run';
export { type Candidate, type Wave, wavesOf } from './campaign-waves';
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
export type { RunSettings, RunWaiting } from './fleet-run';
export type { Health, Standing } from './health';
export { defaultLimits, type Limits } from './limits';
export { planFor } from './observe';
export type { FileChange, Plan, ProposeOptions, PullLink, State, Step } from './plan';
export { type CampaignSummary, proposeCampaign } from './propose-campaign';
export { type ProposeFleet, proposeFleet, type Summary, type Tell } from './propose-fleet';
export { type Outcome, reconcile } from './reconcile';
export type { SovereignResult } from './sovereign-result';
