export { prepareRegions, type ResolvedSovereign, warningsOf } from './prepare-regions';
export type { PreparedRegion } from './prepared-region';
export { plainFiles, templateFiles } from './region-files';
