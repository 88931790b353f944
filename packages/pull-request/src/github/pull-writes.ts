import type { Forge } from '../forge/forge';
import { retryUntilVisible } from '../forge/retry';
import { anyAnswer, pullAnswer } from './answers';
import { pullRequest } from './pulls';
import type { Remote } from './remote';

type Writes = Pick<Forge, 'openPull' | 'editPull' | 'closePull' | 'addLabels' | 'requestReviewers' | 'mergePull'>;

export function pullWritesOf(remote: Remote): Writes {
  const { octokit, at, ask, baseBranch, clock } = remote;
  const pulls = () => octokit().rest.pulls;
  const issues = () => octokit().rest.issues;
  // Not sent again: after a lost answer, we look whether it took effect.
  const once = { request: { retries: 0 } };
  const writing = (operation: string) => ({ operation, answer: anyAnswer });
  return {
    openPull: async ({ branch, ...pull }) => {
      const question = { operation: `open the pull request of ${branch}`, answer: pullAnswer };
      const sent = { ...at, ...once, ...pull, head: branch, base: baseBranch };
      return pullRequest(remote, await ask.one(question, () => pulls().create(sent)));
    },
    editPull: async (number, edit) => {
      const sent = { ...at, pull_number: number, ...edit };
      await ask.one(writing(`change the pull request ${number}`), () => pulls().update(sent));
    },
    closePull: async (number, body) => {
      const sent = { ...at, pull_number: number, state: 'closed', body } as const;
      await ask.one(writing(`close the pull request ${number}`), () => pulls().update(sent));
    },
    addLabels: async (number, labels) => {
      const sent = { ...at, issue_number: number, labels: [...labels] };
      const question = writing(`label the pull request ${number}`);
      await retryUntilVisible(clock, () => ask.one(question, () => issues().addLabels(sent)));
    },
    requestReviewers: async (number, { users, teams }) => {
      const sent = { ...at, ...once, pull_number: number, reviewers: [...users], team_reviewers: [...teams] };
      const question = writing(`request reviews of the pull request ${number}`);
      await retryUntilVisible(clock, () => ask.one(question, () => pulls().requestReviewers(sent)));
    },
    mergePull: async (number, head) => {
      const sent = { ...at, ...once, pull_number: number, sha: head, merge_method: 'squash' } as const;
      await ask.one(writing(`merge the pull request ${number}`), () => pulls().merge(sent));
    },
  };
}
