import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addAll, printableLine } from '@sovereign-fleet/domain';
import { stagingPrefix } from '../specs/layout';

/** A folder as it is wanted: a file's content, or a folder, by name. */
export type WantedFolder = Map<string, string | WantedFolder>;

/** Paths of files from the root, in their order. Git keeps no empty folders, and none counts here. */
export interface Differences {
  readonly missing: readonly string[];
  readonly different: readonly string[];
  readonly stale: readonly string[];
}

/** Nests files by the parts of their paths. */
export function folderOf(files: Iterable<readonly [path: string, content: string]>): WantedFolder {
  const top: WantedFolder = new Map();
  const folders = new Map([['', top]]);
  for (const [path, content] of files) {
    const slash = path.lastIndexOf('/');
    folderAt(folders, path.slice(0, Math.max(slash, 0))).set(path.slice(slash + 1), content);
  }
  return top;
}

/** The folder of a path, by path; made with those above it where it is not there. */
function folderAt(folders: Map<string, WantedFolder>, path: string): WantedFolder {
  const found = folders.get(path);
  if (found !== undefined) return found;
  const slash = path.lastIndexOf('/');
  const made: WantedFolder = new Map();
  folderAt(folders, path.slice(0, Math.max(slash, 0))).set(path.slice(slash + 1), made);
  folders.set(path, made);
  return made;
}

/**
 * How the folder at `path` below `root` differs from what is wanted. On the disk, not in Nx's tree, which is slower and
 * shows no symbolic links. Throws where one is in the place of what is wanted, or a folder in a file's or a file in a
 * folder's.
 */
export function compareFolder(root: string, path: string, wanted: WantedFolder): Differences {
  const parts = path.split('/').map((_, index, all) => all.slice(0, index + 1).join('/'));
  const stats = parts.map((part) => lstatSync(join(root, part), { throwIfNoEntry: false }));
  const link = parts.find((_, index) => stats[index]?.isDirectory() === false);
  if (link !== undefined) throw errorOfObstacle(link);
  const missing: string[] = [];
  const different: string[] = [];
  const stale: string[] = [];
  const compare = (folder: string, inside: WantedFolder): void => {
    const here = `${root}/${folder}`;
    let found = 0;
    const entries = readdirSync(here, { withFileTypes: true });
    for (const entry of entries) {
      const { name } = entry;
      if (name.startsWith(stagingPrefix)) continue; // of a command that writes at this moment, or was killed then
      const want = inside.get(name);
      // A symbolic link is neither.
      const isWanted = typeof want === 'object' ? entry.isDirectory() : want === undefined || entry.isFile();
      if (!isWanted) throw errorOfObstacle(`${folder}/${name}`);
      if (want === undefined) addAll(stale, filesBelow(root, `${folder}/${name}`, entry.isDirectory()));
      else if (typeof want === 'object') compare(`${folder}/${name}`, want);
      else if (readFileSync(`${here}/${name}`, 'utf8') !== want) different.push(`${folder}/${name}`);
      if (want !== undefined) found += 1;
    }
    if (found === inside.size) return;
    const present = new Set(entries.map(({ name }) => name));
    for (const [name, want] of inside) if (!present.has(name)) addAll(missing, filesIn(`${folder}/${name}`, want));
  };
  if (stats.at(-1) === undefined) addAll(missing, filesIn(path, wanted));
  else compare(path, wanted);
  return { missing: missing.sort(), different: different.sort(), stale: stale.sort() };
}

/** The paths of all files below a path, or the path itself if it is not a folder. */
function filesBelow(root: string, path: string, isFolder: boolean): readonly string[] {
  if (!isFolder) return [path];
  const entries = readdirSync(join(root, path), { withFileTypes: true });
  return entries.flatMap((entry) => filesBelow(root, `${path}/${entry.name}`, entry.isDirectory()));
}

function filesIn(path: string, wanted: string | WantedFolder): readonly string[] {
  if (typeof wanted === 'string') return [path];
  return [...wanted].flatMap(([name, want]) => filesIn(`${path}/${name}`, want));
}

function errorOfObstacle(path: string): Error {
  const problem = 'it is a symbolic link, or a folder for a file or a file for a folder';
  return new Error(`${printableLine(path)} is in the way: ${problem}. Remove it.`);
}
