export { compile } from './compile';
export { type Answer, explainRegion, type Question } from './explain-region';
export type { Explanation, Origin } from './layers/explain';
export { type Installation, installationOf } from './installation';
export { issuesOfFleetLayers } from './layers/issues-of-layer';
export { issueOfMissingNetwork } from './layers/region-facts';
export { type Reference, referencesOf } from './references';
export { resolve } from './resolve';
export type { ResolvedRegion, Topology } from './topology';
