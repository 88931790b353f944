import { sha } from '@sovereign-fleet/pull-request';
import { forgeContract } from '@sovereign-fleet/pull-request/forge-contract';
import { startForge, stopAll } from './forge-on-github';

afterEach(stopAll);

forgeContract('over GitHub', async (files) => {
  const { github, forge } = await startForge({ files, collaborators: ['octocat'], teams: ['platform'] });
  const headers = { authorization: `token ${github.token}` };
  const people = {
    commit: (branch: string, changes: Readonly<Record<string, string | null>>) =>
      Promise.resolve(sha(github.commit({ branch, files: changes }))),
    merge: (number: number) => Promise.resolve(void github.merge(number)),
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
  return { forge, people };
});
