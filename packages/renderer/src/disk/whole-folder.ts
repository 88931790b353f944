import { randomUUID } from 'node:crypto';
import { lstatSync, renameSync, rmSync } from 'node:fs';

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
  const part = `${folder}.${randomUUID()}.part`;
  try {
    write(part);
    putFolderInPlace(part, folder, isWhole);
  } finally {
    rmSync(part, { recursive: true, force: true });
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
    const damaged = `${made}.damaged`;
    renameSync(folder, damaged);
    rmSync(damaged, { recursive: true, force: true });
    renameSync(made, folder);
  }
}
