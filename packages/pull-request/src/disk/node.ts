import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addAll, type Issue, type Result, resultOf } from '@sovereign-fleet/domain';
import { issuesOfFiles } from '../proposal/desired-files';
import { type ObjectHash, sha } from '../forge/git-object';

/** Git's SHA-1 of an object, computed by Node. */
export const objectHash: ObjectHash = (kind, content) => {
  return sha(createHash('sha1').update(`${kind} ${content.length}\0`).update(content).digest('hex'));
};

/**
 * Reads the files of one Sovereign in `root`/`folder`, by path from there, or returns every Issue in them. We send all
 * of it, so there may be only folders and files of UTF-8 text. A render is less strict.
 */
export function readDesiredFiles(root: string, folder: string): Result<ReadonlyMap<string, string>> {
  if (lstatSync(join(root, folder), { throwIfNoEntry: false })?.isDirectory() !== true) {
    return { ok: false, issues: [issueOfNoFolder(folder)] };
  }
  const entries = entriesBelow(join(root, folder)).sort(([a], [b]) => (a < b ? -1 : 1));
  const read = entries.map(([path, isFile]) => ({
    path,
    isFile,
    text: isFile ? textOf(join(root, folder, path)) : undefined,
  }));
  const files = new Map(read.flatMap(({ path, text }) => (text === undefined ? [] : [[path, text]])));
  const unread = read.filter(({ text }) => text === undefined);
  const issues = unread.map(({ path, isFile }) => issueOfKind(`${folder}/${path}`, isFile));
  return resultOf([...issues, ...issuesOfFiles(folder, files)], () => files);
}

type Entry = readonly [path: string, isFile: boolean];

/** Everything except folders. Links are not followed. */
function entriesBelow(top: string): Entry[] {
  const found: Entry[] = [];
  const open = [''];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const entries = readdirSync(join(top, next), { withFileTypes: true });
    const pathOf = (name: string) => (next === '' ? name : `${next}/${name}`);
    addAll(
      open,
      entries.filter((entry) => entry.isDirectory()).map(({ name }) => pathOf(name)),
    );
    const others = entries.filter((entry) => !entry.isDirectory());
    addAll(
      found,
      others.map((entry): Entry => [pathOf(entry.name), entry.isFile()]),
    );
  }
  return found;
}

function issueOfNoFolder(folder: string): Issue {
  const problem = 'there is no such folder, and a Sovereign of the spec has one';
  return {
    file: folder,
    field: 'folder',
    value: folder,
    problem,
    remedy: 'Run "npx nx sync" and commit what it writes',
  };
}

function issueOfKind(file: string, isFile: boolean): Issue {
  return isFile
    ? {
        file,
        field: 'content',
        value: 'bytes',
        problem: 'it is not UTF-8 text',
        remedy: 'Only text that was compiled goes to the fleet repository: leave the file out',
      }
    : {
        file,
        field: 'kind',
        value: 'link or device',
        problem: 'it is neither a file nor a folder',
        remedy: 'Put a file in its place: a symbolic link could lead out of the Sovereign',
      };
}

function textOf(path: string): string | undefined {
  const bytes = readFileSync(path);
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
}
