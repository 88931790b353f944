export { applyChanges } from './disk/apply-changes';
export type { Differences } from './disk/compare-folder';
export { failureText } from './disk/failure-text';
export { printable } from './disk/printable';
export { removeGone } from './disk/remove-gone';
export { replaceFolder } from './disk/replace-folder';
export { WrittenMeanwhile, issueOfWrite } from './disk/write-failure';
export { type Place, writeTree } from './disk/write-tree';
