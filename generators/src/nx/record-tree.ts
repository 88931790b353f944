import type { Tree as NxTree } from '@nx/devkit';
import type { Tree } from '@sovereign-fleet/domain';
import { type Differences, type Place, writeTree } from '@sovereign-fleet/workspace/disk';
import { removeLeftovers } from '@sovereign-fleet/workspace/project';
import { writeAllOrNone } from './all-or-none';

/** Records in Nx's tree what makes a folder hold a Tree, for Nx to write all of it or nothing. */
export function recordTree(nxTree: NxTree, tree: Tree, place?: Place): Differences {
  removeLeftovers(nxTree.root);
  const differences = writeTree(nxTree, tree, place);
  writeAllOrNone();
  return differences;
}
