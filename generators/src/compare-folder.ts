import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A folder as it is wanted: a file's content, or a folder, by name. */
export type WantedFolder = Map<string, string | WantedFolder>;

/** Paths from the root, in their order. Of a folder that is stale, the folder alone. */
export interface Differences {
  readonly missing: readonly string[];
  readonly different: readonly string[];
  readonly stale: readonly string[];
}

/** Nests files by the parts of their paths; fastest where the files of a folder follow one another. */
export function folderOf(files: Iterable<readonly [path: string, content: string]>): WantedFolder {
  const top: WantedFolder = new Map();
  let lastPath = '';
  let last = top;
  for (const [path, content] of files) {
    const slash = path.lastIndexOf('/');
    const folder = path.slice(0, Math.max(slash, 0));
    if (folder !== lastPath) [lastPath, last] = [folder, below(top, folder)];
    last.set(path.slice(slash + 1), content);
  }
  return top;
}

/** The folder at a path below another, made where it is not there. */
function below(top: WantedFolder, path: string): WantedFolder {
  let folder = top;
  for (const part of path === '' ? [] : path.split('/')) {
    const found = folder.get(part);
    const next: WantedFolder = typeof found === 'object' ? found : new Map<string, string | WantedFolder>();
    if (next !== found) folder.set(part, next);
    folder = next;
  }
  return folder;
}

/**
 * How the folder at `path` below `root` differs from what is wanted. On the disk, not in Nx's tree, which is slower and
 * shows no symbolic links. Throws where one is, or where a folder is in a file's place or a file in a folder's.
 */
export function compareFolder(root: string, path: string, wanted: WantedFolder): Differences {
  const parts = path.split('/').map((_, index, all) => all.slice(0, index + 1).join('/'));
  const stats = parts.map((part) => lstatSync(join(root, part), { throwIfNoEntry: false }));
  const link = parts.find((_, index) => stats[index]?.isDirectory() === false);
  if (link !== undefined) throw inTheWay(link);
  const missing: string[] = [];
  const different: string[] = [];
  const stale: string[] = [];
  const compare = (folder: string, inside: WantedFolder): void => {
    let found = 0;
    const entries = readdirSync(`${root}/${folder}`, { withFileTypes: true });
    for (const entry of entries) {
      const want = inside.get(entry.name);
      const below = `${folder}/${entry.name}`;
      if (entry.isSymbolicLink()) throw inTheWay(below);
      if (want === undefined) {
        stale.push(below);
        continue;
      }
      found += 1;
      if (entry.isDirectory() !== (typeof want === 'object')) throw inTheWay(below);
      if (typeof want === 'object') compare(below, want);
      else if (readFileSync(`${root}/${below}`, 'utf8') !== want) different.push(below);
    }
    if (found === inside.size) return;
    const present = new Set(entries.map(({ name }) => name));
    for (const [name, want] of inside) if (!present.has(name)) missing.push(...filesIn(`${folder}/${name}`, want));
  };
  if (stats.at(-1) === undefined) missing.push(...filesIn(path, wanted));
  else compare(path, wanted);
  return { missing: missing.sort(), different: different.sort(), stale: stale.sort() };
}

function filesIn(path: string, wanted: string | WantedFolder): readonly string[] {
  if (typeof wanted === 'string') return [path];
  return [...wanted].flatMap(([name, want]) => filesIn(`${path}/${name}`, want));
}

function inTheWay(path: string): Error {
  return new Error(
    `${path} is in the way: it is a symbolic link, or a folder for a file or a file for a folder. Remove it.`,
  );
}
