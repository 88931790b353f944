import {
  chmodSync,
  closeSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type Issue, valueOf } from '@sovereign-fleet/domain';
import { isCompiled } from '@sovereign-fleet/flux';
import { stagingPrefix } from '../specs/layout';
import { move, putInPlace, takeBack, type Transaction } from './transaction';
import { codeOf, issueOfWrite, WrittenMeanwhile } from './write-failure';

/** One change of a command, as Nx records it. */
export interface FileChange {
  /** From the root. */
  readonly path: string;
  readonly type: 'CREATE' | 'UPDATE' | 'DELETE';
  /** Null where the file is removed. */
  readonly content: Buffer | null;
  readonly options?: { readonly mode?: string | number };
}

/** What is under way. */
interface Writing {
  readonly root: string;
  /** Where new and old files are meanwhile, by the folder that it is in. */
  readonly staging: Map<string, string>;
  readonly transaction: Transaction;
}

/**
 * Makes all changes of a command, or none: new content is written into folders beside first, where a full disk shows,
 * and then moved to its place; what was there is moved aside, and back where a step fails. Throws with the file and the
 * remedy.
 */
export function applyChanges(root: string, changes: readonly FileChange[]): void {
  const writing: Writing = { root, staging: new Map(), transaction: [] };
  let at = '';
  let lost: readonly Issue[] = [];
  try {
    const staged = changes.map((change, index) => {
      at = change.path;
      return { ...change, file: stage(writing, change, index) };
    });
    for (const change of staged) {
      at = change.path;
      moveToPlace(writing, change);
    }
  } catch (error) {
    const folders = [...writing.staging.values()].map((folder) => relative(root, folder));
    lost = takeBack(writing.transaction, folders);
    valueOf({ ok: false, issues: [issueOfWrite(at, error), ...lost] });
  } finally {
    const folders = lost.length > 0 ? [] : writing.staging.values();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes what a file is to hold, and gives where; of a file that is removed, where it may go. */
function stage(writing: Writing, { path, content, options }: FileChange, index: number): string {
  const file = join(stagingFolder(writing, path), String(index));
  if (content === null) return file;
  const there = lstatSync(join(writing.root, path), { throwIfNoEntry: false });
  writeFileSync(file, content);
  const mode = options?.mode ?? there?.mode;
  if (mode !== undefined) chmodSync(file, mode);
  return file;
}

/**
 * In the top folder of a path, so that it is on the same disk; where that is not there or is meant itself, in the
 * root.
 */
function stagingFolder({ root, staging }: Writing, path: string): string {
  const top = join(root, path.slice(0, Math.max(path.indexOf('/'), 0)));
  const parent = statSync(top, { throwIfNoEntry: false })?.isDirectory() === true ? top : root;
  const folder = staging.get(parent) ?? mkdtempSync(join(parent, stagingPrefix));
  staging.set(parent, folder);
  return folder;
}

interface StagedChange extends FileChange {
  /** Where its content is. */
  readonly file: string;
}

function moveToPlace({ root, transaction }: Writing, { path, type, file }: StagedChange): void {
  const target = join(root, path);
  const aside = `${file}-before`;
  const there = lstatSync(target, { throwIfNoEntry: false });
  if (type === 'DELETE') {
    if (there !== undefined) move(transaction, target, aside);
    return;
  }
  // A folder or a link in the place of a file is a person's.
  if (there?.isFile() === false) throw Object.assign(new Error('not a file'), { code: 'EISDIR' });
  if (type === 'CREATE') {
    if (there !== undefined && isCompiledAlike(target, file)) return;
    makeFolder(dirname(target), transaction);
    claim(target, transaction);
    move(transaction, file, target);
    return;
  }
  makeFolder(dirname(target), transaction);
  putInPlace(transaction, { made: file, target, aside });
}

/** Two commands at once may compile the same file, and both be right; what a person owns belongs to the first. */
function isCompiledAlike(target: string, file: string): boolean {
  const text = readFileSync(target, 'utf8');
  return isCompiled(text) && text === readFileSync(file, 'utf8');
}

/** Makes an empty file that was not there when the command began; fails where another command was first. */
function claim(target: string, transaction: Transaction): void {
  try {
    closeSync(openSync(target, 'wx'));
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw new WrittenMeanwhile(target, { cause: error });
    throw error;
  }
  transaction.push(() => {
    rmSync(target, { force: true });
  });
}

function makeFolder(folder: string, transaction: Transaction): void {
  const first = mkdirSync(folder, { recursive: true });
  if (first === undefined) return;
  const made = [folder];
  while (made.at(-1) !== first) made.push(dirname(made.at(-1) ?? first));
  transaction.push(() => {
    for (const one of made) rmdirSync(one);
  });
}
