export { applyChanges, type FileChange } from './disk/apply-changes';
export type { Differences } from './disk/compare-folder';
export { failureText } from './disk/failure-text';
export { printableText } from './disk/printable-text';
export { replaceFolder, replaceSecretFolder } from './disk/replace-folder';
export { WrittenMeanwhile, issueOfWrite } from './disk/write-failure';
export { type Place, writeTree } from './disk/write-tree';
