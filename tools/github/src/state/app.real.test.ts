import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import { fleetRepo, octokitFor, start, stopAll } from '../testing/test-server';
afterEach(stopAll);

const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const tokens = 'POST /app/installations/{installation_id}/access_tokens';

test('an App authenticates, and can work with a token of its installation', async () => {
  const { github } = await start();
  const { id, installationId, privateKey } = github.app();
  const auth = { appId: id, privateKey };
  const asApp = new Octokit({ authStrategy: createAppAuth, auth, baseUrl: github.url, log });
  expect((await asApp.rest.apps.getAuthenticated()).data?.slug).toBe('fleet');
  expect((await asApp.rest.apps.getRepoInstallation(fleetRepo)).data.id).toBe(installationId);
  const installed = { authStrategy: createAppAuth, auth: { ...auth, installationId }, baseUrl: github.url, log };
  const octokit = new Octokit(installed);
  await octokit.rest.repos.get(fleetRepo);
  await octokit.rest.pulls.list(fleetRepo);
  expect(github.counts()[tokens]).toBe(1);
  expect(github.requests().find(({ operation }) => operation === tokens)?.answer).toMatchObject({
    token: '[REDACTED]',
  });
});

test('a token of an installation is good for an hour', async () => {
  let passed = 0;
  const { github } = await start({ now: () => new Date(Date.now() + passed) });
  const { id, installationId, privateKey } = github.app();
  const request = new Octokit({ baseUrl: github.url, log }).request;
  const authenticate = createAppAuth({ appId: id, privateKey, installationId, request });
  const { token } = await authenticate({ type: 'installation' });
  const octokit = octokitFor(github, token);
  await octokit.rest.repos.get(fleetRepo);
  passed = 3_601_000;
  await expect(octokit.rest.repos.get(fleetRepo)).rejects.toMatchObject({ status: 401, message: /^Bad credentials/ });
});

test('an App may ask for fewer permissions than it has, not for more', async () => {
  const { github } = await start();
  const { id, installationId, privateKey } = github.app();
  const octokit = new Octokit({
    authStrategy: createAppAuth,
    auth: { appId: id, privateKey },
    baseUrl: github.url,
    log,
  });
  const ask = async (permissions: Record<string, string>) =>
    await octokit.request(tokens, { installation_id: installationId, permissions });
  const { data } = await ask({ metadata: 'read' });
  const reader = octokitFor(github, data.token);
  await expect(reader.rest.pulls.list(fleetRepo)).rejects.toMatchObject({ status: 403 });
  await expect(ask({ administration: 'write' })).rejects.toMatchObject({ status: 422 });
});

test('a client whose clock differs learns it from the refusal and succeeds at the second try', async () => {
  const { github } = await start({ now: () => new Date(Date.now() - 900_000) });
  const { id, privateKey } = github.app();
  const octokit = new Octokit({
    authStrategy: createAppAuth,
    auth: { appId: id, privateKey },
    baseUrl: github.url,
    log,
  });
  await octokit.rest.apps.getAuthenticated();
  expect(github.requests().map(({ status }) => status)).toEqual([401, 200]);
});

test.each(['a.b.c', 'no-token'])('the token "%s" does not authenticate the App', async (token) => {
  const { github } = await start();
  const answer = await fetch(`${github.url}/app`, { headers: { authorization: `bearer ${token}` } });
  const message = 'A JSON web token could not be decoded';
  expect([answer.status, await answer.json()]).toEqual([401, expect.objectContaining({ message })]);
});
