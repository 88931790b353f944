export { type BootstrapKit, parseBootstrapKit } from './kit/bootstrap-kit';
export { type ChartValue, type ChartValues, hasValueAt } from './sovereign/chart-values';
export { parseFqdn, parseSovereignName } from './sovereign/dns-name';
export { defineFleet, type Fleet, issuesOfShard, issuesOfTakenFqdns, parseFleet, repositoryOf } from './fleet/fleet';
export type { Failure, Outcome } from './issue/failure';
export { type Finding, formatIssue, isRefusal, type Issue, type Refusal } from './issue/issue';
export type { ExpectedSlot } from './kit/kit-lock';
export { substitutesIn } from './kit/kit-substitutes';
export { isMisspelt, pickOne } from './issue/nearest';
export { type Location, providerNames, regionKeys } from './sovereign/provider';
export { apiUrlProblem, type PullRequests } from './fleet/pull-requests';
export {
  canonicalLabel,
  type Environment,
  environments,
  parseLocation,
  type Role,
  sharedFolder,
} from './sovereign/region';
export type { Repository } from './fleet/repository';
export { allOf, type Result, resultOf, valueOf } from './issue/result';
export { type BootstrapKitRows, type Slot, slotFields } from './kit/slot';
export {
  defineSovereign,
  parseSovereign,
  type Region,
  type RegionSpec,
  type Sovereign,
  type SovereignSpec,
} from './sovereign/sovereign';
export {
  isSubstituted,
  referencesTo,
  type RegionFact,
  type SlotValue,
  type SlotValues,
  type SubstituteDeclaration,
} from './kit/substitute';
export { fieldOf, issuesOf } from './issue/zod-issues';
export { type Tree, type TreePath, treePath } from './tree';
