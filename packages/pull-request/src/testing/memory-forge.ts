// For tests: a fleet repository in memory that answers as GitHub does.
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

export function memoryForge(in_: Memory): Forge {
  return { ...reads(in_), ...gitWrites(in_), ...pullWrites(in_) };
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

function reads(of: Memory): Reads {
  const { git } = of;
  return {
    snapshot: answer(() => ({ base: baseOf(of), proposed: allProposed(of) })),
    look: answer((branch) => ({ base: baseOf(of), proposed: proposedOn(of, branch) })),
    commit: answer((sha) => mustBeFound(git.commits.get(sha), `the commit ${sha}`)),
    listing: answer((tree) => mustBeFound(git.trees.get(tree), `the tree ${tree}`)),
    files: answer((tree) => filesBelow(git, tree)),
    blob: answer((sha) => mustBeFound(git.blobs.get(sha), `the blob ${sha}`)),
    isInBase: answer((sha) => ancestry(git, headOf(of, of.base)).has(sha)),
    mergeBase: answer((one, other) => mustBeFound(mergeBase(git, one, other), `what ${one} and ${other} descend from`)),
    closedPulls: answer((branch) => closedOn(of, branch)),
    labelsEverOn: answer((number) => [...pullOf(of, number).labelsEver]),
    reviewersEverOn: answer((number, { users, teams }) => {
      const ever = pullOf(of, number).reviewersEver;
      return { users: users.filter((one) => ever.users.has(one)), teams: teams.filter((one) => ever.teams.has(one)) };
    }),
    lastChange: answer((folder) => lastChange(of, folder)),
  };
}

type GitWrites = Pick<Forge, 'putTree' | 'putCommit' | 'createBranch' | 'moveBranch' | 'deleteBranch'>;

function gitWrites(of: Memory): GitWrites {
  const { git } = of;
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
      setHead(of, branch, to);
    }),
    deleteBranch: answer((branch, head) => {
      const now = git.refs.get(branch);
      if (now !== undefined && now !== head)
        fail('conflict', `its head is ${now} by now`, `delete the branch ${branch}`);
      if (!git.refs.delete(branch)) fail('conflict', 'Reference does not exist', `delete the branch ${branch}`);
      for (const pull of openOn(of, branch)) close(of, pull);
    }),
  };
}

type PullWrites = Pick<Forge, 'openPull' | 'editPull' | 'closePull' | 'addLabels' | 'requestReviewers' | 'mergePull'>;

function pullWrites(of: Memory): PullWrites {
  return {
    openPull: answer((pull) => pullRequest(open(of, pull))),
    editPull: answer((number, edit) => void Object.assign(pullOf(of, number), edit)),
    closePull: answer((number, body) => {
      const pull = pullOf(of, number);
      pull.body = body;
      if (pull.state === 'open') close(of, pull);
    }),
    addLabels: answer((number, labels) => {
      const pull = pullOf(of, number);
      for (const label of labels) for (const set of [pull.labels, pull.labelsEver]) set.add(label);
    }),
    requestReviewers: answer((number, { users, teams }) => {
      const { reviewers, reviewersEver } = pullOf(of, number);
      for (const asked of [reviewers, reviewersEver]) {
        for (const user of users) asked.users.add(user);
        for (const team of teams) asked.teams.add(team);
      }
    }),
    mergePull: answer((number, head) => {
      const pull = pullOf(of, number);
      if (pull.state !== 'open' || pull.head !== head) fail('conflict', 'Head branch was modified', `merge #${number}`);
      merge(of, pull, 'squash');
    }),
  };
}

function baseOf(of: Memory): Base {
  const commit = headOf(of, of.base);
  const { tree: root } = mustBeFound(of.git.commits.get(commit), commit);
  const rootListing = mustBeFound(of.git.trees.get(root), root);
  const clusters = rootListing.get('clusters');
  const listing = clusters?.mode === folderMode ? of.git.trees.get(clusters.sha) : undefined;
  return { branch: of.base, commit, root, rootListing, clusters: listing ?? new Map<string, never>() };
}

function allProposed(of: Memory): ReadonlyMap<BranchName, ObservedBranch> {
  const branches = [...of.git.refs.keys()].flatMap((name) => parseBranch(name) ?? []);
  return new Map(branches.map((branch) => [branch, proposedOn(of, branch)]));
}

function lastChange(of: Memory, folder: string): LastChange | undefined {
  const [top = '', name = ''] = folder.split('/');
  const at = (commit: Sha) => {
    const clusters = of.git.trees.get(mustBeFound(of.git.commits.get(commit), commit).tree)?.get(top);
    return clusters === undefined ? undefined : of.git.trees.get(clusters.sha)?.get(name)?.sha;
  };
  let commit: Sha | undefined = headOf(of, of.base);
  while (commit !== undefined) {
    const parent: Sha | undefined = of.git.commits.get(commit)?.parents[0];
    if (at(commit) !== (parent === undefined ? undefined : at(parent))) {
      return { commit, at: mustBeFound(of.git.times.get(commit), commit) };
    }
    commit = parent;
  }
  return undefined;
}

/** What a repository answers later, errors too. */
function answer<A extends readonly unknown[], T>(of: (...given: A) => T): (...given: A) => Promise<T> {
  return (...given) =>
    new Promise((resolve) => {
      resolve(of(...given));
    });
}
