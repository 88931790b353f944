import type { Base, BranchName, Forge, Snapshot } from './forge';
import { ForgeError } from './forge-error';
import { branchAnswer, repositoryAnswer } from './octokit-answers';
import { folderMode, readFolder } from './octokit-objects';
import { readOpenPull, readOpenPulls } from './octokit-pulls';
import { readHead, readHeads } from './octokit-refs';
import type { Remote } from './octokit-remote';

/** The folder of the fleet repository that has one folder for each Sovereign. */
const clustersFolder = 'clusters';

/**
 * The fleet in six requests, where it has no more than a hundred open pull requests. What is proposed is read before
 * the base: of a pull request that is merged meanwhile we then know that it was open, and look again before a write.
 */
export async function readSnapshot(remote: Remote): Promise<Snapshot> {
  await checkRepository(remote);
  const [pulls, heads] = await Promise.all([readOpenPulls(remote), readHeads(remote)]);
  const branches = new Set<BranchName>([...heads.keys(), ...pulls.keys()]);
  const proposed = [...branches].map((branch) => [branch, proposedBy(heads.get(branch), pulls.get(branch))] as const);
  return { base: await readBase(remote), proposed: new Map(proposed) };
}

export async function look(remote: Remote, branch: BranchName): ReturnType<Forge['look']> {
  const [pull, head] = await Promise.all([readOpenPull(remote, branch), readHead(remote, branch)]);
  return { proposed: proposedBy(head, pull), base: await readBase(remote) };
}

type Proposed = Awaited<ReturnType<Forge['look']>>['proposed'];

function proposedBy(head: Proposed['head'], pull: Proposed['pull']): Proposed {
  return { ...(head !== undefined && { head }), ...(pull !== undefined && { pull }) };
}

async function checkRepository({ octokit, at, ask }: Remote): Promise<void> {
  const operation = 'find the repository';
  const { archived } = await ask.one({ operation, answer: repositoryAnswer }, () => octokit.rest.repos.get(at));
  if (!archived) return;
  const why = 'it is archived, so nobody can write to it. Unarchive it, or name another repository';
  throw new ForgeError('refused', `Cannot use ${at.owner}/${at.repo}: ${why}.`, { operation });
}

async function readBase(remote: Remote): Promise<Base> {
  const { octokit, at, ask, baseBranch } = remote;
  const operation = `read the base branch ${baseBranch}`;
  const answer = await ask
    .one({ operation, answer: branchAnswer }, () => octokit.rest.repos.getBranch({ ...at, branch: baseBranch }))
    .catch((error: unknown) => {
      throw error instanceof ForgeError && error.kind === 'not-found' ? noBase(remote) : error;
    });
  // GitHub answers with another branch where one was renamed.
  if (answer.name !== baseBranch) throw noBase(remote);
  const root = answer.commit.commit.tree.sha;
  const rootListing = await readFolder(remote, root);
  const clusters = await readClusters(remote, rootListing);
  return { branch: baseBranch, commit: answer.commit.sha, root, rootListing, clusters };
}

function noBase({ at, baseBranch }: Remote): ForgeError {
  const why = `it has no branch "${baseBranch}", onto which pull requests are to be made. Create it, or name another`;
  return new ForgeError('not-found', `Cannot use ${at.owner}/${at.repo}: ${why}.`, {
    operation: `read the base branch ${baseBranch}`,
  });
}

async function readClusters(remote: Remote, root: Base['rootListing']): Promise<Base['clusters']> {
  const entry = root.get(clustersFolder);
  if (entry === undefined) return new Map();
  if (entry.mode === folderMode) return await readFolder(remote, entry.sha);
  const { owner, repo } = remote.at;
  const why = `"${clustersFolder}" is a file or a link there, and not the folder of the Sovereigns. Remove it`;
  throw new ForgeError('refused', `Cannot use ${owner}/${repo}: ${why}.`, { operation: 'list the Sovereigns' });
}
