import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { describeFailure, ForgeError } from '../forge/forge-error';
import type { OctokitForge } from './octokit';
import { type Fault, fleetPermissions } from '@sovereign-fleet/github';
import { forgeOn, startForge, stopAll } from '../testing/forge-on-github';

type Branch = Parameters<OctokitForge['createBranch']>[0];
type Sha = Parameters<OctokitForge['commit']>[0];

const acme = 'fleet/acme' as Branch; // a branch of ours, as the core would make its name
const nothing = '0'.repeat(40) as Sha; // no object of any repository

afterEach(stopAll);

/** What a call failed with, and the line that people read. */
async function failureOf(call: Promise<unknown>) {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ForgeError)) throw new Error('It did not fail as it should', { cause: error });
  const { code, retryAfter } = error;
  return { code, says: describeFailure(error), ...(retryAfter !== undefined && { retryAfter }) };
}

const later = 'Run it again later: it goes on where it stopped.';
const connection = 'Check the connection and run it again: what was done is found and kept.';
const twice = 'Raced: somebody else changed it at the same time, twice. Run it again.';
const names =
  'Check the names of the repository and the base branch; it looks like this too where a permission is missing.';
const rules = 'Read what the fleet repository says of it; a rule of a branch may be in the way.';

const slow = (time: string, status: number) =>
  `it was too much in too short a time, and HOST wants to be left alone for ${time} (${status}). ${later}`;

interface Row {
  readonly fault: Omit<Fault, 'on'>;
  readonly code: string;
  readonly why: string;
  readonly retryAfter?: number;
}

const rows: readonly Row[] = [
  { fault: { trouble: 'socket reset' }, code: 'unreachable', why: `HOST gave no answer (ECONNRESET). ${connection}` },
  { fault: { trouble: 'internal error' }, code: 'unreachable', why: `HOST answered 500. ${connection}` },
  { fault: { trouble: 'bad gateway' }, code: 'unreachable', why: `HOST answered 502. ${connection}` },
  { fault: { trouble: 'secondary rate limit' }, code: 'limit', why: slow('a while', 403) },
  {
    fault: { trouble: 'secondary rate limit', retryAfter: 7 },
    code: 'limit',
    why: slow('7 seconds', 403),
    retryAfter: 7,
  },
  { fault: { trouble: 'too many requests' }, code: 'limit', why: slow('a while', 429) },
  {
    fault: { trouble: 'too many requests', retryAfter: 90 },
    code: 'limit',
    why: slow('90 seconds', 429),
    retryAfter: 90,
  },
  {
    fault: { trouble: 'too many requests', retryAfter: 86_400 },
    code: 'limit',
    why: slow('3660 seconds', 429),
    retryAfter: 3660,
  },
  { fault: { trouble: 'submitted too quickly' }, code: 'limit', why: slow('a while', 422) },
  {
    fault: { trouble: 'rate limit exhausted', retryAfter: 120 },
    code: 'limit',
    why: slow('121 seconds', 403),
    retryAfter: 121,
  },
  {
    fault: { trouble: 'rate limit exhausted', retryAfter: -500 },
    code: 'limit',
    why: slow('1 seconds', 403),
    retryAfter: 1,
  },
  { fault: { trouble: 'conflict' }, code: 'conflict', why: `somebody else was first (409: Conflict). ${twice}` },
  { fault: { trouble: 'locked' }, code: 'conflict', why: `somebody else was first (423: Locked). ${twice}` },
  {
    fault: { trouble: 'base modified' },
    code: 'conflict',
    why: `somebody else was first (405: Base branch was modified. Review and try the merge again.). ${twice}`,
  },
  { fault: { trouble: 'unresolved node' }, code: 'not-found', why: `it is not there yet (422). ${names}` },
];

test.each(rows)(
  'an answer "$fault.trouble" (retry after $fault.retryAfter) is "$code"',
  async ({ fault, code, why, retryAfter }) => {
    const { github, forge } = await startForge();
    github.fault({ ...fault, on: 'GET /repos/{owner}/{repo}/git/commits/{commit_sha}' });
    const says = `read the commit ${nothing}: ${why.replace('HOST', new URL(github.url).host)}`;
    expect(await failureOf(forge.commit(nothing))).toEqual({
      code,
      says,
      ...(retryAfter !== undefined && { retryAfter }),
    });
  },
);

test('a server that is not there is "unreachable"', async () => {
  const { github } = await startForge();
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`; // a server on TCP
  await new Promise((resolve) => server.close(resolve));
  const { forge } = await forgeOn(github, { baseUrl: `http://${host}` });
  expect(await failureOf(forge.commit(nothing))).toMatchObject({
    code: 'unreachable',
    says: `read the commit ${nothing}: ${host} gave no answer (ECONNREFUSED). ${connection}`,
  });
});

test.each([
  {
    name: 'a token that is not valid',
    options: { credentials: { kind: 'token', token: 'wrong' } },
    code: 'authentication',
    says:
      'list the open pull requests: the token or the key is not valid (401). Give a token that is valid, or ' +
      'the key of an app.',
  },
  {
    name: 'a repository that is not there',
    options: { repository: { owner: 'acme', name: 'nowhere' } },
    code: 'not-found',
    says:
      `list the open pull requests: it is not in acme/nowhere, or acme/nowhere is not there (404: Not Found). ` + names,
  },
  {
    name: 'a base branch that is not there',
    options: { baseBranch: 'production' },
    code: 'not-found',
    says:
      `read the base branch production: acme/fleet has no branch "production" onto which pull requests could ` +
      `be made. ${names}`,
  },
] as const)('a repository that cannot be opened is explained: $name', async ({ options, code, says }) => {
  const { github } = await startForge();
  const { forge } = await forgeOn(github, options);
  expect(await failureOf(forge.snapshot())).toEqual({ code, says });
});

test('a branch in the way of ours is refused', async () => {
  const { github, forge } = await startForge();
  github.commit({ branch: 'fleet', files: { a: 'a' } });
  expect(await failureOf(forge.snapshot())).toEqual({
    code: 'refused',
    says:
      `list the branches fleet/*: a branch "fleet" is in the way of the branches "fleet/<sovereign>": rename ` +
      `or delete it. ${rules}`,
  });
});

test('a file in place of the folder of the Sovereigns is refused', async () => {
  const { forge } = await startForge({ files: { clusters: 'a file' } });
  expect(await failureOf(forge.snapshot())).toEqual({
    code: 'refused',
    says:
      `list the Sovereigns: "clusters" is a file or a link there, and not the folder of the Sovereigns: remove ` +
      `it. ${rules}`,
  });
});

test.each([
  {
    lacking: 'contents',
    call: (forge: OctokitForge, base: Sha) => forge.createBranch(acme, base),
    what: 'create the branch fleet/acme',
  },
  {
    lacking: 'pull_requests',
    call: (forge: OctokitForge) => forge.openPull({ branch: acme, title: 't', body: '', draft: false }),
    what: 'open the pull request of fleet/acme',
  },
  {
    lacking: 'statuses',
    call: (forge: OctokitForge, base: Sha) => forge.statuses(base),
    what: 'read the statuses of the commit BASE',
  },
] as const)('a missing permission is named: $lacking', async ({ lacking, call, what }) => {
  const { github, forge } = await startForge();
  const { commit } = (await forge.snapshot()).base;
  const { [lacking]: access, ...permissions } = fleetPermissions;
  const reading = lacking === 'statuses' ? {} : ({ [lacking]: 'read' } as const);
  const token = github.tokenFor('fleet[bot]', { ...permissions, ...reading }); // without one
  const { forge: other } = await forgeOn(github, { credentials: { kind: 'token', token } });
  expect(await failureOf(call(other, commit))).toEqual({
    code: 'permission',
    says:
      `${what.replace('BASE', commit)}: the App or the token may not do it (403: Resource not accessible by ` +
      `integration) (${lacking}=${access}). Give the token this permission on the fleet repository.`,
  });
});

test('a write that comes second is a conflict', async () => {
  const { github, forge } = await startForge();
  const { base } = await forge.snapshot();
  const ours = await forge.putCommit({ message: 'Ours', tree: base.root, parents: [base.commit] });
  await forge.createBranch(acme, ours);
  const theirs = github.commit({ branch: acme, files: { theirs: 'x' } });
  const second = await forge.putCommit({ message: 'Second', tree: base.root, parents: [ours] });
  const pull = { branch: acme, title: 't', body: 'b', draft: false };
  await forge.openPull(pull);
  const gone = 'fleet/gone' as Branch; // a branch of ours
  await forge.createBranch(gone, base.commit);
  const answers = [
    ['create the branch fleet/acme', () => forge.createBranch(acme, ours), '422: Reference already exists'],
    ['move the branch fleet/acme', () => forge.moveBranch(acme, second), '422: Update is not a fast forward'],
    [
      'delete the branch fleet/none',
      () => forge.deleteBranch('fleet/none' as Branch, ours),
      '422: Reference does not exist',
    ], // a branch of ours
    [
      'open the pull request of fleet/acme',
      () => forge.openPull(pull),
      '422: Validation Failed: {"resource":"PullRequest","code":"custom","message":"A pull request already ' +
        'exists for acme:fleet/acme."}',
    ],
    [
      'open the pull request of fleet/gone',
      () => forge.openPull({ ...pull, branch: gone }),
      '422: Validation Failed: {"resource":"PullRequest","code":"custom","message":"No commits between main ' +
        'and fleet/gone"}',
    ],
    [
      'merge the pull request 1',
      () => forge.mergePull(1, ours),
      '409: Head branch was modified. Review and try the merge again.',
    ],
  ] as const;
  for (const [what, call, words] of answers) {
    expect(await failureOf(call())).toEqual({
      code: 'conflict',
      says: `${what}: somebody else was first (${words}). ${twice}`,
    });
  }
  expect(await failureOf(forge.deleteBranch(acme, ours))).toEqual({
    code: 'conflict',
    says: `delete the branch fleet/acme: its head is ${theirs} by now. ${twice}`,
  });
  expect(github.refs()[`refs/heads/${acme}`]).toBe(theirs);
});

test('a write to a protected branch is refused', async () => {
  const { forge } = await startForge({ protectedBranches: [acme] });
  const { base } = await forge.snapshot();
  const next = await forge.putCommit({ message: 'Next', tree: base.root, parents: [base.commit] });
  await forge.createBranch(acme, base.commit);
  expect(await failureOf(forge.moveBranch(acme, next))).toEqual({
    code: 'refused',
    says:
      `move the branch fleet/acme: GitHub does not take it (422: Changes must be made through a pull ` +
      `request.). ${rules}`,
  });
  expect(await failureOf(forge.deleteBranch(acme, base.commit))).toMatchObject({ code: 'refused' });
});

test('labels of a pull request that GitHub does not know yet are tried for seven seconds', async () => {
  const { github, forge, waits } = await startForge();
  const { base } = await forge.snapshot();
  const commit = await forge.putCommit({
    message: 'm',
    tree: await forge.putTree(base.root, new Map([['a', 'a']])),
    parents: [base.commit],
  });
  await forge.createBranch(acme, commit);
  const { number } = await forge.openPull({ branch: acme, title: 't', body: '', draft: false });
  const on = 'POST /repos/{owner}/{repo}/issues/{issue_number}/labels';
  github.fault({ trouble: 'unresolved node', on, times: 2 });
  await forge.addLabels(number, ['fleet']);
  expect([waits, github.pulls()[0]?.labels]).toEqual([[1, 2], ['fleet']]);
  github.fault({ trouble: 'not found', on, times: 4 });
  expect(await failureOf(forge.addLabels(number, ['more']))).toMatchObject({ code: 'not-found' });
  expect(waits).toEqual([1, 2, 1, 2, 4]);
});

test('no failure shows the token or the body of a request', async () => {
  const { github, forge } = await startForge();
  const { base } = await forge.snapshot();
  const sent = 'content-that-nobody-should-see';
  const troubles = rows.map(({ fault }) => fault);
  const on = 'POST /repos/{owner}/{repo}/git/trees';
  for (const fault of troubles) {
    github.fault({ ...fault, on });
    const error: unknown = await forge.putTree(base.root, new Map([['a', sent]])).catch((reason: unknown) => reason);
    const shown = `${inspect(error, { depth: 20, showHidden: true })}${JSON.stringify(error)}`;
    expect(shown).toContain('create a tree');
    expect(shown).not.toContain(sent);
    expect(shown).not.toContain(github.token);
  }
});
