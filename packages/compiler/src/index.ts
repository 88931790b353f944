export { compile } from './compile';
export { declaredReaders } from './declared-readers';
export { type Answer, explainRegion, type Question } from './explain-region';
export type { Explanation, Origin } from './layers/explain';
export { issuesOfFleetLayers } from './layers/issues-of-layer';
export { resolve } from './resolve';
export type { ResolvedRegion, Topology } from './topology';
