import type { BranchName, Forge } from './forge';
import { ForgeError } from './forge-error';
import type { Sha } from './git-object';
import { anyAnswer, refAnswer } from './octokit-answers';
import type { Remote } from './octokit-remote';
import { z } from 'zod';

const prefix = 'refs/heads/';

/** The Sovereign's branch in a ref's name, or undefined where it is another's. */
export function branchOf(ref: string): BranchName | undefined {
  const branch = ref.startsWith(prefix) ? ref.slice(prefix.length) : ref;
  return /^fleet\/[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(branch) ? (branch as BranchName) : undefined; // as it is built
}

/** The heads of all branches of ours. A branch `fleet` leaves no room for any of them. */
export async function readHeads({ octokit, at, ask }: Remote): Promise<ReadonlyMap<BranchName, Sha>> {
  const operation = 'list the branches fleet/*';
  const question = { operation, answer: z.array(refAnswer) };
  const asked = { ...at, ref: 'heads/fleet' };
  const refs = await ask.all(question, (query) => octokit.rest.git.listMatchingRefs({ ...asked, ...query }));
  if (refs.some(({ ref }) => ref === `${prefix}fleet`)) {
    const why = 'a branch "fleet" is in the way of the branches "fleet/<sovereign>". Rename or delete it';
    throw new ForgeError('refused', `Cannot use ${at.owner}/${at.repo}: ${why}.`, { operation });
  }
  const heads = refs.map(({ ref, object }) => [branchOf(ref), object.sha] as const);
  return new Map(heads.flatMap(([branch, sha]) => (branch === undefined ? [] : [[branch, sha] as const])));
}

export async function readHead({ octokit, at, ask }: Remote, branch: BranchName): Promise<Sha | undefined> {
  const question = { operation: `read the branch ${branch}`, answer: z.array(refAnswer) };
  const asked = { ...at, ref: `heads/${branch}` };
  const refs = await ask.all(question, (query) => octokit.rest.git.listMatchingRefs({ ...asked, ...query }));
  return refs.find(({ ref }) => ref === `${prefix}${branch}`)?.object.sha;
}

type Refs = Pick<Forge, 'createBranch' | 'moveBranch' | 'deleteBranch'>;

export function refsOf({ octokit, at, ask }: Remote): Refs {
  const { createRef, updateRef, deleteRef } = octokit.rest.git;
  const doing = (operation: string) => ({ operation, answer: anyAnswer });
  return {
    createBranch: async (branch, to) => {
      const sent = { ...at, ref: `${prefix}${branch}`, sha: to };
      await ask.one(doing(`create the branch ${branch}`), () => createRef(sent));
    },
    moveBranch: async (branch, to) => {
      const sent = { ...at, ref: `heads/${branch}`, sha: to, force: false };
      await ask.one(doing(`move the branch ${branch}`), () => updateRef(sent));
    },
    deleteBranch: async (branch) => {
      await ask.one(doing(`delete the branch ${branch}`), () => deleteRef({ ...at, ref: `heads/${branch}` }));
    },
  };
}
