import { sovereignsFolder } from '@sovereign-fleet/domain';
import { spawnSync } from 'node:child_process';
import { parseBranch, type BranchName } from '../forge/branch-name';
import type { Base, LastChange, Forge, ObservedBranch } from '../forge/forge';
import { ForgeError } from '../forge/forge-error';
import { type Sha, sha, type TreeListing } from '../forge/git-object';

export interface Clone {
  /** A clone of the fleet repository, bare or not. We read only its objects and refs, as they were last fetched. */
  readonly folder: string;
  /** The base branch. */
  readonly branch: string;
  /** The environment of this process, by which git is found. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * The fleet repository as a clone on this disk knows it: without a token or the network, and without pull requests,
 * since Git does not know them. It is only for plans, and refuses every write.
 */
export function cloneForge(clone: Clone): Forge {
  const git = gitIn(clone);
  return {
    snapshot: () => answerLater('look at the clone', () => ({ base: baseOf(git, clone), proposed: headsOf(git) })),
    look: (branch) =>
      answerLater('look at the clone', () => ({ base: baseOf(git, clone), proposed: headsOf(git).get(branch) ?? {} })),
    commit: (name) => answerLater('read a commit', () => commitOf(git, name)),
    listing: (tree) => answerLater('list a tree', () => listing(git(['ls-tree', '-z', tree]))),
    files: (tree) => answerLater('list a tree', () => listing(git(['ls-tree', '-r', '-z', '--full-tree', tree]))),
    blob: (name) => answerLater('read a file', () => git(['cat-file', 'blob', name])),
    isInBase: (name) => answerLater('compare with the base', () => isAncestor(git, name, baseCommit(git, clone))),
    mergeBase: (one, other) => answerLater('compare commits', () => sha(git(['merge-base', one, other]).trim())),
    closedPulls: () => Promise.resolve([]),
    labelsEverOn: () => Promise.resolve([]),
    reviewersEverOn: () => Promise.resolve({ users: [], teams: [] }),
    lastChange: (folder) => answerLater('find a change', () => lastChange(git, baseCommit(git, clone), folder)),
    ...refused,
  };
}

type Git = (args: readonly string[]) => string;

const mostBytes = 256 * 1024 * 1024;

/**
 * Runs git on the objects and refs of a folder, without hooks and prompts, and without fetching what a partial clone
 * lacks. Git gets neither our credentials nor variables that lead to another repository, such as GIT_DIR in a hook.
 */
function gitIn({ folder, environment }: Clone): Git {
  const kept = Object.entries(environment).filter(([name]) => !/^(GIT|SOVEREIGN_FLEET_GITHUB)_/.test(name));
  const env = {
    ...Object.fromEntries(kept),
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_OPTIONAL_LOCKS: '0',
    LC_ALL: 'C',
  };
  return (args) => {
    const options = { env, encoding: 'utf8', maxBuffer: mostBytes, input: '' } as const;
    const { status, stdout, stderr, error } = spawnSync(
      'git',
      ['-C', folder, '--no-replace-objects', ...args],
      options,
    );
    if (error === undefined && status === 0) return stdout;
    throw new Error((error?.message ?? stderr).trim().split('\n')[0] ?? '');
  };
}

const remedy = 'Give --clone the folder of a clone of the fleet repository, with its base branch';

// The port is asynchronous, and throws only ForgeErrors.
async function answerLater<T>(operation: string, read: () => T): Promise<T> {
  await Promise.resolve();
  try {
    return read();
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new ForgeError('not-found', words, { operation, remedy });
  }
}

/** The remote branch as it was last fetched; in a bare repository, the branch itself. */
function refOf(git: Git, branch: string): string {
  const refs = [`refs/remotes/origin/${branch}`, `refs/heads/${branch}`];
  const found = git(['for-each-ref', '--format=%(refname)', ...refs]).split('\n');
  const ref = refs.find((name) => found.includes(name));
  if (ref === undefined) throw new Error(`it has no branch "${branch}"`);
  return ref;
}

function baseCommit(git: Git, { branch }: Clone): Sha {
  return sha(git(['rev-parse', '--verify', `${refOf(git, branch)}^{commit}`]).trim());
}

function baseOf(git: Git, clone: Clone): Base {
  const commit = baseCommit(git, clone);
  const root = sha(git(['rev-parse', '--verify', `${commit}^{tree}`]).trim());
  const rootListing = listing(git(['ls-tree', '-z', root]));
  const clusters = rootListing.get(sovereignsFolder);
  const isFolder = clusters?.mode === '040000';
  return {
    branch: clone.branch,
    commit,
    root,
    rootListing,
    clusters: isFolder ? listing(git(['ls-tree', '-z', clusters.sha])) : new Map(),
  };
}

function headsOf(git: Git): ReadonlyMap<BranchName, ObservedBranch> {
  // The remote's heads come last and win: pull requests are made of them.
  const prefixes = ['refs/heads/fleet/', 'refs/remotes/origin/fleet/'];
  const lines = prefixes.flatMap((prefix) =>
    git(['for-each-ref', '--format=%(refname) %(objectname)', prefix]).split('\n'),
  );
  const heads = lines.flatMap((line) => {
    const [, branch, head] = /^refs\/(?:heads|remotes\/origin)\/(fleet\/[^ ]+) ([0-9a-f]{40})$/.exec(line) ?? [];
    const known = branch === undefined ? undefined : parseBranch(branch);
    return known === undefined || head === undefined ? [] : [[known, { head: sha(head) }] as const];
  });
  return new Map(heads);
}

function commitOf(git: Git, name: Sha) {
  const [head = '', ...message] = git(['cat-file', 'commit', name]).split('\n\n');
  const valuesOf = (key: string) =>
    [...head.matchAll(new RegExp(`^${key} ([0-9a-f]{40})$`, 'gm'))].map(([, one]) => one);
  return {
    sha: name,
    tree: sha(valuesOf('tree')[0] ?? ''),
    parents: valuesOf('parent').map((one) => sha(one ?? '')),
    message: message.join('\n\n'),
  };
}

function listing(text: string): TreeListing {
  const entries = text.split('\0').flatMap((line) => {
    const [, mode, name, path] = /^(\d{6}) \w+ ([0-9a-f]{40})\t(.*)$/s.exec(line) ?? [];
    return mode === undefined || name === undefined || path === undefined
      ? []
      : [[path, { mode, sha: sha(name) }] as const];
  });
  return new Map(entries);
}

function isAncestor(git: Git, name: Sha, descendant: Sha): boolean {
  return git(['rev-list', '--max-count=1', name, `^${descendant}`]).trim() === '';
}

function lastChange(git: Git, head: Sha, folder: string): LastChange | undefined {
  const [name, seconds] = git(['log', '--first-parent', '--max-count=1', '--format=%H %ct', head, '--', folder])
    .trim()
    .split(' ');
  return name === undefined || seconds === undefined
    ? undefined
    : { commit: sha(name), at: new Date(Number(seconds) * 1000) };
}

function refuse(operation: string): () => Promise<never> {
  return () =>
    Promise.reject(new ForgeError('refused', `A clone is only read, and was asked to ${operation}`, { operation }));
}

const refused = {
  putTree: refuse('write a tree'),
  putCommit: refuse('write a commit'),
  createBranch: refuse('make a branch'),
  moveBranch: refuse('move a branch'),
  deleteBranch: refuse('delete a branch'),
  openPull: refuse('open a pull request'),
  editPull: refuse('change a pull request'),
  closePull: refuse('close a pull request'),
  addLabels: refuse('label a pull request'),
  mergePull: refuse('merge a pull request'),
  requestReviewers: refuse('ask for a review'),
} as const;
