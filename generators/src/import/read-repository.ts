import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { commandLine } from '@sovereign-fleet/workspace/command';
import type { Result } from '@sovereign-fleet/domain';

/** A repository as `adopt` reads it. */
interface RepositoryFiles {
  /** Texts by path from its root. */
  readonly files: ReadonlyMap<string, string>;
  /** The folder that is adopted, from that root. */
  readonly folder: string;
  /** By path, why a file or a link below the folder was not read. */
  readonly unread: ReadonlyMap<string, string>;
}

const skipped = new Set(['.git', 'node_modules']);

/** Larger files are no manifests: the API server takes no request above 3 MiB. */
const largest = 3 * 1024 * 1024;

/**
 * The files that Flux would have: those of the git repository that a folder is in, since paths of Kustomizations start
 * at its root; without one, of the folder alone. No symbolic link is followed, as Flux follows none.
 */
export function readRepository(from: string): Result<RepositoryFiles> {
  const top = resolve(from);
  if (lstatSync(top, { throwIfNoEntry: false })?.isDirectory() !== true) {
    const problem = 'there is no such folder';
    const remedy = 'Name the folder that the Flux of the cluster is pointed at';
    return { ok: false, issues: [{ file: commandLine, field: '--from', value: from, problem, remedy }] };
  }
  const root = repositoryOf(top);
  const files = new Map<string, string>();
  const unread = new Map<string, string>();
  for (const path of entriesBelow(root)) {
    const name = relative(root, path).split(sep).join('/');
    if (lstatSync(path).isSymbolicLink()) unread.set(name, 'it is a symbolic link, which Flux does not follow');
    else readInto({ files, unread }, name, path);
  }
  const folder = relative(root, top).split(sep).join('/');
  return { ok: true, value: { files: sortByPath(files), folder, unread: sortByPath(unread) } };
}

/** Files and links. */
function entriesBelow(root: string): readonly string[] {
  return readdirSync(root, { withFileTypes: true }).flatMap((entry) => {
    const path = join(root, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : entriesBelow(path);
    return entry.isFile() || entry.isSymbolicLink() ? [path] : [];
  });
}

function repositoryOf(top: string): string {
  for (let folder = top; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (folder === dirname(folder)) return top;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

interface Found {
  readonly files: Map<string, string>;
  readonly unread: Map<string, string>;
}

function readInto({ files, unread }: Found, name: string, path: string): void {
  if (lstatSync(path).size > largest) {
    unread.set(name, 'it is larger than any manifest');
    return;
  }
  try {
    files.set(name, utf8.decode(readFileSync(path)));
  } catch {
    unread.set(name, 'it is not UTF-8 text');
  }
}

function sortByPath(map: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}
