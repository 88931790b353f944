import { z } from 'zod';
import type { Sha } from '../forge/git-object';
import { changeAnswer } from './answers';
import type { Remote } from './remote';

const mostNewer = 200;

/**
 * The commits of the base from its newest to one of them. Where there are very many newer ones, the oldest of those
 * are left out.
 */
export async function readCommitsFrom({ octokit, at, ask, baseBranch }: Remote, commit: Sha): Promise<readonly Sha[]> {
  const question = {
    operation: `list the commits of ${baseBranch} since ${commit}`,
    answer: z.array(changeAnswer),
    enough: (found: readonly z.infer<typeof changeAnswer>[]) =>
      found.length >= mostNewer || found.some((one) => one.change.commit === commit),
  };
  const parameters = { ...at, sha: baseBranch, per_page: 100 };
  const found = await ask.all(question, (query) => octokit().rest.repos.listCommits({ ...parameters, ...query }));
  const all = found.map(({ change }) => change.commit);
  const newer = all.includes(commit) ? all.slice(0, all.indexOf(commit)) : all;
  return [...newer, commit];
}
