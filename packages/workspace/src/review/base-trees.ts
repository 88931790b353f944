import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { outputFolder, sovereignFolder, sovereignsFolder } from '@sovereign-fleet/domain';
import { objectHash } from '@sovereign-fleet/pull-request/node';

/** Runs git in the workspace and gives what it prints. */
export type Git = (args: readonly string[], input?: string) => Buffer;

/** The folder of a Sovereign in a commit. */
interface CommittedTree {
  readonly isThere: boolean;
  /** Its files by path from `gitops-out/`. Undefined where it has to be checked out. */
  readonly contents: ReadonlyMap<string, Uint8Array> | undefined;
}

export type CommittedTrees = (folder: string) => CommittedTree;

interface Entry {
  /** From `gitops-out/`. */
  readonly path: string;
  /** Of git: whether it is a file, a link or another repository. */
  readonly mode: string;
  readonly id: string;
}

/**
 * Reads the trees of Sovereigns in a commit as Flux reads them: without the filters that git has for a checkout. git is
 * asked once for all their names, and then for what the workspace does not have itself. A folder has to be checked out
 * that has more than plain files, or of which a chart may be: Helm reads charts from the disk.
 */
export function committedTrees(workspace: string, revision: string, git: Git): CommittedTrees {
  let entries: ReadonlyMap<string, readonly Entry[]> | undefined;
  const contentsOf = contentsReader(workspace, git);
  return (folder) => {
    entries ??= entriesByFolder(git(['ls-tree', '-r', '-z', revision, `${outputFolder}/`]));
    const own = entries.get(folder) ?? [];
    const beside = entries.get('') ?? [];
    const isPlain = own.every(({ mode }) => mode === '100644' || mode === '100755');
    const hasChart = [...own, ...beside].some(({ path }) => path.endsWith('/Chart.yaml'));
    const isThere = own.length > 0;
    return { isThere, contents: isThere && isPlain && !hasChart ? contentsOf(own) : undefined };
  };
}

/** The files of each Sovereign by its folder, and all others by ''. */
function entriesByFolder(listed: Buffer): ReadonlyMap<string, readonly Entry[]> {
  const folders = new Map<string, Entry[]>();
  for (const line of listed.toString().split('\0')) {
    const [, mode = '', id = '', name = ''] = /^(\d+) \w+ ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
    const path = name.slice(outputFolder.length + 1);
    const [top = '', fqdn = '', ...below] = path.split('/');
    const folder = top === sovereignsFolder && below.length > 0 ? sovereignFolder(fqdn) : '';
    const known = folders.get(folder) ?? [];
    known.push({ path, mode, id });
    folders.set(folder, known);
  }
  return folders;
}

/** Contents that were asked for and are kept: Sovereigns have most files alike. */
const mostKept = 1000;

function contentsReader(workspace: string, git: Git) {
  const kept = new Map<string, Buffer>();
  return (entries: readonly Entry[]): ReadonlyMap<string, Uint8Array> => {
    const here = new Map(entries.map((entry) => [entry.path, contentInWorkspace(entry, workspace)]));
    const missing = entries.filter(({ path, id }) => here.get(path) === undefined && !kept.has(id));
    const ids = [...new Set(missing.map(({ id }) => id))];
    for (const [id, content] of askForContents(ids, git)) kept.set(id, content);
    const all = new Map(entries.map(({ path, id }) => [path, here.get(path) ?? kept.get(id) ?? Buffer.alloc(0)]));
    for (const [oldest] of kept) if (kept.size > mostKept) kept.delete(oldest);
    return all;
  };
}

/** A file that git has under the same name has the same content. */
function contentInWorkspace({ path, id }: Entry, workspace: string): Buffer | undefined {
  try {
    const content = readFileSync(join(workspace, outputFolder, path));
    return objectHash('blob', content) === id ? content : undefined;
  } catch {
    return undefined; // it is no file now
  }
}

/** Of each the first line of the answer says how long it is. */
function askForContents(ids: readonly string[], git: Git): readonly (readonly [id: string, content: Buffer])[] {
  if (ids.length === 0) return [];
  const output = git(['cat-file', '--batch'], ids.map((id) => `${id}\n`).join(''));
  let at = 0;
  return ids.map((id) => {
    const begin = output.indexOf('\n', at) + 1;
    const end = begin + Number(output.toString('latin1', at, begin).split(' ')[2]);
    at = end + 1;
    return [id, Buffer.from(output.subarray(begin, end))]; // a copy, which does not hold all of the answer
  });
}
