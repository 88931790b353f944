// For tests: branches and pull requests of a fleet repository in memory.
import type { ClosedPullRequest, NewPullRequest, ObservedBranch, PullRequest } from '../forge/forge';
import { ForgeError, type ForgeErrorCode } from '../forge/forge-error';
import type { ObjectHash, Sha } from '../forge/git-object';
import { ancestry, mustBeFound, memoryGit, type MemoryGit, mergedTree, putCommit } from './memory-git';
import type { BranchName } from '../forge/branch-name';

export interface MemoryPull {
  readonly number: number;
  readonly branch: BranchName;
  /** The branch into which it goes. */
  base: string;
  title: string;
  body: string;
  readonly draft: boolean;
  state: 'open' | 'closed' | 'merged';
  /** As long as it is open, the branch's head. */
  head: Sha;
  isQueued: boolean;
  closedAt: Date;
  readonly labels: Set<string>;
  readonly labelsEver: Set<string>;
  readonly reviewers: ReviewerSets;
  readonly reviewersEver: ReviewerSets;
}

interface ReviewerSets {
  readonly users: Set<string>;
  readonly teams: Set<string>;
}

export interface Memory {
  readonly git: MemoryGit;
  readonly base: string;
  readonly pulls: MemoryPull[];
}

export function newMemory(hash: ObjectHash, base = 'main'): Memory {
  return { git: memoryGit(hash), base, pulls: [] };
}

export function merge(memory: Memory, pull: MemoryPull, method: 'merge' | 'squash'): void {
  const base = headOf(memory, memory.base);
  const tree = mergedTree(memory.git, base, pull.head);
  if (tree === undefined) return fail('refused', 'Pull Request is not mergeable', `merge #${pull.number}`);
  const parents = method === 'merge' ? [base, pull.head] : [base];
  memory.git.refs.set(
    memory.base,
    putCommit(memory.git, { message: `${pull.title} (#${pull.number})`, tree, parents }),
  );
  close(memory, pull, 'merged');
}

export function close(memory: Memory, pull: MemoryPull, state: 'closed' | 'merged' = 'closed'): void {
  pull.state = state;
  pull.closedAt = new Date(memory.pulls.filter((one) => one.state !== 'open').length * 1000);
}

/** A branch goes on, and with it the pull request that is open for it. */
export function setHead(memory: Memory, branch: BranchName, to: Sha): void {
  memory.git.refs.set(branch, to);
  for (const pull of openOn(memory, branch)) pull.head = to;
}

export function pullOf({ pulls }: Memory, number: number): MemoryPull {
  return mustBeFound(pulls[number - 1], `pull request #${number}`);
}

export function open(memory: Memory, { branch, title, body, draft }: NewPullRequest): MemoryPull {
  const operation = `open a pull request for ${branch}`;
  const head = memory.git.refs.get(branch);
  if (head === undefined) return fail('refused', 'Validation Failed: head', operation);
  if (openOn(memory, branch).some(({ base }) => base === memory.base))
    fail('conflict', `A pull request already exists for ${branch}`, operation);
  if (ancestry(memory.git, headOf(memory, memory.base)).has(head)) fail('conflict', 'No commits between', operation);
  const own = {
    labels: new Set<string>(),
    labelsEver: new Set<string>(),
    reviewers: emptyReviewers(),
    reviewersEver: emptyReviewers(),
  };
  const rest = { state: 'open' as const, isQueued: false, closedAt: new Date(0) };
  const number = memory.pulls.length + 1;
  const pull = { number, branch, base: memory.base, title, body, draft, head, ...own, ...rest };
  memory.pulls.push(pull);
  return pull;
}

function emptyReviewers(): ReviewerSets {
  return { users: new Set(), teams: new Set() };
}

export function pullRequest({ number, title, body, head, labels, reviewers, isQueued }: MemoryPull): PullRequest {
  const { users, teams } = reviewers;
  const lists = { labels: [...labels], reviewers: { users: [...users], teams: [...teams] } };
  return { number, url: urlOf(number), title, body, head, ...lists, isQueued };
}

export function closedOn({ pulls, base }: Memory, branch: BranchName): readonly ClosedPullRequest[] {
  const closed = pulls.filter((pull) => pull.branch === branch && pull.state === 'closed' && pull.base === base);
  const rows = closed.map(({ number, body, head, closedAt }) => ({ number, url: urlOf(number), body, head, closedAt }));
  return rows.sort((a, b) => b.closedAt.getTime() - a.closedAt.getTime());
}

export function openOn({ pulls }: Memory, branch: BranchName): readonly MemoryPull[] {
  return pulls.filter((pull) => pull.branch === branch && pull.state === 'open');
}

/** What is open of a branch, onto the base and elsewhere. */
export function proposedOn(memory: Memory, branch: BranchName): ObservedBranch {
  const head = memory.git.refs.get(branch);
  const open = openOn(memory, branch);
  const pull = open.find(({ base }) => base === memory.base);
  const other = open.find(({ base }) => base !== memory.base);
  return {
    ...(head === undefined ? {} : { head }),
    ...(pull === undefined ? {} : { pull: pullRequest(pull) }),
    ...(other === undefined ? {} : { elsewhere: { number: other.number, url: urlOf(other.number), base: other.base } }),
  };
}

export function headOf({ git }: Memory, branch: string): Sha {
  return mustBeFound(git.refs.get(branch), `the branch ${branch}`);
}

function urlOf(number: number): string {
  return `https://github.example.com/org/fleet/pull/${number}`;
}

export function fail(kind: ForgeErrorCode, message: string, operation: string): never {
  throw new ForgeError(kind, message, { operation });
}
