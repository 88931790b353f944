import * as flush from 'nx/src/generators/tree';
import { applyChanges, type FileChange } from '@sovereign-fleet/workspace/disk';

/**
 * From here on Nx writes all changes of a command or none. By itself it writes file by file, after a generator has
 * returned and before anything of ours runs again, and has no hook there; so its function is replaced
 * (docs/decisions/0025). Nx looks then which files are there, and would go over one that another command has made
 * meanwhile: a file of `newFiles` (from the root) is written as new, or nothing is.
 */
export function writeAllOrNone(newFiles: readonly string[]): void {
  const asNew = (change: FileChange): FileChange =>
    change.type === 'UPDATE' && newFiles.includes(change.path) ? { ...change, type: 'CREATE' } : change;
  const flushChanges = (root: string, changes: readonly FileChange[]) => {
    applyChanges(root, changes.map(asNew));
  };
  Object.assign(flush, { flushChanges });
}
