import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, relative } from 'node:path';
import { formatIssue, type Issue } from '@sovereign-fleet/domain';
import { cacheFolderIn } from '../code/cache-folder';
import { printableText } from './printable-text';
import { issueOfWrite } from './write-failure';

/** What a person reads of what a command threw; of a disk that cannot be written, which one, and what to do. */
export function failureText(error: unknown, root: string): string {
  const issue = issueOfDisk(error, root);
  if (issue !== undefined) return printableText(`1 problem, nothing was written\n${formatIssue(issue)}`);
  return printableText(error instanceof Error ? error.message : String(error));
}

interface SystemError {
  readonly code: string;
  readonly syscall?: string;
  readonly path?: string;
}

/** System calls that only a write makes. `open` is not one: a file is opened to be read, too. */
const writes = ['mkdir', 'mkdtemp', 'rename', 'symlink'];

function issueOfDisk(error: unknown, root: string): Issue | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const { code, syscall = '', path } = error as unknown as SystemError; // Node says so of every error with a code
  const isOfDisk = ['ENOSPC', 'EDQUOT', 'EROFS'].includes(code) || (writes.includes(syscall) && code !== 'ENOENT');
  if (!isOfDisk) return undefined;
  return issueOfWrite(path === undefined ? fullFolder(root) : inWorkspace(path, root), error);
}

/** Node does not name the file that a full disk refused. So name the folder, of those that a command writes to. */
function fullFolder(root: string): string {
  const folders = [root, cacheFolderIn(root), tmpdir()];
  const full = folders.find((folder) => freeBlocks(folder) === 0);
  return full === undefined ? `${root} or ${tmpdir()}` : inWorkspace(full, root) || root;
}

function freeBlocks(folder: string): number | undefined {
  try {
    return statfsSync(folder).bavail;
  } catch {
    return undefined; // it is not there
  }
}

function inWorkspace(path: string, root: string): string {
  const from = relative(root, path);
  return from.startsWith('..') || isAbsolute(from) ? path : from;
}
