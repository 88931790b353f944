import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import { startGithub } from './start-github';

const at = { owner: 'acme', repo: 'fleet' };
const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

test('an App authenticates, works, and gets a new token when the old one has expired', async () => {
  let skew = 0;
  const github = await startGithub({ now: () => new Date(Date.now() + skew) });
  const { id, installationId, privateKey } = github.app();
  const auth = { appId: id, privateKey };
  const asApp = new Octokit({ authStrategy: createAppAuth, auth, baseUrl: github.url, log });
  expect((await asApp.rest.apps.getAuthenticated()).data?.slug).toBe('fleet');
  expect((await asApp.rest.apps.getRepoInstallation(at)).data.id).toBe(installationId);
  const octokit = new Octokit({
    authStrategy: createAppAuth,
    auth: { ...auth, installationId },
    baseUrl: github.url,
    log,
  });
  await octokit.rest.repos.get(at);
  const tokens = 'POST /app/installations/{installation_id}/access_tokens';
  expect(github.counts()[tokens]).toBe(1);
  expect(github.requests().find(({ operation }) => operation === tokens)?.answer).toMatchObject({
    token: '[REDACTED]',
  });
  // The client keeps its token for an hour by its own clock; the server says that it is over.
  skew = 3_700_000;
  await expect(octokit.rest.repos.get(at)).rejects.toMatchObject({ status: 401 });
  expect(github.violations()).toEqual([]);
  await github.stop();
});

test.each([
  { token: 'a.b.c', says: 'A JSON web token could not be decoded' },
  { token: 'no-token', says: 'A JSON web token could not be decoded' },
])('"$token" is not the App', async ({ token, says }) => {
  const github = await startGithub();
  const answer = await fetch(`${github.url}/app`, { headers: { authorization: `bearer ${token}` } });
  expect([answer.status, await answer.json()]).toEqual([401, expect.objectContaining({ message: says })]);
  await github.stop();
});
