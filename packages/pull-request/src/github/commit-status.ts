import type { Sha } from '../forge/git-object';
import { statusesAnswer } from './answers';
import type { Remote } from './remote';
import type { CommitStatus } from '../campaign/health';

export async function readCommitStatuses({ octokit, at, ask }: Remote, commit: Sha): Promise<readonly CommitStatus[]> {
  const answer = statusesAnswer.transform(({ statuses }) => statuses);
  const question = { operation: `read the statuses of the commit ${commit}`, answer };
  const parameters = { ...at, ref: commit, per_page: 100 };
  const statuses = await ask.all(question, (query) =>
    octokit().rest.repos.getCombinedStatusForRef({ ...parameters, ...query }),
  );
  return statuses.map(({ created_at, ...status }) => ({ ...status, createdAt: new Date(created_at) }));
}
