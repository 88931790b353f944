import { z } from 'zod';
import type { LastChange } from '../forge/forge';
import { changeAnswer, pullAnswer } from './answers';
import type { Remote } from './remote';
import { markOfAny } from '../proposal/trailers';

type Committed = z.infer<typeof changeAnswer>;

/**
 * Finds the last change of a folder. Git names the commit on the branch, but statuses and times are those of the merge,
 * which takes a second request. A squash of ours is itself on the base, and needs no second one.
 */
export async function readLastChange(remote: Remote, folder: string): Promise<LastChange | undefined> {
  const { octokit, at, ask, baseBranch } = remote;
  const question = { operation: `read the last change of ${folder}`, answer: z.array(changeAnswer) };
  const parameters = { ...at, sha: baseBranch, path: folder, per_page: 1 };
  const [newest] = await ask.one(question, () => octokit().rest.repos.listCommits(parameters));
  if (newest === undefined) return undefined;
  if (isSquashOfOurs(newest)) return newest.change;
  return (await mergeOf(remote, newest)) ?? withoutMerge(newest);
}

/** GitHub's squash has the number of the pull request in its first line, and the trailers of our commits below. */
function isSquashOfOurs({ message }: Committed): boolean {
  return /^[^\n]*\(#\d+\)\r?\n/.test(message) && /^Fleet-Sovereign: /m.test(message);
}

/** The merge that brought a commit; undefined if somebody pushed it, or if GitHub does not say. */
async function mergeOf(
  { octokit, at, ask, baseBranch }: Remote,
  { change }: Committed,
): Promise<LastChange | undefined> {
  const { commit } = change;
  const question = { operation: `find the pull request that brought ${commit}`, answer: z.array(pullAnswer) };
  const parameters = { ...at, commit_sha: commit, per_page: 100 };
  const pulls = await ask.one(question, () => octokit().rest.repos.listPullRequestsAssociatedWithCommit(parameters));
  const merges = pulls.flatMap(({ base, merged_at, merge_commit_sha }) =>
    base.ref === baseBranch && merged_at !== null && merge_commit_sha
      ? [{ commit: merge_commit_sha, at: new Date(merged_at) }]
      : [],
  );
  return merges.sort((one, other) => other.at.getTime() - one.at.getTime())[0];
}

/**
 * A commit without a merge. If we made it on a branch, nothing says when it came to the base; any other one was pushed
 * there when it was made.
 */
function withoutMerge({ change, ...commit }: Committed): LastChange {
  return markOfAny(commit) === undefined ? change : { ...change, at: undefined };
}
