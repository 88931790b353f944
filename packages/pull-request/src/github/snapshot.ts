import { sovereignsFolder } from '@sovereign-fleet/domain';
import type { Base, Forge, ObservedBranch, ObservedFleet } from '../forge/forge';
import { ForgeError } from '../forge/forge-error';
import type { Sha } from '../forge/git-object';
import { folderMode } from '../forge/git-tree';
import { branchAnswer, repositoryAnswer } from './answers';
import { readFolder } from './objects';
import { readOpenPull, readOpenPulls } from './pulls';
import { readHead, readHeads, readQueue } from './refs';
import type { Remote } from './remote';
import type { BranchName } from '../forge/branch-name';

/**
 * Reads the fleet in six requests, and one more for each further hundred of open pull requests. The base comes last: if
 * a pull request is merged meanwhile, we still have it as open, and look again before we write.
 */
export async function readSnapshot(remote: Remote): Promise<ObservedFleet> {
  const { pulls, isArchived } = await readOpenPulls(remote);
  // An open pull request tells whether the repository is archived. Without one, there is also no merge queue.
  const [heads, queue] = await Promise.all([
    readHeads(remote),
    isArchived === undefined ? checkRepository(remote) : readQueue(remote),
  ]);
  if (isArchived === true) throw archivedError(remote);
  const branches = new Set<BranchName>([...heads.keys(), ...pulls.keys()]);
  const proposed = [...branches].map((branch) => {
    return [branch, proposedBy(heads.get(branch), pulls.get(branch) ?? {}, queue)] as const;
  });
  return { base: await readBase(remote), proposed: new Map(proposed) };
}

export async function readObserved(remote: Remote, branch: BranchName): ReturnType<Forge['look']> {
  const [open, head] = await Promise.all([readOpenPull(remote, branch), readHead(remote, branch)]);
  const queue = open.pull === undefined ? noQueue : await readQueue(remote);
  return { proposed: proposedBy(head, open, queue), base: await readBase(remote) };
}

const noQueue: ReadonlySet<number> = new Set();

function proposedBy(head: Sha | undefined, open: ObservedBranch, queue: ReadonlySet<number>): ObservedBranch {
  const { pull } = open;
  const isQueued = pull !== undefined && queue.has(pull.number);
  return { ...(head !== undefined && { head }), ...open, ...(isQueued && { pull: { ...pull, isQueued } }) };
}

async function checkRepository(remote: Remote): Promise<ReadonlySet<number>> {
  const { octokit, at, ask } = remote;
  const question = { operation: 'find the repository', answer: repositoryAnswer };
  if ((await ask.one(question, () => octokit().rest.repos.get(at))).archived) throw archivedError(remote);
  return noQueue;
}

function archivedError({ at }: Remote): ForgeError {
  const message = `${at.owner}/${at.repo} is archived: unarchive it, or name another repository`;
  return new ForgeError('refused', message, { operation: 'find the repository' });
}

async function readBase(remote: Remote): Promise<Base> {
  const { octokit, at, ask, baseBranch } = remote;
  const operation = `read the base branch ${baseBranch}`;
  const answer = await ask
    .one({ operation, answer: branchAnswer }, () => octokit().rest.repos.getBranch({ ...at, branch: baseBranch }))
    .catch((error: unknown) => {
      throw error instanceof ForgeError && error.code === 'not-found' ? noBaseError(remote) : error;
    });
  // GitHub answers with another branch where one was renamed.
  if (answer.name !== baseBranch) throw noBaseError(remote);
  const root = answer.commit.commit.tree.sha;
  const rootListing = await readFolder(remote, root);
  const clusters = await readClusters(remote, rootListing);
  return { branch: baseBranch, commit: answer.commit.sha, root, rootListing, clusters };
}

function noBaseError({ at, baseBranch }: Remote): ForgeError {
  const message = `${at.owner}/${at.repo} has no branch "${baseBranch}" onto which pull requests could be made`;
  return new ForgeError('not-found', message, { operation: `read the base branch ${baseBranch}` });
}

async function readClusters(remote: Remote, root: Base['rootListing']): Promise<Base['clusters']> {
  const entry = root.get(sovereignsFolder);
  if (entry === undefined) return new Map();
  if (entry.mode === folderMode) return await readFolder(remote, entry.sha);
  const message = `"${sovereignsFolder}" is a file or a link there, and not the folder of the Sovereigns: remove it`;
  throw new ForgeError('refused', message, { operation: 'list the Sovereigns' });
}
