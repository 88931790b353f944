import { lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { type Issue, valueOf } from '@sovereign-fleet/domain';
import { type TemporaryFolder, temporaryFolder } from '@sovereign-fleet/renderer/temporary-folder';
import { putInPlace, takeBack, type Transaction } from './transaction';
import { issueOfWrite } from './write-failure';

/**
 * Makes a folder hold exactly these files, by path below it. If that fails or is killed, the folder holds what it held
 * before, or is not there. Throws with the file, by its path from `root`, and the remedy.
 */
export function replaceFolder(folder: string, files: ReadonlyMap<string, string>, root = ''): void {
  replaceWith({ folder, files, root, mode: 0o666 });
}

/** The same for files with secrets: nobody but their owner reads them. */
export function replaceSecretFolder(folder: string, files: ReadonlyMap<string, string>, root = ''): void {
  replaceWith({ folder, files, root, mode: 0o600 });
}

interface NewFolder {
  readonly folder: string;
  readonly files: ReadonlyMap<string, string>;
  readonly root: string;
  /** Of each file, less what the process takes away. */
  readonly mode: number;
}

function replaceWith({ folder, files, root, mode }: NewFolder): void {
  const transaction: Transaction = [];
  let at = folder;
  let work: TemporaryFolder | undefined;
  let lost: readonly Issue[] = [];
  try {
    mkdirSync(dirname(folder), { recursive: true });
    // What a run leaves that is killed here has a name that no Sovereign has.
    work = temporaryFolder(`.${basename(folder)}-`, dirname(folder));
    const made = join(work.path, 'new');
    mkdirSync(made);
    for (const [path, text] of files) {
      at = join(folder, path);
      mkdirSync(dirname(join(made, path)), { recursive: true });
      writeFileSync(join(made, path), text, { mode });
    }
    at = folder;
    refuseFile(folder);
    putInPlace(transaction, { made, target: folder, aside: join(work.path, 'old') });
  } catch (error) {
    const pathForPeople = (path: string) => (root === '' ? path : relative(root, path));
    lost = takeBack(transaction, () => (work === undefined ? [] : [pathForPeople(work.keep())]));
    valueOf({ ok: false, issues: [issueOfWrite(pathForPeople(at), error), ...lost] });
  } finally {
    // Where the old folder could not be moved back, it stays in there.
    if (lost.length === 0) work?.remove();
  }
}

/** A file or a link in the place of the folder is a person's. */
function refuseFile(target: string): void {
  const isFolder = lstatSync(target, { throwIfNoEntry: false })?.isDirectory() ?? true;
  if (!isFolder) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' });
}
