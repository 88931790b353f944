export { type BranchName, branchName, parseBranch, refusalOfBaseBranch, sovereignOf } from './forge/branch-name';
export type { Clock, RateLeft } from './forge/clock';
export type {
  Base,
  ClosedPullRequest,
  Forge,
  ForgeMethod,
  NewCommit,
  NewPullRequest,
  ObservedBranch,
  ObservedFleet,
  PullRequest,
  TreeChanges,
} from './forge/forge';
export { describeFailure, ForgeError, type ForgeErrorCode } from './forge/forge-error';
export { type Commit, type ObjectHash, sha, type Sha, type TreeEntry, type TreeListing } from './forge/git-object';
export { treeOfFiles } from './forge/git-tree';
export type { Reviewers } from './forge/reviewers';
export type { Desired, DesiredRegion } from './proposal/desired';
export { issuesOfFiles } from './proposal/desired-files';
export { decide } from './reconcile/decide';
export type { Deferral, DeferralCode } from './reconcile/deferral';
export type { FileChange, Plan, PlanStep, ProposeOptions, PullLink, ResultState } from './reconcile/plan';
export { reconcile } from './reconcile/reconcile';
export type { ReconcileResult } from './reconcile/reconcile-result';
export type { RunPause, RunSettings } from './run/fleet-run';
export { defaultLimits, type Limits } from './run/limits';
export { interruption } from './run/open-budget';
export { type ProposeFleet, proposeFleet, type Tell } from './run/propose-fleet';
export type { SovereignResult } from './run/sovereign-result';
export type { Summary } from './run/summary';
export { type Campaign, parseCampaign } from './campaign/campaign';
export type { MemberState } from './campaign/campaign-gate';
export type { CampaignResult, ProposeCampaign } from './campaign/campaign-run';
export { type Candidate, type Wave, wavesOf } from './campaign/campaign-waves';
export type { Health, ObservedHealth } from './campaign/health';
export { type Standing, standingOf } from './campaign/standing';
export { type CampaignSummary, proposeCampaign } from './campaign/propose-campaign';
