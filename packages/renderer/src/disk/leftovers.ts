import { lstatSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isGone } from './process-mark';
import { markInName } from './temporary-folder';

/**
 * Removes from a folder what processes that were killed have left there: what temporary-folder.ts made under names with
 * this beginning, and claims. What a process that still runs has made stays, and so does what others made, another
 * user's, and links. What cannot be removed stays as well: the work of a run does not need it gone.
 */
export function removeLeftovers(folder: string, beginning: string): void {
  const names = namesIn(folder).filter((name) => name.startsWith(beginning));
  for (const name of names) removeLeftover(join(folder, name), name);
}

function removeLeftover(path: string, name: string): void {
  try {
    if (isLeftover(path, name)) rmSync(path, { recursive: true, force: true });
  } catch {
    return; // another run removes it at this moment, or it is not ours to remove
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // there is no such folder
  }
}

/** Of a name that is not ours nothing is looked at. */
function isLeftover(path: string, name: string): boolean {
  const inName = markInName(name);
  if (inName === undefined && !name.endsWith(claimEnding)) return false;
  const stats = lstatSync(path);
  const isOurs = (stats.isDirectory() || stats.isFile()) && stats.uid === process.getuid?.();
  if (!isOurs) return false;
  return isGone(inName ?? readFileSync(path, 'utf8'), Date.now() - stats.mtimeMs);
}

/** Of a file that says which process is at what is named before it. */
export const claimEnding = '.claim';
