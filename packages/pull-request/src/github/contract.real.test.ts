import { sha } from '../forge/git-object';
import { forgeContract } from '../testing/forge-contract';
import { startForge, stopAll } from '../testing/forge-on-github';

afterEach(stopAll);

forgeContract('over GitHub', async (files) => {
  let hours = 0;
  const now = () => new Date(Date.now() + hours * 3_600_000);
  const anHourLater = () => {
    hours += 1;
    return now();
  };
  const { github, forge } = await startForge({ files, collaborators: ['octocat'], teams: ['platform'], now });
  const headers = { authorization: `token ${github.token}` };
  const people = {
    commit: (branch: string, changes: Readonly<Record<string, string | null>>) =>
      Promise.resolve(sha(github.commit({ branch, files: changes }))),
    merge: (number: number, method: 'merge' | 'squash' = 'merge') =>
      Promise.resolve(void github.merge(number, { method })),
    close: (number: number) => {
      github.close(number);
      return Promise.resolve();
    },
    dropReviewer: (number: number, reviewer: string) => {
      github.dropReviewer(number, reviewer);
      return Promise.resolve();
    },
    retarget: async (number: number, base: string) => {
      const sent = { method: 'PATCH', headers: { ...headers, 'content-type': 'application/json' } };
      await fetch(`${github.url}/repos/acme/fleet/pulls/${number}`, { ...sent, body: JSON.stringify({ base }) });
    },
    removeLabel: async (number: number, label: string) => {
      await fetch(`${github.url}/repos/acme/fleet/issues/${number}/labels/${label}`, { method: 'DELETE', headers });
    },
  };
  return { forge, people, anHourLater };
});
