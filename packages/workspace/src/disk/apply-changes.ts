import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type Issue, valueOf } from '@sovereign-fleet/domain';
import { isCompiled } from '@sovereign-fleet/flux';
import { type TemporaryFolder, temporaryFolder } from '@sovereign-fleet/renderer/temporary-folder';
import { stagingPrefix } from '../specs/layout';
import { type KnownFolders, moveFolder, type NewFolder, newFolderAround, placeInside } from './new-folder';
import { isWithoutSecondNames, move, replaceFile, takeBack, type Transaction } from './transaction';
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
  readonly staging: Map<string, TemporaryFolder>;
  /** Folders that are there: most files are beside another one. */
  readonly folders: Set<string>;
  readonly known: KnownFolders;
  readonly transaction: Transaction;
}

/**
 * Makes all changes of a command, or none: new content is written into folders beside first, where a full disk shows,
 * and then moved to its place; what was there is moved aside, and back where a step fails. Throws with the file and the
 * remedy.
 */
export function applyChanges(root: string, changes: readonly FileChange[]): void {
  const writing: Writing = { root, staging: new Map(), folders: new Set(), known: new Map(), transaction: [] };
  let at = '';
  let lost: readonly Issue[] = [];
  try {
    const staged = changes.map((change, index) => {
      at = change.path;
      return { ...change, ...stage(writing, change, index) };
    });
    for (const change of staged) {
      at = change.path;
      moveToPlace(writing, change);
    }
  } catch (error) {
    const keep = () => [...writing.staging.values()].map((folder) => relative(root, folder.keep()));
    lost = takeBack(writing.transaction, keep);
    valueOf({ ok: false, issues: [issueOfWrite(at, error), ...lost] });
  } finally {
    for (const folder of lost.length > 0 ? [] : writing.staging.values()) folder.remove();
  }
}

/** Where the content of a change is meanwhile; of a file that is removed, where it may go. */
interface Staged {
  readonly file: string;
  /** The folder that is moved with all that is in it. */
  readonly folder?: NewFolder;
}

/** Writes what a file is to hold beside its place. */
function stage(writing: Writing, { path, type, content, options }: FileChange, index: number): Staged {
  const besidePlace = (at: string) => join(stagingFolder(writing, at), String(index));
  if (content === null) return { file: besidePlace(path) };
  const folder = type === 'CREATE' ? newFolderAround(dirname(path), { ...writing, besidePlace }) : undefined;
  const file = folder === undefined ? besidePlace(path) : placeInside(folder, path);
  const there = type === 'CREATE' ? undefined : lstatSync(join(writing.root, path), { throwIfNoEntry: false });
  writeFileSync(file, content);
  const mode = options?.mode ?? there?.mode;
  if (mode !== undefined) chmodSync(file, mode);
  return folder === undefined ? { file } : { file, folder };
}

/**
 * In the top folder of a path, so that it is on the same disk; where that is not there or is meant itself, in the
 * root.
 */
function stagingFolder({ root, staging }: Writing, path: string): string {
  const top = join(root, path.slice(0, Math.max(path.indexOf('/'), 0)));
  const parent = statSync(top, { throwIfNoEntry: false })?.isDirectory() === true ? top : root;
  const folder = staging.get(parent) ?? temporaryFolder(stagingPrefix, parent);
  staging.set(parent, folder);
  return folder.path;
}

function moveToPlace(writing: Writing, { path, type, file, folder }: FileChange & Staged): void {
  const { root, transaction } = writing;
  if (folder !== undefined && moveFolder(root, folder, transaction)) return;
  const target = join(root, path);
  const aside = `${file}-before`;
  if (type === 'CREATE') {
    makeFolder(dirname(target), writing);
    if (!putNew(file, target, transaction)) refuseOther(target, file);
    return;
  }
  const there = lstatSync(target, { throwIfNoEntry: false });
  if (type === 'DELETE') {
    if (there !== undefined) move(transaction, target, aside);
    return;
  }
  if (there?.isFile() === false) throw notAFile();
  makeFolder(dirname(target), writing);
  replaceFile(transaction, { made: file, target, aside });
}

/** A folder or a link in the place of a file is a person's. */
function notAFile(): Error {
  return Object.assign(new Error('not a file'), { code: 'EISDIR' });
}

/** What another command wrote in the place of a new file may stay where it is the same. */
function refuseOther(target: string, file: string): void {
  if (!lstatSync(target).isFile()) throw notAFile();
  if (!isCompiledAlike(target, file)) throw new WrittenMeanwhile(target);
}

/** Two commands at once may compile the same file, and both be right; what a person owns belongs to the first. */
function isCompiledAlike(target: string, file: string): boolean {
  const text = readFileSync(target, 'utf8');
  return isCompiled(text) && text === readFileSync(file, 'utf8');
}

/**
 * Gives a file its place, with all that is in it, where nothing was when the command began; false where something is. A
 * second name and not a move, which would go over what another command made, where the disk has such names; never an
 * empty file first or half a copy, which a kill would leave.
 */
function putNew(file: string, target: string, transaction: Transaction): boolean {
  try {
    linkSync(file, target);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (!isWithoutSecondNames(error)) throw error;
    if (lstatSync(target, { throwIfNoEntry: false }) !== undefined) return false;
    renameSync(file, target);
  }
  transaction.push(() => {
    rmSync(target, { force: true });
  });
  return true;
}

function makeFolder(folder: string, { folders, transaction }: Writing): void {
  if (folders.has(folder)) return;
  const first = mkdirSync(folder, { recursive: true });
  folders.add(folder);
  if (first === undefined) return;
  const made = [folder];
  while (made.at(-1) !== first) made.push(dirname(made.at(-1) ?? first));
  transaction.push(() => {
    for (const one of made) rmdirSync(one);
  });
}
