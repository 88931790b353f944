import { execFileSync } from 'node:child_process';
import type { Github } from '@sovereign-fleet/github';
import type { Files } from './faulty-fleet';

/** What plain Git finds in a repository. It runs three times, since tests ask about hundreds of Sovereigns. */
export interface SeenByGit {
  /** Blobs of a branch by their paths below a folder; undefined if there is no such branch. */
  readonly filesOf: (branch: string, folder: string) => Files | undefined;
  /** Whether a commit is in some branch. */
  readonly has: (commit: string) => boolean;
}

/** The names of branches, each with its blobs by path. */
type Trees = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Reads the repository as it is now. */
export function readByGit({ folder }: Github): SeenByGit {
  const git = (args: readonly string[], input = '') => {
    return execFileSync('git', args, { cwd: folder, encoding: 'utf8', input, maxBuffer: 1 << 28 });
  };
  const trees = treesOf(git);
  const commits = new Set(git(['rev-list', '--branches']).split('\n'));
  return { has: (commit) => commits.has(commit), filesOf: (branch, below) => filesBelow(trees, branch, `${below}/`) };
}

function filesBelow(trees: Trees, branch: string, folder: string): Files | undefined {
  const files = trees.get(branch);
  if (files === undefined) return undefined;
  const own = [...files].filter(([path]) => path.startsWith(folder));
  return Object.fromEntries(own.map(([path, blob]) => [path.slice(folder.length), blob]));
}

const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

/** The blobs of every branch, from one diff of each tree with the empty tree. */
function treesOf(git: (args: readonly string[], input?: string) => string): Trees {
  const refs = git(['for-each-ref', '--format=%(refname:lstrip=2) %(tree)', 'refs/heads']);
  const branches = [...refs.matchAll(/^(\S+) ([0-9a-f]{40})$/gm)];
  const pairs = branches.map(([, , tree]) => `${emptyTree} ${tree}\n`).join('');
  const blocks = git(['diff-tree', '--stdin', '-r', '--no-renames'], pairs).split(/^[0-9a-f]{40} [0-9a-f]{40}\n/m);
  return new Map(branches.map(([, name = ''], index) => [name, blobsIn(blocks[index + 1] ?? '')]));
}

function blobsIn(lines: string): ReadonlyMap<string, string> {
  const entries = lines.matchAll(/^:000000 100644 0{40} ([0-9a-f]{40}) A\t(.*)$/gm);
  return new Map([...entries].map(([, blob = '', path = '']) => [path, blob]));
}
