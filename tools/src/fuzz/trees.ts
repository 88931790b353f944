import type { Kind } from './kind';
import { openRenderer } from './render-tree';
import { kustomizationTree, treeFiles } from '../inputs/tree-files';
import type { TreeInput } from '../inputs/tree-input';

/** Trees of Flux objects, links and a chart. */
export const trees: Kind<TreeInput> = { name: 'trees', atOnce: 1, inputs: treeFiles, open: openRenderer };

/** A kustomization.yaml, and what it may name. */
export const kustomizations: Kind<TreeInput> = {
  name: 'kustomizations',
  atOnce: 1,
  inputs: kustomizationTree,
  open: openRenderer,
};
