import { lstatSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { type Issue, valueOf } from '@sovereign-fleet/domain';
import { putInPlace, takeBack, type Transaction } from './transaction';
import { issueOfWrite } from './write-failure';

/**
 * Makes a folder hold exactly these files, by path below it. If that fails or is killed, the folder holds what it held
 * before, or is not there. Throws with the file, by its path from `root`, and the remedy.
 */
export function replaceFolder(folder: string, files: ReadonlyMap<string, string>, root = ''): void {
  const transaction: Transaction = [];
  let at = folder;
  let work: string | undefined;
  let lost: readonly Issue[] = [];
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
    refuseFile(folder);
    putInPlace(transaction, { made, target: folder, aside: join(work, 'old') });
  } catch (error) {
    const displayPath = (path: string) => (root === '' ? path : relative(root, path));
    lost = takeBack(transaction, work === undefined ? [] : [displayPath(work)]);
    valueOf({ ok: false, issues: [issueOfWrite(displayPath(at), error), ...lost] });
  } finally {
    // Where the old folder could not be moved back, it stays in there.
    if (work !== undefined && lost.length === 0) rmSync(work, { recursive: true, force: true });
  }
}

/** A file or a link in the place of the folder is a person's. */
function refuseFile(target: string): void {
  const isFolder = lstatSync(target, { throwIfNoEntry: false })?.isDirectory() ?? true;
  if (!isFolder) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' });
}
