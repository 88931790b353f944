import { randomBytes } from 'node:crypto';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atEnd } from './at-end';
import { markPattern, processMark } from './process-mark';

/** A folder that is there for a while. */
export interface TemporaryFolder {
  readonly path: string;
  readonly remove: () => void;
  /** Gives it to the person, under a name that no later run takes for a leftover. */
  readonly keep: () => string;
}

/**
 * A new folder for its owner alone, whose name begins with `prefix`. It is removed when the process ends, by itself or
 * by a signal; where the process is killed, by the next run, since its name says whose it is (leftovers.ts).
 */
export function temporaryFolder(prefix: string, parent: string = tmpdir()): TemporaryFolder {
  const path = join(parent, `${prefix}${stamp()}`);
  const removeNow = removerOf(path);
  const forget = atEnd(removeNow);
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    forget();
    throw error;
  }
  const remove = () => {
    removeNow();
    forget();
  };
  const keep = () => {
    forget();
    const kept = join(parent, `${prefix}kept-${randomBytes(6).toString('hex')}`);
    renameSync(path, kept);
    return kept;
  };
  return { path, remove, keep };
}

/** The name of a file or folder while it is being made, beside its place. */
export interface Part {
  readonly path: string;
  /** To be called once it is in its place or given up: removes what is left under the name. */
  readonly end: () => void;
}

/** The same for what is made under another name and then renamed. */
export function partOf(target: string): Part {
  const path = `${target}.${stamp()}.part`;
  const removeNow = removerOf(path);
  const forget = atEnd(removeNow);
  const end = () => {
    removeNow();
    forget();
  };
  return { path, end };
}

/** The mark of the process in a name that is made here, or undefined. */
export function markInName(name: string): string | undefined {
  return stamped.exec(name)?.groups?.['mark'];
}

const stamped = new RegExp(`(?<!\\d)(?<mark>${markPattern})-[0-9a-f]{12}(?:\\.part)?$`);

/** Whose it is, and what nobody guesses. */
function stamp(): string {
  return `${processMark()}-${randomBytes(6).toString('hex')}`;
}

function removerOf(path: string): () => void {
  return () => {
    removeBusyFolder(path);
  };
}

/**
 * Removes a folder in which a program that was just ended may still be at its last files. `rmSync` tries a folder again
 * that it has emptied, and does not look for what has come into it since.
 */
export function removeBusyFolder(path: string): void {
  for (let pause = 20; pause < longestPause && !isRemoved(path); pause *= 2) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
  }
  rmSync(path, { recursive: true, force: true });
}

/** In milliseconds: all pauses are less than twice as long. */
const longestPause = 1500;

function isRemoved(path: string): boolean {
  try {
    rmSync(path, { recursive: true, force: true });
    return true;
  } catch (error) {
    if (['ENOTEMPTY', 'EBUSY'].includes(String((error as { readonly code?: unknown }).code))) return false;
    throw error;
  }
}
