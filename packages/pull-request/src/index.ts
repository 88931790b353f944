export type { Desired, DesiredRegion } from './desired';
export type { Forge } from './forge';
export { sha } from './git-object';
export { treeOfFiles } from './git-tree';
export type { FileChange, Plan, Step } from './plan';
