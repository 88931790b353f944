import { type Issue, outputFolder, resultOf, type Tree, type TreePath, valueOf } from '@sovereign-fleet/domain';
import { compareFolder, type Differences, folderOf } from './compare-folder';
import { foreignFiles, issuesOfForeignFiles } from './foreign-files';

/** Where changes are recorded until a command is done: Nx's tree is one. Paths start at the root. */
interface ChangeRecord {
  readonly root: string;
  write(path: string, content: string): void;
  delete(path: string): void;
}

/** Where a Tree goes. */
export interface Place {
  /** `gitops-out`, or a folder below. */
  readonly folder?: string;
  /** Files that stay although the Tree does not have them. */
  readonly stays?: (path: string) => boolean;
  /** What else speaks against it. */
  readonly issuesOf?: (differences: Differences) => readonly Issue[];
}

/**
 * Makes a folder hold exactly the files of `tree`, all of which are in it, and says what that took. Unchanged files are
 * not written. Throws, with nothing recorded, where a person's file would be lost, or something else is in the way.
 */
export function writeTree(
  record: ChangeRecord,
  tree: Tree,
  { folder = outputFolder, stays = () => false, issuesOf = () => [] }: Place = {},
): Differences {
  const skipped = folder.length - outputFolder.length;
  const below = skipped === 0 ? tree : [...tree].map(([path, content]) => [path.slice(skipped), content] as const);
  const all = compareFolder(record.root, folder, folderOf(below));
  const differences = { ...all, stale: all.stale.filter((path) => !stays(path)) };
  const foreign = foreignFiles(record.root, differences);
  const own = { ...differences, stale: differences.stale.filter((path) => !foreign.has(path)) };
  const issues = [...issuesOfForeignFiles(foreign, differences), ...issuesOf(own)];
  valueOf(resultOf(issues, () => differences));
  withoutStackTraces(() => {
    for (const path of differences.stale) record.delete(path);
    for (const path of [...differences.missing, ...differences.different]) {
      const content = tree.get(path.slice(outputFolder.length + 1) as TreePath); // a path that came from the tree
      if (content !== undefined) record.write(path, content);
    }
  });
  return differences;
}

/** Nx learns by an exception that a file is new, and V8 would walk the stack for each (npm run bench, row 1). */
function withoutStackTraces(work: () => void): void {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    work();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
