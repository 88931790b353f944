import * as flush from 'nx/src/generators/tree';
import { applyChanges } from '@sovereign-fleet/workspace/disk';

/**
 * From here on Nx writes all changes of a command or none. By itself it writes file by file, after a generator has
 * returned and before anything of ours runs again, and has no hook there; so its function is replaced
 * (docs/decisions/0025).
 */
export function writeAllOrNone(): void {
  Object.assign(flush, { flushChanges: applyChanges });
}
