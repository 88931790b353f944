export { compile } from './compile';
export { issuesOfFleetLayers } from './layers/issues-of-layer';
export { resolve } from './resolve';
export type { Topology } from './topology';
