import { watchRefs } from './ref-files';
import type { RefMap, Refs } from './repository';
import { runGit } from './run-git';
import { existsSync, mkdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The refs of a bare repository, read from its files each time: plain Git may push to the folder at any time. */
export function openRefs(folder: string): Refs {
  const { all, markWritten } = watchRefs(folder);
  return {
    all,
    set: (name, id) => {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      // As Git does it: whoever has the lock writes, and readers see the old or the new.
      writeFileSync(`${path}.lock`, `${id}\n`, { flag: 'wx' });
      renameSync(`${path}.lock`, path);
      markWritten(name);
    },
    remove: (name) => {
      rmSync(join(folder, name), { force: true });
      removeEmptyFolders(folder, dirname(name));
      markWritten(name);
      if (all().has(name)) runGit(folder, ['update-ref', '-d', name]);
    },
  };
}

/** An empty folder `refs/heads/fleet` would be in the way of a branch `fleet`. */
function removeEmptyFolders(folder: string, name: string): void {
  if (name.split('/').length < 3 || !existsSync(join(folder, name))) return;
  try {
    rmdirSync(join(folder, name));
  } catch {
    return; // Not empty.
  }
  removeEmptyFolders(folder, dirname(name));
}

/** A ref that would have to be a file and a folder at once: `fleet` and `fleet/acme`. */
export function conflictingRef(refs: RefMap, name: string): string | undefined {
  return [...refs.keys()].find((other) => other.startsWith(`${name}/`) || name.startsWith(`${other}/`));
}

const forbidden = /[\0-\x20\x7f~^:?*[\\]|\.\.|@\{|\/\/|\/\.|\.lock(\/|$)|[/.]$/;

/** What `git check-ref-format` says of a full name. */
export function isRefName(name: string): boolean {
  return /^refs\/[^/.][^/]*\/[^/.]/.test(name) && !forbidden.test(name);
}
