import type { Tree as NxTree } from '@nx/devkit';
import type { Tree } from '@sovereign-fleet/domain';
import { compareFolder, type Differences, folderOf } from './compare-folder';

/** The folder that only the compiler writes. */
export const outputFolder = 'gitops-out';

/**
 * Makes `folder` hold exactly the files of `tree` that are in it, and says what that took; `folder` is `gitops-out` or
 * below. Unchanged files are not written. Throws, with nothing recorded, where something else is in the way.
 */
export function writeTree(nxTree: NxTree, tree: Tree, folder = outputFolder): Differences {
  const files = new Map([...tree].map(([path, content]) => [`${outputFolder}/${path}`, content]));
  const below = [...files].map(([path, content]) => [path.slice(folder.length + 1), content] as const);
  const differences = compareFolder(nxTree.root, folder, folderOf(below));
  for (const path of differences.stale) nxTree.delete(path);
  for (const path of [...differences.missing, ...differences.different]) nxTree.write(path, files.get(path) ?? '');
  return differences;
}
