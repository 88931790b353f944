export { type BootstrapKit, parseBootstrapKit } from './bootstrap-kit';
export { type ChartValue, type ChartValues, hasValueAt } from './chart-values';
export { parseFqdn, parseSovereignName } from './dns-name';
export { defineFleet, type Fleet, issuesOfShard, issuesOfTakenFqdns, parseFleet, repositoryOf } from './fleet';
export { type Finding, formatIssue, isRefusal, type Issue, type Refusal } from './issue';
export type { ExpectedSlot } from './kit-lock';
export { substitutesIn } from './kit-substitutes';
export { isMisspelt, pickOne } from './nearest';
export { type Location, providerNames, regionKeys } from './provider';
export { apiUrlProblem, type PullRequests } from './pull-requests';
export { canonicalLabel, type Environment, environments, parseLocation, type Role, sharedFolder } from './region';
export type { Repository } from './repository';
export { allOf, type Result, resultOf, valueOf } from './result';
export { type BootstrapKitRows, type Slot, slotFields } from './slot';
export {
  defineSovereign,
  parseSovereign,
  type Region,
  type RegionSpec,
  type Sovereign,
  type SovereignSpec,
} from './sovereign';
export {
  isSubstituted,
  referencesTo,
  type RegionFact,
  type SlotValue,
  type SlotValues,
  type SubstituteDeclaration,
} from './substitute';
export { fieldOf, issuesOf } from './zod-issues';
export { type Tree, type TreePath, treePath } from './tree';
