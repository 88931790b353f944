import type { Tree as NxTree } from '@nx/devkit';
import type { Tree } from '@sovereign-fleet/domain';
import { type Differences, type Place, writeTree } from '@sovereign-fleet/workspace/disk';
import { removeLeftovers } from '@sovereign-fleet/workspace/project';
import { writeAllOrNone } from './all-or-none';

interface Recorded extends Place {
  /** Files beside the Tree, from the root, that no other command may have made until Nx writes. */
  readonly newFiles?: readonly string[];
}

/** Records in Nx's tree what makes a folder hold a Tree, for Nx to write all of it or nothing. */
export function recordTree(nxTree: NxTree, tree: Tree, { newFiles = [], ...place }: Recorded = {}): Differences {
  removeLeftovers(nxTree.root);
  const differences = writeTree(nxTree, tree, place);
  writeAllOrNone(newFiles);
  return differences;
}
