export { compile } from './compile';
export { sovereignFolder } from './region-files';
export { resolve } from './resolve';
export type { Topology } from './topology';
