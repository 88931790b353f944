export { compile } from './compile';
export { resolve } from './resolve';
export type { Topology } from './topology';
