import type { Tree as NxTree } from '@nx/devkit';
import type { Tree, TreePath } from '@sovereign-fleet/domain';
import { compareFolder, type Differences, folderOf } from './compare-folder';

/** The folder that only the compiler writes. */
export const outputFolder = 'gitops-out';

/**
 * Makes `folder` hold exactly the files of `tree`, all of which are in it, and says what that took; `folder` is
 * `gitops-out` or below. Unchanged files are not written. Throws, with nothing recorded, where something else is in the
 * way.
 */
export function writeTree(nxTree: NxTree, tree: Tree, folder = outputFolder): Differences {
  const skipped = folder.length - outputFolder.length;
  const below = skipped === 0 ? tree : [...tree].map(([path, content]) => [path.slice(skipped), content] as const);
  const differences = compareFolder(nxTree.root, folder, folderOf(below));
  withoutStackTraces(() => {
    for (const path of differences.stale) nxTree.delete(path);
    for (const path of [...differences.missing, ...differences.different]) {
      const content = tree.get(path.slice(outputFolder.length + 1) as TreePath); // a path that came from the tree
      if (content !== undefined) nxTree.write(path, content);
    }
  });
  return differences;
}

/** Nx learns by an exception that a file is new, and V8 would walk the stack for each (npm run bench, row 1). */
function withoutStackTraces(record: () => void): void {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    record();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
