import { z } from 'zod';
import { parseBranch } from './branch-name';
import type { BranchName, ClosedPullRequest, Forge, PullRequest } from './forge';
import { type PullAnswer, pullAnswer } from './octokit-answers';
import type { Remote } from './octokit-remote';

interface OpenPulls {
  readonly pulls: ReadonlyMap<BranchName, PullRequest>;
  /** Whether the repository is; undefined where no pull request tells. */
  readonly isArchived: boolean | undefined;
}

/** The open pull requests of all our branches onto the base. */
export async function readOpenPulls(remote: Remote): Promise<OpenPulls> {
  const { octokit, at, ask, baseBranch } = remote;
  const question = { operation: 'list the open pull requests', answer: z.array(pullAnswer) };
  // In the order in which they were made, which does not change while we turn the pages.
  const asked = { ...at, state: 'open', base: baseBranch, sort: 'created', direction: 'asc', per_page: 100 } as const;
  const pulls = await ask.all(question, (query) => octokit.rest.pulls.list({ ...asked, ...query }));
  return { pulls: new Map(pulls.flatMap((pull) => entryOf(remote, pull))), isArchived: pulls[0]?.base.repo.archived };
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
  const branch = parseBranch(pull.head.ref);
  return branch !== undefined && isOurs(remote, pull) ? [[branch, pullRequest(remote, pull)]] : [];
}

function isOurs({ baseBranch }: Remote, { head, base }: PullAnswer): boolean {
  return base.ref === baseBranch && head.repo !== null && head.repo.id === base.repo.id;
}

/** Its address is made, not taken from the answer: it is shown to people. */
export function pullRequest(
  { web, at }: Remote,
  { number, title, body, labels, head, created_at, ...asked }: PullAnswer,
): PullRequest {
  const url = `${web}/${at.owner}/${at.repo}/pull/${number}`;
  const text = { title, body: body ?? '', labels: labels.map(({ name }) => name) };
  const reviewers = {
    users: (asked.requested_reviewers ?? []).map(({ login }) => login),
    teams: (asked.requested_teams ?? []).map(({ slug }) => slug),
  };
  return { number, url, ...text, reviewers, head: head.sha, createdAt: new Date(created_at) };
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

type Reads = Pick<Forge, 'closedPulls'>;

export function pullReadsOf(remote: Remote): Reads {
  return { closedPulls: (branch) => readClosedPulls(remote, branch) };
}
