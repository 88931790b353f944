import { z } from 'zod';
import type { LastChange } from '../forge/forge';
import { changeAnswer, pullAnswer } from './answers';
import type { Remote } from './remote';
import { markOfAny } from '../proposal/trailers';

type Committed = z.infer<typeof changeAnswer>;

/**
 * Git follows a folder past the merge, to the commit on the branch, whose statuses and date are not the merge's: which
 * merge brought it is a second request. A squash of ours is itself on the base, and needs none.
 */
export async function readLastChange(remote: Remote, folder: string): Promise<LastChange | undefined> {
  const { octokit, at, ask, baseBranch } = remote;
  const question = { operation: `read the last change of ${folder}`, answer: z.array(changeAnswer) };
  const asked = { ...at, sha: baseBranch, path: folder, per_page: 1 };
  const [newest] = await ask.one(question, () => octokit().rest.repos.listCommits(asked));
  if (newest === undefined) return undefined;
  if (isSquashOfOurs(newest)) return newest.change;
  return (await mergeOf(remote, newest)) ?? withoutMerge(newest);
}

/** GitHub squashes under the pull request's number, with what our commits say below it. */
function isSquashOfOurs({ message }: Committed): boolean {
  return /^[^\n]*\(#\d+\)\r?\n/.test(message) && /^Fleet-Sovereign: /m.test(message);
}

/** The merge that brought a commit; nothing where somebody pushed it, or where GitHub does not say. */
async function mergeOf(
  { octokit, at, ask, baseBranch }: Remote,
  { change }: Committed,
): Promise<LastChange | undefined> {
  const { commit } = change;
  const question = { operation: `find the pull request that brought ${commit}`, answer: z.array(pullAnswer) };
  const asked = { ...at, commit_sha: commit, per_page: 100 };
  const pulls = await ask.one(question, () => octokit().rest.repos.listPullRequestsAssociatedWithCommit(asked));
  const merges = pulls.flatMap(({ base, merged_at, merge_commit_sha }) =>
    base.ref === baseBranch && merged_at !== null && merge_commit_sha
      ? [{ commit: merge_commit_sha, at: new Date(merged_at) }]
      : [],
  );
  return merges.sort((one, other) => other.at.getTime() - one.at.getTime())[0];
}

/** A commit as we make them on branches is older than whatever brought it to the base; any other one was pushed there. */
function withoutMerge({ change, ...commit }: Committed): LastChange {
  return markOfAny(commit) === undefined ? change : { ...change, at: undefined };
}
