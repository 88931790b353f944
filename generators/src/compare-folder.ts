import { type Dirent, existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A folder as it is wanted: a file's content, or a folder, by name. */
export type WantedFolder = Map<string, string | WantedFolder>;

/** Paths from the root, in their order. Of a folder that is stale, the folder alone. */
export interface Differences {
  readonly missing: string[];
  readonly different: string[];
  readonly stale: string[];
}

/** Nests files by the parts of their paths. */
export function folderOf(files: Iterable<readonly [path: string, content: string]>): WantedFolder {
  const top: WantedFolder = new Map();
  for (const [path, content] of files) {
    const parts = path.split('/');
    const name = parts.pop() ?? '';
    let folder = top;
    for (const part of parts) {
      const below = folder.get(part);
      const next: WantedFolder = typeof below === 'object' ? below : new Map<string, string | WantedFolder>();
      folder.set(part, next);
      folder = next;
    }
    folder.set(name, content);
  }
  return top;
}

/**
 * How the folder at `path` below `root` differs from what is wanted. On the disk, not in Nx's tree, which is slower and
 * shows no symbolic links. Throws where one is, or where a folder is in a file's place or a file in a folder's.
 */
export function compareFolder(root: string, path: string, wanted: WantedFolder): Differences {
  const differences: Differences = { missing: [], different: [], stale: [] };
  const parts = path.split('/');
  parts.forEach((_, index) => {
    const part = parts.slice(0, index + 1).join('/');
    if (lstatSync(join(root, part), { throwIfNoEntry: false })?.isDirectory() === false) throw inTheWay(part);
  });
  compare(root, path, wanted, differences);
  for (const paths of Object.values(differences) as string[][]) paths.sort();
  return differences;
}

function compare(root: string, path: string, wanted: WantedFolder, differences: Differences): void {
  const present = entriesOf(join(root, path));
  for (const [name, entry] of present) {
    if (entry.isSymbolicLink()) throw inTheWay(`${path}/${name}`);
    if (!wanted.has(name)) differences.stale.push(`${path}/${name}`);
  }
  for (const [name, want] of wanted) {
    const entry = present.get(name);
    const below = `${path}/${name}`;
    if (entry !== undefined && entry.isDirectory() !== (typeof want === 'object')) throw inTheWay(below);
    if (typeof want === 'object') compare(root, below, want, differences);
    else if (entry === undefined) differences.missing.push(below);
    else if (readFileSync(join(root, below), 'utf8') !== want) differences.different.push(below);
  }
}

function entriesOf(folder: string): ReadonlyMap<string, Dirent> {
  if (!existsSync(folder)) return new Map();
  return new Map(readdirSync(folder, { withFileTypes: true }).map((entry) => [entry.name, entry]));
}

function inTheWay(path: string): Error {
  return new Error(
    `${path} is in the way: it is a symbolic link, or a folder for a file or a file for a folder. Remove it.`,
  );
}
