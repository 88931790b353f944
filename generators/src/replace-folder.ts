import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Makes a folder hold exactly these files, by path below it: all of them or, where it fails or is killed, those that were
 * there before, or none.
 */
export function replaceFolder(folder: string, files: ReadonlyMap<string, string>): void {
  mkdirSync(dirname(folder), { recursive: true });
  // What a run leaves that is killed here has a name that no Sovereign has.
  const work = mkdtempSync(join(dirname(folder), `.${basename(folder)}-`));
  try {
    mkdirSync(join(work, 'new'));
    for (const [path, text] of files) {
      const file = join(work, 'new', path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    // Two renames, since a folder that is being removed would be there by half.
    if (existsSync(folder)) renameSync(folder, join(work, 'old'));
    renameSync(join(work, 'new'), folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
