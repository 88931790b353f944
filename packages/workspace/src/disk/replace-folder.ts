import { lstatSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { valueOf } from '@sovereign-fleet/domain';
import { issueOfWrite } from './write-failure';

/**
 * Makes a folder hold exactly these files, by path below it: all of them or, where it fails or is killed, those that were
 * there before, or none. Throws with the file, by its path from `root`, and the remedy.
 */
export function replaceFolder(folder: string, files: ReadonlyMap<string, string>, root = ''): void {
  let at = folder;
  let work: string | undefined;
  try {
    mkdirSync(dirname(folder), { recursive: true });
    // What a run leaves that is killed here has a name that no Sovereign has.
    work = mkdtempSync(join(dirname(folder), `.${basename(folder)}-`));
    const made = join(work, 'new');
    mkdirSync(made);
    for (const [path, text] of files) {
      at = join(folder, path);
      mkdirSync(dirname(join(made, path)), { recursive: true });
      writeFileSync(join(made, path), text);
    }
    at = folder;
    swap(folder, made, join(work, 'old'));
  } catch (error) {
    valueOf({ ok: false, issues: [issueOfWrite(root === '' ? at : relative(root, at), error)] });
  } finally {
    if (work !== undefined) rmSync(work, { recursive: true, force: true });
  }
}

/** Two renames, since a folder that is being removed would be there by half. */
function swap(target: string, made: string, old: string): void {
  const there = lstatSync(target, { throwIfNoEntry: false });
  if (there?.isDirectory() === false) throw Object.assign(new Error('no folder'), { code: 'ENOTDIR' });
  if (there !== undefined) renameSync(target, old);
  try {
    renameSync(made, target);
  } catch (error) {
    if (there !== undefined) renameSync(old, target);
    throw error;
  }
}
