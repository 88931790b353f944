import { copyFileSync, linkSync, lstatSync, renameSync } from 'node:fs';
import type { Issue } from '@sovereign-fleet/domain';
import { codeOf } from './write-failure';

/** Steps on files and folders that are all done, or all taken back: for each step that was done, what undoes it. */
export type Transaction = (() => void)[];

export function move(transaction: Transaction, from: string, to: string): void {
  renameSync(from, to);
  transaction.push(() => {
    renameSync(to, from);
  });
}

export interface Replacement {
  /** The new file or folder, on the same disk. */
  readonly made: string;
  readonly target: string;
  /** Where the old one is kept until all is done. */
  readonly aside: string;
}

/**
 * Puts a file in the place of another one, or where none is. At every moment one of them is there with all that is in
 * it, so a process that is killed leaves no half of a file and no gap.
 */
export function replaceFile(transaction: Transaction, { made, target, aside }: Replacement): void {
  if (lstatSync(target, { throwIfNoEntry: false }) === undefined) {
    move(transaction, made, target);
    return;
  }
  giveSecondName(target, aside);
  renameSync(made, target);
  transaction.push(() => {
    renameSync(aside, target);
  });
}

function giveSecondName(file: string, second: string): void {
  try {
    linkSync(file, second);
  } catch (error) {
    if (!isWithoutSecondNames(error)) throw error;
    copyFileSync(file, second);
  }
}

/** Whether a disk has no second names of files. */
export function isWithoutSecondNames(error: unknown): boolean {
  return ['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP'].includes(String(codeOf(error)));
}

/** Puts a folder in its place. Two moves, since a folder that is being removed would be there by half. */
export function putInPlace(transaction: Transaction, { made, target, aside }: Replacement): void {
  if (lstatSync(target, { throwIfNoEntry: false }) !== undefined) move(transaction, target, aside);
  move(transaction, made, target);
}

/**
 * Undoes every step, the last one first. Gives an Issue if some could not be undone. It names the folders in which the
 * old files may still be, which `keep` then keeps.
 */
export function takeBack(transaction: Transaction, keep: () => readonly string[]): readonly Issue[] {
  const steps = transaction.reverse().filter((undo) => !isDone(undo)).length;
  if (steps === 0) return [];
  const problem = `${steps} steps could not be taken back, and what was there before is in these folders`;
  const remedy = 'Restore the files by git, or from there, and remove the folders';
  return [{ file: 'workspace', field: 'folders', value: keep(), problem, remedy }];
}

function isDone(step: () => void): boolean {
  try {
    step();
    return true;
  } catch {
    return false;
  }
}
