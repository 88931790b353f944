import { z } from 'zod';
import type { BranchName, ClosedPullRequest, Forge, PullRequest } from './forge';
import { ForgeError } from './forge-error';
import { anyAnswer, type PullAnswer, pullAnswer } from './octokit-answers';
import { branchOf } from './octokit-refs';
import type { Remote } from './octokit-remote';

/** The open pull requests of all our branches onto the base. */
export async function readOpenPulls(remote: Remote): Promise<ReadonlyMap<BranchName, PullRequest>> {
  const { octokit, at, ask, baseBranch } = remote;
  const question = { operation: 'list the open pull requests', answer: z.array(pullAnswer) };
  // In the order in which they were made, which does not change while we turn the pages.
  const asked = { ...at, state: 'open', base: baseBranch, sort: 'created', direction: 'asc', per_page: 100 } as const;
  const pulls = await ask.all(question, (query) => octokit.rest.pulls.list({ ...asked, ...query }));
  return new Map(pulls.flatMap((pull) => entryOf(remote, pull)));
}

export async function readOpenPull(remote: Remote, branch: BranchName): Promise<PullRequest | undefined> {
  const { octokit, at, ask, baseBranch } = remote;
  const question = { operation: `list the open pull requests of ${branch}`, answer: z.array(pullAnswer) };
  const asked = { ...at, state: 'open', base: baseBranch, head: `${at.owner}:${branch}`, per_page: 100 } as const;
  const pulls = await ask.all(question, (query) => octokit.rest.pulls.list({ ...asked, ...query }));
  return new Map(pulls.flatMap((pull) => entryOf(remote, pull))).get(branch);
}

/** Where it is ours: a fork may have a branch of the same name, and GitHub ignores a filter that it does not like. */
function entryOf(remote: Remote, pull: PullAnswer): [BranchName, PullRequest][] {
  const branch = branchOf(pull.head.ref);
  return branch !== undefined && isOurs(remote, pull) ? [[branch, pullRequest(remote, pull)]] : [];
}

function isOurs({ baseBranch }: Remote, { head, base }: PullAnswer): boolean {
  return base.ref === baseBranch && head.repo !== null && head.repo.id === base.repo?.id;
}

/** Its address is made, not taken from the answer: it is shown to people. */
function pullRequest({ web, at }: Remote, { number, title, body, labels, head }: PullAnswer): PullRequest {
  const url = `${web}/${at.owner}/${at.repo}/pull/${number}`;
  return { number, url, title, body: body ?? '', head: head.sha, labels: labels.map(({ name }) => name) };
}

async function readClosedPulls(remote: Remote, branch: BranchName): Promise<readonly ClosedPullRequest[]> {
  const { octokit, at, ask, baseBranch } = remote;
  const isDeclined = (pull: PullAnswer) => pull.merged_at === null && entryOf(remote, pull)[0]?.[0] === branch;
  const operation = `list the closed pull requests of ${branch}`;
  // Only the newest decides, so that pages beyond the first that has one are not wanted.
  const question = { operation, answer: z.array(pullAnswer), enough: (found: readonly PullAnswer[]) => found.some(isDeclined) }; // prettier-ignore
  const newest = { state: 'closed', sort: 'created', direction: 'desc', per_page: 100 } as const;
  const asked = { ...at, ...newest, base: baseBranch, head: `${at.owner}:${branch}` };
  const pulls = await ask.all(question, (query) => octokit.rest.pulls.list({ ...asked, ...query }));
  return pulls
    .filter(isDeclined)
    .map((pull) => ({ ...pullRequest(remote, pull), closedAt: new Date(pull.closed_at ?? 0) }))
    .sort((a, b) => b.closedAt.getTime() - a.closedAt.getTime());
}

type Pulls = Pick<Forge, 'closedPulls' | 'openPull' | 'editPull' | 'closePull' | 'addLabels' | 'requestReviewers'>;

export function pullsOf(remote: Remote): Pulls {
  const { octokit, at, ask, baseBranch } = remote;
  const { pulls, issues } = octokit.rest;
  // Sent once: after a lost answer, whether it is there is to be looked up.
  const once = { request: { retries: 0 } };
  const doing = (operation: string) => ({ operation, answer: anyAnswer });
  return {
    closedPulls: (branch) => readClosedPulls(remote, branch),
    openPull: async ({ branch, ...pull }) => {
      const question = { operation: `open the pull request of ${branch}`, answer: pullAnswer };
      const sent = { ...at, ...once, ...pull, head: branch, base: baseBranch };
      return pullRequest(remote, await ask.one(question, () => pulls.create(sent)));
    },
    editPull: async (number, edit) => {
      const sent = { ...at, pull_number: number, ...edit };
      await ask.one(doing(`change the pull request ${number}`), () => pulls.update(sent));
    },
    closePull: async (number, body) => {
      const sent = { ...at, pull_number: number, state: 'closed', body } as const;
      await ask.one(doing(`close the pull request ${number}`), () => pulls.update(sent));
    },
    addLabels: async (number, labels) => {
      const sent = { ...at, issue_number: number, labels: [...labels] };
      const question = doing(`label the pull request ${number}`);
      await onceVisible(remote, () => ask.one(question, () => issues.addLabels(sent)));
    },
    requestReviewers: async (number, { users, teams }) => {
      const sent = { ...at, ...once, pull_number: number, reviewers: [...users], team_reviewers: [...teams] };
      const question = doing(`request reviews of the pull request ${number}`);
      await onceVisible(remote, () => ask.one(question, () => pulls.requestReviewers(sent)));
    },
  };
}

/** Seconds to wait for GitHub's databases, which may not know for a moment what was just created. */
const moments = [1, 2, 4];

async function onceVisible<T>({ wait }: Remote, run: () => Promise<T>): Promise<T> {
  for (const seconds of moments) {
    const done = await run().catch((error: unknown) => {
      if (error instanceof ForgeError && error.kind === 'not-found') return undefined;
      throw error;
    });
    if (done !== undefined) return done;
    await wait(seconds);
  }
  return await run();
}
