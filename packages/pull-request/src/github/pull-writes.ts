import type { Forge } from '../forge/forge';
import { ForgeError } from '../forge/forge-error';
import { anyAnswer, pullAnswer } from './answers';
import { pullRequest } from './pulls';
import type { Remote } from './remote';

type Writes = Pick<Forge, 'openPull' | 'editPull' | 'closePull' | 'addLabels' | 'requestReviewers' | 'mergePull'>;

export function pullWritesOf(remote: Remote): Writes {
  const { octokit, at, ask, baseBranch } = remote;
  const pulls = () => octokit().rest.pulls;
  const issues = () => octokit().rest.issues;
  // Sent once: after a lost answer, whether it is there is to be looked up.
  const once = { request: { retries: 0 } };
  const doing = (operation: string) => ({ operation, answer: anyAnswer });
  return {
    openPull: async ({ branch, ...pull }) => {
      const question = { operation: `open the pull request of ${branch}`, answer: pullAnswer };
      const sent = { ...at, ...once, ...pull, head: branch, base: baseBranch };
      return pullRequest(remote, await ask.one(question, () => pulls().create(sent)));
    },
    editPull: async (number, edit) => {
      const sent = { ...at, pull_number: number, ...edit };
      await ask.one(doing(`change the pull request ${number}`), () => pulls().update(sent));
    },
    closePull: async (number, body) => {
      const sent = { ...at, pull_number: number, state: 'closed', body } as const;
      await ask.one(doing(`close the pull request ${number}`), () => pulls().update(sent));
    },
    addLabels: async (number, labels) => {
      const sent = { ...at, issue_number: number, labels: [...labels] };
      const question = doing(`label the pull request ${number}`);
      await retryUntilVisible(remote, () => ask.one(question, () => issues().addLabels(sent)));
    },
    requestReviewers: async (number, { users, teams }) => {
      const sent = { ...at, ...once, pull_number: number, reviewers: [...users], team_reviewers: [...teams] };
      const question = doing(`request reviews of the pull request ${number}`);
      await retryUntilVisible(remote, () => ask.one(question, () => pulls().requestReviewers(sent)));
    },
    mergePull: async (number, head) => {
      const sent = { ...at, ...once, pull_number: number, sha: head, merge_method: 'squash' } as const;
      await ask.one(doing(`merge the pull request ${number}`), () => pulls().merge(sent));
    },
  };
}

/** Seconds to wait for GitHub's databases, which may not know for a moment what was just created. */
const moments = [1, 2, 4];

async function retryUntilVisible<T>({ clock }: Remote, run: () => Promise<T>): Promise<T> {
  for (const seconds of moments) {
    const done = await run().catch((error: unknown) => {
      if (error instanceof ForgeError && error.code === 'not-found') return undefined;
      throw error;
    });
    if (done !== undefined) return done;
    await clock.sleep(seconds * 1000);
  }
  return await run();
}
