import { lstatSync, renameSync } from 'node:fs';
import { partOf } from './temporary-folder';

interface FolderToWrite {
  /** Writes the files into this folder. */
  readonly write: (part: string) => void;
  /** Whether the folder in its place has all that it should have. */
  readonly isWhole: () => boolean;
}

/**
 * Writes a folder that appears whole or not at all. It is written under another name and renamed, so two processes may
 * do this at the same time, and either may be killed halfway.
 */
export function writeWholeFolder(folder: string, { write, isWhole }: FolderToWrite): void {
  const { path, end } = partOf(folder);
  try {
    write(path);
    putFolderInPlace(path, folder, isWhole);
  } finally {
    end();
  }
}

/**
 * Moves a finished folder to its place, which is on the same disk. If another process was first, its folder stays. A
 * damaged folder in that place is removed.
 */
export function putFolderInPlace(made: string, folder: string, isWhole: () => boolean): void {
  try {
    renameSync(made, folder);
  } catch (error) {
    if (isWhole()) return;
    if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) throw error;
    const damaged = partOf(folder);
    renameSync(folder, damaged.path);
    damaged.end();
    renameSync(made, folder);
  }
}
