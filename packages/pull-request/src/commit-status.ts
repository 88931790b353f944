import type { Sha } from './git-object';
import { statusesAnswer } from './octokit-answers';
import type { Remote } from './octokit-remote';

/** What somebody reported of a commit, the latest by each context. */
export interface CommitStatus {
  readonly context: string;
  readonly state: 'error' | 'failure' | 'pending' | 'success';
  readonly createdAt: Date;
}

export async function readCommitStatuses({ octokit, at, ask }: Remote, commit: Sha): Promise<readonly CommitStatus[]> {
  const answer = statusesAnswer.transform(({ statuses }) => statuses);
  const question = { operation: `read the statuses of the commit ${commit}`, answer };
  const asked = { ...at, ref: commit, per_page: 100 };
  const statuses = await ask.all(question, (query) =>
    octokit().rest.repos.getCombinedStatusForRef({ ...asked, ...query }),
  );
  return statuses.map(({ created_at, ...status }) => ({ ...status, createdAt: new Date(created_at) }));
}
