import { z } from 'zod';
import { parseBranch, type BranchName } from '../forge/branch-name';
import type { Forge } from '../forge/forge';
import { ForgeError } from '../forge/forge-error';
import type { Sha } from '../forge/git-object';
import { anyAnswer, refAnswer } from './answers';
import type { Remote } from './remote';

const prefix = 'refs/heads/';

/** The heads of all branches of ours. If there is a branch `fleet`, Git cannot have any of them. */
export async function readHeads(remote: Remote): Promise<ReadonlyMap<BranchName, Sha>> {
  const refs = await readRefs(remote, 'fleet');
  if (refs.has('fleet')) {
    const message = 'a branch "fleet" is in the way of the branches "fleet/<sovereign>": rename or delete it';
    throw new ForgeError('refused', message, { operation: 'list the branches fleet/*' });
  }
  const heads = [...refs].map(([name, sha]) => [parseBranch(name), sha] as const);
  return new Map(heads.flatMap(([branch, sha]) => (branch === undefined ? [] : [[branch, sha] as const])));
}

export async function readHead(remote: Remote, branch: BranchName): Promise<Sha | undefined> {
  return (await readRefs(remote, branch)).get(branch);
}

/** The numbers of the pull requests in the merge queue. GitHub makes a branch for each of them. */
export async function readQueue(remote: Remote): Promise<ReadonlySet<number>> {
  const folder = `gh-readonly-queue/${remote.baseBranch}/`;
  const names = [...(await readRefs(remote, folder)).keys()].map((name) => name.slice(folder.length));
  return new Set(names.map((name) => Number(/^pr-(\d+)-/.exec(name)?.[1])));
}

/** Branches whose names have this beginning, with their heads. */
async function readRefs({ octokit, at, ask }: Remote, beginning: string): Promise<ReadonlyMap<string, Sha>> {
  const question = { operation: `list the branches ${beginning}*`, answer: z.array(refAnswer) };
  const parameters = { ...at, ref: `heads/${beginning}` };
  const refs = await ask.all(question, (query) => octokit().rest.git.listMatchingRefs({ ...parameters, ...query }));
  return new Map(refs.map(({ ref, object }) => [ref.slice(prefix.length), object.sha]));
}

type Refs = Pick<Forge, 'createBranch' | 'moveBranch' | 'deleteBranch'>;

export function refsOf(remote: Remote): Refs {
  const { octokit, at, ask } = remote;
  const git = () => octokit().rest.git;
  const writing = (operation: string) => ({ operation, answer: anyAnswer });
  return {
    createBranch: async (branch, to) => {
      const sent = { ...at, ref: `${prefix}${branch}`, sha: to };
      await ask.one(writing(`create the branch ${branch}`), () => git().createRef(sent));
    },
    moveBranch: async (branch, to) => {
      const sent = { ...at, ref: `heads/${branch}`, sha: to, force: false };
      await ask.one(writing(`move the branch ${branch}`), () => git().updateRef(sent));
    },
    deleteBranch: async (branch, head) => {
      const operation = `delete the branch ${branch}`;
      // REST cannot delete a branch only if it has a certain head. So we look right before, and wait for nothing
      // between.
      const now = await readHead(remote, branch);
      if (now !== undefined && now !== head)
        throw new ForgeError('conflict', `its head is ${now} by now`, { operation });
      await ask.one(writing(operation), () => git().deleteRef({ ...at, ref: `heads/${branch}` }));
    },
  };
}
