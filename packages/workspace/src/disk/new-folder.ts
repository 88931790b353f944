import { lstatSync, mkdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Transaction } from './transaction';

/** A folder that is not there when a command begins: it is filled beside, and moved to its place in one step. */
export interface NewFolder {
  /** From the root. */
  readonly path: string;
  /** Where it is filled. */
  readonly made: string;
  /** Folders in it, from there: each one behind that which it is in. */
  readonly folders: Set<string>;
  readonly files: string[];
  /** Undefined until it is tried. */
  isInPlace?: boolean;
}

/** What is known of folders, by their paths from the root. Below a link or a file nothing is moved as a folder. */
export type KnownFolders = Map<string, NewFolder | 'there' | 'other'>;

export interface FolderSearch {
  readonly root: string;
  readonly known: KnownFolders;
  /** Where a new folder may be filled, on the same disk. */
  readonly besidePlace: (path: string) => string;
}

/** The outermost new folder that a folder is in or is itself. */
export function newFolderAround(path: string, search: FolderSearch): NewFolder | undefined {
  const found = knownAt(path, search);
  return typeof found === 'object' ? found : undefined;
}

function knownAt(path: string, search: FolderSearch): NewFolder | 'there' | 'other' {
  if (path === '.') return 'there';
  const found = search.known.get(path) ?? lookAt(path, search);
  search.known.set(path, found);
  return found;
}

function lookAt(path: string, search: FolderSearch): NewFolder | 'there' | 'other' {
  const parent = knownAt(dirname(path), search);
  if (parent !== 'there') return parent;
  const there = lstatSync(join(search.root, path), { throwIfNoEntry: false });
  if (there !== undefined) return there.isDirectory() ? 'there' : 'other';
  const made = search.besidePlace(path);
  mkdirSync(made);
  return { path, made, folders: new Set(['']), files: [] };
}

/** Where the content of a file of a new folder is written. */
export function placeInside({ path, made, folders, files }: NewFolder, file: string): string {
  const inside = file.slice(path.length + 1);
  makeFolders(inside.slice(0, Math.max(inside.lastIndexOf('/'), 0)), made, folders);
  files.push(inside);
  return join(made, inside);
}

function makeFolders(inside: string, made: string, folders: Set<string>): void {
  if (folders.has(inside)) return;
  makeFolders(inside.slice(0, Math.max(inside.lastIndexOf('/'), 0)), made, folders);
  mkdirSync(join(made, inside));
  folders.add(inside);
}

/**
 * Moves a new folder to its place. False where that is refused, as it is where another command has made one meanwhile:
 * then each of its files has to go to its place by itself, which says what is wrong.
 */
export function moveFolder(root: string, folder: NewFolder, transaction: Transaction): boolean {
  folder.isInPlace ??= tryMove(root, folder, transaction);
  return folder.isInPlace;
}

function tryMove(root: string, { path, made, folders, files }: NewFolder, transaction: Transaction): boolean {
  const target = join(root, path);
  try {
    renameSync(made, target);
  } catch {
    return false;
  }
  // What another command has written there since is not ours to remove.
  transaction.push(() => {
    for (const file of files) rmSync(join(target, file));
    for (const inside of [...folders].reverse()) rmdirSync(join(target, inside));
  });
  return true;
}
