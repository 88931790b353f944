import type { Fault, Trouble } from './faults/fault';
import { fleetRepo, start, stopAll } from './testing/test-server';
afterEach(stopAll);

const createRef = 'POST /repos/{owner}/{repo}/git/refs';
const getRepository = 'GET /repos/{owner}/{repo}';
const listPulls = 'GET /repos/{owner}/{repo}/pulls';

interface Row {
  readonly trouble: Trouble;
  readonly status: number;
  readonly says?: string;
  readonly retryAfter?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

const seconds = 1_800_000_000;
const now = () => new Date(seconds * 1000);

const rows: readonly Row[] = [
  { trouble: 'socket reset', status: 500 },
  { trouble: 'internal error', status: 500, says: 'Server Error' },
  { trouble: 'bad gateway', status: 502, says: 'Server Error' },
  { trouble: 'secondary rate limit', status: 403, says: 'You have exceeded a secondary rate limit' },
  {
    trouble: 'secondary rate limit',
    status: 403,
    says: 'You have exceeded a secondary rate limit',
    retryAfter: 60,
    headers: { 'retry-after': '60' },
  },
  { trouble: 'too many requests', status: 429, retryAfter: 5, headers: { 'retry-after': '5' } },
  { trouble: 'submitted too quickly', status: 422, says: 'was submitted too quickly' },
  {
    trouble: 'rate limit exhausted',
    status: 403,
    says: 'API rate limit exceeded',
    retryAfter: 30,
    headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(seconds + 30) },
  },
  { trouble: 'unresolved node', status: 422, says: 'Could not resolve to a node' },
  { trouble: 'timeout of a large tree', status: 422, says: 'input was too large' },
  { trouble: 'base modified', status: 405, says: 'Base branch was modified' },
  { trouble: 'conflict', status: 409, says: 'Conflict' },
  { trouble: 'locked', status: 423, says: 'Locked' },
  { trouble: 'not found', status: 404, says: 'Not Found' },
];

test.each(
  rows.flatMap((row) => [
    { ...row, when: 'before' as const, done: false },
    { ...row, when: 'after' as const, done: true },
  ]),
)('the fault "$trouble" $when a call answers $status, and the call took effect: $done', async ({ done, ...row }) => {
  const { github, git } = await start({ now });
  const { trouble, when, retryAfter } = row;
  github.fault({ trouble, when, on: createRef, ...(retryAfter !== undefined && { retryAfter }) });
  const sha = github.refs()['refs/heads/main'] ?? '';
  const asked = git.createRef({ ...fleetRepo, ref: 'refs/heads/x', sha });
  await expect(asked).rejects.toMatchObject({
    status: row.status,
    ...(trouble !== 'socket reset' && { response: { headers: row.headers ?? {} } }),
  });
  await expect(asked).rejects.toThrow(row.says ?? '');
  expect('refs/heads/x' in github.refs()).toBe(done);
  // The fault is over: GitHub answers again.
  await git.getRef({ ...fleetRepo, ref: 'heads/main' });
});

test.each<{ fault: Omit<Fault, 'trouble'>; statuses: readonly number[] }>([
  { fault: {}, statuses: [500, 200, 200, 200] },
  { fault: { call: 2 }, statuses: [200, 500, 200, 200] },
  { fault: { call: 2, times: 2 }, statuses: [200, 500, 500, 200] },
  { fault: { times: Infinity }, statuses: [500, 500, 500, 500] },
  { fault: { on: listPulls }, statuses: [200, 200, 200, 200] },
])('the fault $fault makes four calls answer $statuses', async ({ fault, statuses }) => {
  const { github, octokit } = await start();
  github.fault({ trouble: 'internal error', ...fault });
  for (let call = 0; call < 4; call++) await octokit.rest.repos.get(fleetRepo).catch(() => undefined);
  expect(github.requests().map(({ status }) => status)).toEqual(statuses);
  expect(github.counts()).toEqual({ [getRepository]: 4 });
});

test('a race runs once, between the two calls that it names, and may call the API itself', async () => {
  const { github, octokit, git } = await start();
  const order: string[] = [];
  github.race({
    after: listPulls,
    before: getRepository,
    run: async () => {
      order.push('race');
      github.commit({ branch: 'main', files: { 'by-hand.txt': 'x\n' } });
      await octokit.rest.repos.get(fleetRepo);
    },
  });
  const before = (await git.getRef({ ...fleetRepo, ref: 'heads/main' })).data.object.sha;
  await octokit.rest.repos.get(fleetRepo);
  expect(order).toEqual([]);
  await octokit.rest.pulls.list(fleetRepo);
  await octokit.rest.repos.get(fleetRepo);
  await octokit.rest.repos.get(fleetRepo);
  expect(order).toEqual(['race']);
  expect((await git.getRef({ ...fleetRepo, ref: 'heads/main' })).data.object.sha).not.toBe(before);
});

test('a stale list shows the old state for as many reads as the test asks for', async () => {
  const { github, pulls, git } = await start();
  github.commit({ branch: 'x', files: { b: '' } });
  github.stale(listPulls, 2);
  github.stale('GET /repos/{owner}/{repo}/git/matching-refs/{ref}', 1);
  await pulls.create({ ...fleetRepo, title: 'X', head: 'x', base: 'main' });
  github.commit({ branch: 'y', files: { b: '' } });
  const seen = [];
  for (let read = 0; read < 3; read++) {
    const refs = await git.listMatchingRefs({ ...fleetRepo, ref: 'heads/' });
    seen.push([(await pulls.list(fleetRepo)).data.length, refs.data.length]);
  }
  expect(seen.map((numbers) => numbers.join())).toEqual(['0,2', '0,3', '1,3']);
  expect((await pulls.get({ ...fleetRepo, pull_number: 1 })).data.state).toBe('open');
});

test('the rate limit counts requests of an hour, and a 304 is free', async () => {
  let passed = 0;
  const { octokit, github } = await start({ rateLimit: 3, now: () => new Date(seconds * 1000 + passed) });
  const first = await octokit.rest.repos.get(fleetRepo);
  expect(first.headers).toMatchObject({ 'x-ratelimit-remaining': '2', 'x-ratelimit-reset': String(seconds + 3600) });
  const headers = { 'if-none-match': first.headers.etag ?? '' };
  await expect(octokit.rest.repos.get({ ...fleetRepo, headers })).rejects.toMatchObject({ status: 304 });
  await octokit.rest.repos.get(fleetRepo);
  await octokit.rest.repos.get(fleetRepo);
  await expect(octokit.rest.repos.get(fleetRepo)).rejects.toMatchObject({
    status: 403,
    message: expect.stringMatching(/^API rate limit exceeded/) as string,
    response: { headers: { 'x-ratelimit-remaining': '0' } },
  });
  passed = 3_600_000;
  expect((await octokit.rest.rateLimit.get()).data.rate.remaining).toBe(3);
  expect(github.requests().map(({ status }) => status)).toEqual([200, 304, 200, 200, 403, 200]);
});

test('the server keeps the bodies of a request and no credential', async () => {
  const { github, issues, pulls } = await start();
  github.commit({ branch: 'x', files: { b: '' } });
  await pulls.create({ ...fleetRepo, title: 'X', head: 'x', base: 'main' });
  await issues.addLabels({ ...fleetRepo, issue_number: 1, labels: ['one'] });
  const last = github.requests().at(-1);
  expect(last).toMatchObject({ method: 'POST', body: { labels: ['one'] }, status: 200, answer: [{ name: 'one' }] });
  expect(JSON.stringify(github.requests())).not.toContain(github.token);
});

test.each([
  {
    what: 'an unknown query parameter',
    path: '/repos/acme/fleet/pulls?haed=x',
    body: undefined,
    says: 'no parameter "haed" is known',
  },
  {
    what: 'an unknown value',
    path: '/repos/acme/fleet/pulls?state=opened',
    body: undefined,
    says: 'state: it must be equal to one',
  },
  {
    what: 'an unknown property',
    path: '/repos/acme/fleet/git/refs',
    body: { ref: 'refs/heads/x', sha: '0', froce: true },
    says: '"froce"',
  },
  {
    what: 'a missing property',
    path: '/repos/acme/fleet/git/refs',
    body: { ref: 'refs/heads/x' },
    says: "must have required property 'sha'",
  },
])('a request with $what is refused and counted as a violation', async ({ path, body, says }) => {
  const { github } = await start({ expectViolations: true });
  const headers = { authorization: `token ${github.token}` };
  const post = body && { method: 'POST', body: JSON.stringify(body) };
  const answer = await fetch(`${github.url}${path}`, { headers, ...post });
  expect(answer.status).toBe(422);
  expect(github.violations()).toEqual([expect.stringContaining(says)]);
});

test('a request for a path that the server lacks is counted as a violation', async () => {
  const { github } = await start({ expectViolations: true });
  expect((await fetch(`${github.url}/repos/acme/fleet/wiki`)).status).toBe(404);
  expect(github.violations()).toEqual(['The test server has no GET /repos/acme/fleet/wiki']);
});

test('GraphQL says which account a token belongs to', async () => {
  const { octokit } = await start({ mount: '/api/v3' });
  expect(await octokit.graphql('{ viewer { login } }')).toEqual({ viewer: { login: 'fleet[bot]' } });
});
