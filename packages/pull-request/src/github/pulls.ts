import { z } from 'zod';
import { parseBranch, type BranchName } from '../forge/branch-name';
import type { ClosedPullRequest, Forge, ObservedBranch, PullRequest } from '../forge/forge';
import { type PullAnswer, pullAnswer } from './answers';
import type { Remote } from './remote';

type OfBranch = Pick<ObservedBranch, 'pull' | 'elsewhere'>;

interface OpenPulls {
  readonly pulls: ReadonlyMap<BranchName, OfBranch>;
  /** Whether the repository is archived; undefined if there is no pull request that tells it. */
  readonly isArchived: boolean | undefined;
}

/** The open pull requests of all our branches, to any base. */
export async function readOpenPulls(remote: Remote): Promise<OpenPulls> {
  const { octokit, at, ask } = remote;
  const question = { operation: 'list the open pull requests', answer: z.array(pullAnswer) };
  // In the order of their creation, which does not change while we read the pages.
  const parameters = { ...at, state: 'open', sort: 'created', direction: 'asc', per_page: 100 } as const;
  const pulls = await ask.all(question, (query) => octokit().rest.pulls.list({ ...parameters, ...query }));
  return { pulls: byBranch(remote, pulls), isArchived: pulls[0]?.base.repo.archived };
}

export async function readOpenPull(remote: Remote, branch: BranchName): Promise<OfBranch> {
  const { octokit, at, ask } = remote;
  const question = { operation: `list the open pull requests of ${branch}`, answer: z.array(pullAnswer) };
  const parameters = { ...at, state: 'open', head: `${at.owner}:${branch}`, per_page: 100 } as const;
  const pulls = await ask.all(question, (query) => octokit().rest.pulls.list({ ...parameters, ...query }));
  return byBranch(remote, pulls).get(branch) ?? {};
}

function byBranch(remote: Remote, pulls: readonly PullAnswer[]): ReadonlyMap<BranchName, OfBranch> {
  const found = new Map<BranchName, OfBranch>();
  for (const pull of pulls) {
    const branch = ownBranch(pull);
    if (branch === undefined) continue;
    const { number, url, ...rest } = pullRequest(remote, pull);
    const isOntoBase = pull.base.ref === remote.baseBranch;
    const own = isOntoBase ? { pull: { number, url, ...rest } } : { elsewhere: { number, url, base: pull.base.ref } };
    found.set(branch, { ...found.get(branch), ...own });
  }
  return found;
}

/** The branch, if it is ours: a fork may have one of the same name, and GitHub ignores a filter it does not like. */
function ownBranch({ head, base }: PullAnswer): BranchName | undefined {
  return head.repo !== null && head.repo.id === base.repo.id ? parseBranch(head.ref) : undefined;
}

/** We make the URL ourselves, because people see it: it must not lead to a place that an answer names. */
export function pullRequest(
  { web, at }: Remote,
  { number, title, body, labels, head, created_at, ...rest }: PullAnswer,
): PullRequest {
  const url = `${web}/${at.owner}/${at.repo}/pull/${number}`;
  const text = { title, body: body ?? '', labels: labels.map(({ name }) => name) };
  const reviewers = {
    users: (rest.requested_reviewers ?? []).map(({ login }) => login),
    teams: (rest.requested_teams ?? []).map(({ slug }) => slug),
  };
  return { number, url, ...text, reviewers, head: head.sha, createdAt: new Date(created_at) };
}

async function readClosedPulls(remote: Remote, branch: BranchName): Promise<readonly ClosedPullRequest[]> {
  const { octokit, at, ask, baseBranch } = remote;
  const isDeclined = (pull: PullAnswer) =>
    pull.merged_at === null && pull.base.ref === baseBranch && ownBranch(pull) === branch;
  const operation = `list the closed pull requests of ${branch}`;
  // Only the newest one matters, so we read no page beyond the first that has one.
  const enough = (pulls: readonly PullAnswer[]) => pulls.some(isDeclined);
  const question = { operation, answer: z.array(pullAnswer), enough };
  const newest = { state: 'closed', sort: 'created', direction: 'desc', per_page: 100 } as const;
  const parameters = { ...at, ...newest, base: baseBranch, head: `${at.owner}:${branch}` };
  const pulls = await ask.all(question, (query) => octokit().rest.pulls.list({ ...parameters, ...query }));
  return pulls
    .filter(isDeclined)
    .map((pull) => ({ ...pullRequest(remote, pull), closedAt: new Date(pull.closed_at ?? 0) }))
    .sort((a, b) => b.closedAt.getTime() - a.closedAt.getTime());
}

type Reads = Pick<Forge, 'closedPulls'>;

export function pullReadsOf(remote: Remote): Reads {
  return { closedPulls: (branch) => readClosedPulls(remote, branch) };
}
