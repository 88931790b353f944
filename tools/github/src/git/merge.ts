import type { Repository } from './repository';
import { tryGit } from './run-git';
/** Lets Git merge, and returns the tree. No commit has it yet. Undefined if there is a conflict. */
export function mergedTree({ folder }: Repository, ours: string, theirs: string): string | undefined {
  const { status, output, errors } = tryGit(folder, ['merge-tree', '--write-tree', '--no-messages', ours, theirs]);
  if (status > 1) throw new Error(`git merge-tree failed:\n${errors}`);
  return status === 0 ? output.toString().trim() : undefined;
}
