export { branchName, parseBranch, refusalOfBaseBranch, sovereignOf } from './forge/branch-name';
export type { ForgeMethod } from './forge/wrap-each-call';
export { interruption } from './run/budget';
export { type Campaign, parseCampaign } from './campaign/campaign';
export type { MemberState } from './campaign/campaign-gate';
export type { CampaignResult, ProposeCampaign } from './campaign/campaign-run';
export { type Candidate, type Wave, wavesOf } from './campaign/campaign-waves';
export { decide } from './reconcile/decide';
export type { Desired, DesiredRegion } from './proposal/desired';
export { issuesOfFiles } from './proposal/desired-files';
export { describeFailure } from './forge/failure';
export type {
  Base,
  BranchName,
  TreeChanges,
  ClosedPullRequest,
  Forge,
  NewCommit,
  NewPullRequest,
  ObservedBranch,
  PullRequest,
  Reviewers,
  ObservedFleet,
} from './forge/forge';
export { ForgeError, type ForgeErrorCode } from './forge/forge-error';
export { type Commit, type ObjectHash, sha, type Sha, type TreeEntry, type TreeListing } from './forge/git-object';
export { treeOfFiles } from './forge/git-tree';
export type { Health, ObservedHealth } from './campaign/health';
export { defaultLimits, type Limits } from './run/limits';
export { planFor } from './reconcile/observe';
export type { FileChange, Plan, ProposeOptions, PullLink, ResultState, PlanStep } from './reconcile/plan';
export { type CampaignSummary, proposeCampaign } from './campaign/propose-campaign';
export { type ProposeFleet, proposeFleet, type Summary, type Tell } from './run/propose-fleet';
export { type ReconcileResult, reconcile } from './reconcile/reconcile';
export type { SovereignResult } from './run/sovereign-result';
export type { Clock, RateLeft } from './forge/clock';
export type { RunSettings, RunPause } from './run/fleet-run-state';
