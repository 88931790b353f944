import { statSync } from 'node:fs';
import { join } from 'node:path';
import { forgetModule, loadTypeScript } from './load-typescript';

/** Where the files of the generators and of the packages are. */
const folders = ['generators', 'packages'].map((name) => join(__dirname, '../../../..', name, '/'));

interface Watched<T> {
  /** The file that asks. Like this one it stays as it is, since it knows when the others were loaded. */
  readonly entry: string;
  readonly file: string;
  /** What `file` exports. */
  readonly module: T;
}

/**
 * Gives `module`, loaded anew if a file of ours was edited. Nx's daemon keeps a sync generator loaded while people
 * edit the kit and the compiler, and would answer by their old text. Call it at the top of a file, when everything
 * that `module` imports is loaded.
 */
export function reloadAfterEdits<T extends object>({ entry, file, module }: Watched<T>): () => T {
  const stay = new Set([entry, __filename]);
  let current = module;
  let stamps = stampsOfOwnCode(stay);
  return () => {
    if ([...stamps].every(([path, stamp]) => stampOf(path) === stamp)) return current;
    for (const path of stamps.keys()) forgetModule(path);
    current = loadTypeScript(file) as T; // the same file, and what it exports has the same type
    stamps = stampsOfOwnCode(stay);
    return current;
  };
}

/** Our TypeScript files that are loaded, each with what changes when it is written. */
function stampsOfOwnCode(stay: ReadonlySet<string>): ReadonlyMap<string, string> {
  const isOurs = (path: string) => folders.some((folder) => path.startsWith(folder)) && path.endsWith('.ts');
  return new Map(
    Object.keys(require.cache)
      .filter((path) => isOurs(path) && !path.includes('/node_modules/') && !stay.has(path))
      .map((path) => [path, stampOf(path)]),
  );
}

function stampOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? 'gone' : `${stats.mtimeMs} ${stats.size} ${stats.ino}`;
}
