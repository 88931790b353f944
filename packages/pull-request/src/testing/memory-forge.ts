// For tests: a fleet repository in memory that answers as GitHub does.
import { sovereignsFolder } from '@sovereign-fleet/domain';
import { parseBranch, type BranchName } from '../forge/branch-name';
import type { Base, LastChange, Forge, ObservedBranch } from '../forge/forge';
import type { Sha } from '../forge/git-object';
import { folderMode } from '../forge/git-tree';
import { ancestry, filesBelow, mustBeFound, mergeBase, putCommit, putTree } from './memory-git';
import {
  close,
  closedOn,
  fail,
  headOf,
  type Memory,
  merge,
  open,
  openOn,
  proposedOn,
  pullOf,
  pullRequest,
  setHead,
} from './memory-pulls';

export function memoryForge(memory: Memory): Forge {
  return { ...reads(memory), ...gitWrites(memory), ...pullWrites(memory) };
}

type Reads = Pick<
  Forge,
  | 'snapshot'
  | 'look'
  | 'commit'
  | 'listing'
  | 'files'
  | 'blob'
  | 'isInBase'
  | 'mergeBase'
  | 'closedPulls'
  | 'labelsEverOn'
  | 'reviewersEverOn'
  | 'lastChange'
>;

function reads(memory: Memory): Reads {
  const { git } = memory;
  return {
    snapshot: answer(() => ({ base: baseOf(memory), proposed: allProposed(memory) })),
    look: answer((branch) => ({ base: baseOf(memory), proposed: proposedOn(memory, branch) })),
    commit: answer((sha) => mustBeFound(git.commits.get(sha), `the commit ${sha}`)),
    listing: answer((tree) => mustBeFound(git.trees.get(tree), `the tree ${tree}`)),
    files: answer((tree) => filesBelow(git, tree)),
    blob: answer((sha) => mustBeFound(git.blobs.get(sha), `the blob ${sha}`)),
    isInBase: answer((sha) => ancestry(git, headOf(memory, memory.base)).has(sha)),
    mergeBase: answer((one, other) => mustBeFound(mergeBase(git, one, other), `what ${one} and ${other} descend from`)),
    closedPulls: answer((branch) => closedOn(memory, branch)),
    labelsEverOn: answer((number) => [...pullOf(memory, number).labelsEver]),
    reviewersEverOn: answer((number, { users, teams }) => {
      const ever = pullOf(memory, number).reviewersEver;
      return { users: users.filter((one) => ever.users.has(one)), teams: teams.filter((one) => ever.teams.has(one)) };
    }),
    lastChange: answer((folder) => lastChange(memory, folder)),
  };
}

type GitWrites = Pick<Forge, 'putTree' | 'putCommit' | 'createBranch' | 'moveBranch' | 'deleteBranch'>;

function gitWrites(memory: Memory): GitWrites {
  const { git } = memory;
  return {
    putTree: answer((from, changes) => putTree(git, from, changes)),
    putCommit: answer((commit) => putCommit(git, commit)),
    createBranch: answer((branch, to) => {
      if (git.refs.has(branch)) fail('conflict', 'Reference already exists', `create the branch ${branch}`);
      git.refs.set(branch, to);
    }),
    moveBranch: answer((branch, to) => {
      const head = git.refs.get(branch);
      if (head === undefined) fail('conflict', 'Reference does not exist', `move the branch ${branch}`);
      if (!ancestry(git, to).has(head)) fail('conflict', 'Update is not a fast forward', `move the branch ${branch}`);
      setHead(memory, branch, to);
    }),
    deleteBranch: answer((branch, head) => {
      const now = git.refs.get(branch);
      if (now !== undefined && now !== head)
        fail('conflict', `its head is ${now} by now`, `delete the branch ${branch}`);
      if (!git.refs.delete(branch)) fail('conflict', 'Reference does not exist', `delete the branch ${branch}`);
      for (const pull of openOn(memory, branch)) close(memory, pull);
    }),
  };
}

type PullWrites = Pick<Forge, 'openPull' | 'editPull' | 'closePull' | 'addLabels' | 'requestReviewers' | 'mergePull'>;

function pullWrites(memory: Memory): PullWrites {
  return {
    openPull: answer((pull) => pullRequest(open(memory, pull))),
    editPull: answer((number, edit) => void Object.assign(pullOf(memory, number), edit)),
    closePull: answer((number, body) => {
      const pull = pullOf(memory, number);
      pull.body = body;
      if (pull.state === 'open') close(memory, pull);
    }),
    addLabels: answer((number, labels) => {
      const pull = pullOf(memory, number);
      for (const label of labels) for (const set of [pull.labels, pull.labelsEver]) set.add(label);
    }),
    requestReviewers: answer((number, { users, teams }) => {
      const { reviewers, reviewersEver } = pullOf(memory, number);
      for (const asked of [reviewers, reviewersEver]) {
        for (const user of users) asked.users.add(user);
        for (const team of teams) asked.teams.add(team);
      }
    }),
    mergePull: answer((number, head) => {
      const pull = pullOf(memory, number);
      if (pull.state !== 'open' || pull.head !== head) fail('conflict', 'Head branch was modified', `merge #${number}`);
      merge(memory, pull, 'squash');
    }),
  };
}

function baseOf(memory: Memory): Base {
  const commit = headOf(memory, memory.base);
  const { tree: root } = mustBeFound(memory.git.commits.get(commit), commit);
  const rootListing = mustBeFound(memory.git.trees.get(root), root);
  const clusters = rootListing.get(sovereignsFolder);
  const listing = clusters?.mode === folderMode ? memory.git.trees.get(clusters.sha) : undefined;
  return { branch: memory.base, commit, root, rootListing, clusters: listing ?? new Map<string, never>() };
}

function allProposed(memory: Memory): ReadonlyMap<BranchName, ObservedBranch> {
  const branches = [...memory.git.refs.keys()].flatMap((name) => parseBranch(name) ?? []);
  return new Map(branches.map((branch) => [branch, proposedOn(memory, branch)]));
}

function lastChange(memory: Memory, folder: string): LastChange | undefined {
  const [top = '', name = ''] = folder.split('/');
  const folderShaOf = (commit: Sha) => {
    const clusters = memory.git.trees.get(mustBeFound(memory.git.commits.get(commit), commit).tree)?.get(top);
    return clusters === undefined ? undefined : memory.git.trees.get(clusters.sha)?.get(name)?.sha;
  };
  let commit: Sha | undefined = headOf(memory, memory.base);
  while (commit !== undefined) {
    const parent: Sha | undefined = memory.git.commits.get(commit)?.parents[0];
    if (folderShaOf(commit) !== (parent === undefined ? undefined : folderShaOf(parent))) {
      return { commit, at: mustBeFound(memory.git.times.get(commit), commit) };
    }
    commit = parent;
  }
  return undefined;
}

/** Answers later, as a repository does, with errors too. */
function answer<A extends readonly unknown[], T>(read: (...args: A) => T): (...args: A) => Promise<T> {
  return (...args) =>
    new Promise((resolve) => {
      resolve(read(...args));
    });
}
