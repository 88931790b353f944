import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { addAll } from '@sovereign-fleet/domain';
import { failure, type Outcome } from '../contract/failure';
import type { Files } from '../contract/ports';
import { textOf } from './binary-text';
import { joinPath } from './tree-folder';

/** A tree as it was read from a disk. */
export interface TreeOnDisk {
  /** Contents by their paths from the root, each as a text (binary-text.ts). */
  readonly files: Files;
  /** By path, why something in the folder cannot be read. */
  readonly unreadable: Files;
}

/**
 * The files below `root`/`folder`, with the `.sourceignore` files above them. A symbolic link that stays below
 * `root`/`folder` is left out, as source-controller leaves it out. A link out of it is unreadable. Refuses a folder
 * that is not there or is reached through a link.
 */
export function readTree(root: string, folder: string): Outcome<TreeOnDisk> {
  const linked = linkOnTheWay(root, folder);
  if (linked !== undefined) return failure('not-in-tree', `${linked} is a symbolic link`);
  const top = join(root, folder);
  if (lstatSync(top, { throwIfNoEntry: false })?.isDirectory() !== true) {
    return failure('not-in-tree', `there is no folder ${folder}`);
  }
  const realTop = realpathSync.native(top);
  const files = new Map<string, string>();
  const unreadable = new Map<string, string>();
  const read = (path: string): void => {
    const bytes = bytesOf(join(root, path));
    if (bytes === undefined) unreadable.set(path, 'it cannot be read');
    else files.set(path, textOf(bytes));
  };
  ignoreFilesAbove(root, folder).forEach(read);
  const open = [folder];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { folders, others, leaving } = entriesIn(root, next, realTop);
    for (const path of leaving) unreadable.set(path, `it is a symbolic link that leaves ${folder}`);
    others.forEach(read);
    addAll(open, folders);
  }
  return { ok: true, value: { files: sortByPath(files), unreadable: sortByPath(unreadable) } };
}

/**
 * A folder of which the files are given, in place of what is on the disk, with the `.sourceignore` files above it on
 * the disk. `contents` has the paths from the root.
 */
export function treeOfContents(root: string, folder: string, contents: ReadonlyMap<string, Uint8Array>): TreeOnDisk {
  const above = ignoreFilesAbove(root, folder).map((path) => [path, readFileSync(join(root, path))] as const);
  const texts = [...above, ...contents].map(([path, bytes]) => [path, textOf(bytes)] as const);
  return { files: sortByPath(new Map(texts)), unreadable: new Map() };
}

function sortByPath(files: Files): Files {
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The paths of the folders from the root to this one. */
function foldersTo(folder: string): readonly string[] {
  const parts = folder.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** The first symbolic link on the way to a folder. The root counts too. */
function linkOnTheWay(root: string, folder: string): string | undefined {
  const isLink = (path: string) => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  return isLink(root) ? 'its root' : foldersTo(folder).find((path) => isLink(join(root, path)));
}

function ignoreFilesAbove(root: string, folder: string): readonly string[] {
  const above = ['', ...foldersTo(folder).slice(0, -1)].map((path) => joinPath(path, '.sourceignore'));
  return above.filter((path) => existsSync(join(root, path)) && lstatSync(join(root, path)).isFile());
}

interface Entries {
  readonly folders: readonly string[];
  readonly others: readonly string[];
  /** Symbolic links that leave the top. */
  readonly leaving: readonly string[];
}

function entriesIn(root: string, folder: string, top: string): Entries {
  const kinds = readdirSync(join(root, folder), { withFileTypes: true }).map((entry) => {
    const path = `${folder}/${entry.name}`;
    const own = entry.isDirectory() ? 'folder' : entry.isFile() ? 'file' : 'neither';
    return { path, kind: entry.isSymbolicLink() ? linkTarget(join(root, path), top) : own };
  });
  const pathsOf = (wanted: string) => kinds.filter(({ kind }) => kind === wanted).map(({ path }) => path);
  return { folders: pathsOf('folder'), others: pathsOf('file'), leaving: pathsOf('out') };
}

function linkTarget(path: string, top: string): 'out' | 'neither' {
  try {
    const target = realpathSync.native(path);
    const way = relative(top, target);
    statSync(target);
    return way === '..' || way.startsWith(`..${sep}`) ? 'out' : 'neither';
  } catch {
    return 'out'; // its target does not exist
  }
}

function bytesOf(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
