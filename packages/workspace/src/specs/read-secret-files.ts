import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { allOf, type Issue, type Result, type WrittenSecretFile } from '@sovereign-fleet/domain';
import { secretsFolderOf } from './layout';

/** What no API server takes as one object, and so no file needs. */
const mostBytes = 3 * 1024 * 1024;

/** As many objects as Flux is asked to keep in step for one Sovereign, and more than anybody edits by hand. */
const mostFiles = 1000;

/**
 * The encrypted files beside the spec of a Sovereign: those of all regions, and those in a folder of one. They are
 * carried byte for byte, so each has to be a plain file of UTF-8 in the folder itself. What begins with a dot is not
 * read: `.sops.yaml` is for SOPS alone.
 */
export function readSecretFiles(root: string, name: string): Result<readonly WrittenSecretFile[]> {
  const folder = secretsFolderOf(name);
  // Whoever writes the spec says so where a file stands in the place of its folder.
  const parent = statSync(join(root, dirname(folder)), { throwIfNoEntry: false });
  if (parent?.isDirectory() !== true) return { ok: true, value: [] };
  const stats = lstatSync(join(root, folder), { throwIfNoEntry: false });
  if (stats === undefined) return { ok: true, value: [] };
  if (!stats.isDirectory()) return { ok: false, issues: [issueOfObstacle(folder, 'no folder')] };
  const entries = entriesIn(root, folder, undefined);
  const folders = entries.filter(({ kind, region }) => kind === 'folder' && region === undefined);
  const inRegions = folders.flatMap(({ path }) => entriesIn(root, path, path.slice(folder.length + 1)));
  const files = [...entries.filter((entry) => !folders.includes(entry)), ...inRegions];
  if (files.length > mostFiles) return { ok: false, issues: [issueOfCount(folder, files.length)] };
  return allOf(files.map((file) => readFile(root, file)));
}

interface Entry {
  readonly path: string;
  readonly region: string | undefined;
  readonly kind: 'file' | 'folder' | 'symbolic link' | 'special file';
}

function entriesIn(root: string, folder: string, region: string | undefined): readonly Entry[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'));
  return entries.map((entry) => ({
    path: `${folder}/${entry.name}`,
    region,
    kind: entry.isFile()
      ? 'file'
      : entry.isDirectory()
        ? 'folder'
        : entry.isSymbolicLink()
          ? 'symbolic link'
          : 'special file',
  }));
}

function readFile(root: string, { path: file, region, kind }: Entry): Result<WrittenSecretFile> {
  if (kind !== 'file') return { ok: false, issues: [issueOfObstacle(file, kind)] };
  const { size } = lstatSync(join(root, file));
  if (size > mostBytes) return { ok: false, issues: [issueOfSize(file, size)] };
  const bytes = readFileSync(join(root, file));
  const text = bytes.toString('utf8');
  if (!Buffer.from(text, 'utf8').equals(bytes)) return { ok: false, issues: [issueOfBytes(file)] };
  return { ok: true, value: { file, region, text } };
}

function issueOfObstacle(file: string, value: string): Issue {
  const problem = 'a tree carries plain files, of all regions or in the folder of one';
  const remedy = 'Put the encrypted file itself here, or take it away';
  return { file, field: 'file', value, code: 'misplaced', problem, remedy };
}

function issueOfCount(file: string, value: number): Issue {
  const problem = `there are more than ${mostFiles} files in it`;
  return { file, field: 'files', value, code: 'out-of-range', problem, remedy: 'Write more Secrets into one file' };
}

function issueOfSize(file: string, value: number): Issue {
  const problem = `it has more than ${mostBytes} bytes, and no API server takes such an object`;
  return { file, field: 'bytes', value, code: 'out-of-range', problem, remedy: 'Keep in it what is secret alone' };
}

function issueOfBytes(file: string): Issue {
  const problem = 'it is not UTF-8, which SOPS writes';
  const remedy = 'Encrypt the file anew with SOPS, and commit what SOPS writes';
  return { file, field: 'file', value: 'binary', code: 'unreadable', problem, remedy };
}
