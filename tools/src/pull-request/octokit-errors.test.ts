import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import type { OctokitForge } from '@sovereign-fleet/pull-request/octokit';
import type { Fault } from '../github/fault';
import { fleetPermissions } from '../github/permission';
import { forgeOn, startForge, stopAll } from './forge-on-github';

type Branch = Parameters<OctokitForge['createBranch']>[0];
type Sha = Parameters<OctokitForge['commit']>[0];

const acme = 'fleet/acme' as Branch; // a branch of ours, as the core would make its name
const nothing = '0'.repeat(40) as Sha; // no object of any repository

afterEach(stopAll);

/** What a call failed with: everything that an error tells. */
async function failureOf(call: Promise<unknown>) {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { ...(error as object), message: error instanceof Error ? error.message : '' };
}

const slow = (seconds: number, status: number) =>
  `it was too much in too short a time for HOST (${status}). Ask again in ${seconds} seconds.`;

interface Row {
  readonly fault: Omit<Fault, 'on'>;
  readonly kind: string;
  readonly why: string;
  readonly retryAfter?: number;
}

const rows: readonly Row[] = [
  {
    fault: { trouble: 'socket reset' },
    kind: 'unreachable',
    why: 'HOST gave no answer (ECONNRESET). Check the network and the URL.',
  },
  {
    fault: { trouble: 'internal error' },
    kind: 'unreachable',
    why: 'HOST answered 500. It may have been done all the same; run again.',
  },
  {
    fault: { trouble: 'bad gateway' },
    kind: 'unreachable',
    why: 'HOST answered 502. It may have been done all the same; run again.',
  },
  { fault: { trouble: 'secondary rate limit' }, kind: 'limit', why: slow(60, 403), retryAfter: 60 },
  { fault: { trouble: 'secondary rate limit', retryAfter: 7 }, kind: 'limit', why: slow(7, 403), retryAfter: 7 },
  { fault: { trouble: 'too many requests' }, kind: 'limit', why: slow(60, 429), retryAfter: 60 },
  { fault: { trouble: 'too many requests', retryAfter: 90 }, kind: 'limit', why: slow(90, 429), retryAfter: 90 },
  {
    fault: { trouble: 'too many requests', retryAfter: 86_400 },
    kind: 'limit',
    why: slow(3660, 429),
    retryAfter: 3660,
  },
  { fault: { trouble: 'submitted too quickly' }, kind: 'limit', why: slow(60, 422), retryAfter: 60 },
  { fault: { trouble: 'rate limit exhausted', retryAfter: 120 }, kind: 'limit', why: slow(121, 403), retryAfter: 121 },
  { fault: { trouble: 'rate limit exhausted', retryAfter: -500 }, kind: 'limit', why: slow(1, 403), retryAfter: 1 },
  {
    fault: { trouble: 'conflict' },
    kind: 'conflict',
    why: 'somebody else was first (409: Conflict). Run again: it begins from what there is by then.',
  },
  {
    fault: { trouble: 'locked' },
    kind: 'conflict',
    why: 'somebody else was first (423: Locked). Run again: it begins from what there is by then.',
  },
  {
    fault: { trouble: 'base modified' },
    kind: 'conflict',
    why: 'somebody else was first (405: Base branch was modified. Review and try the merge again.). Run again: it begins from what there is by then.',
  },
  { fault: { trouble: 'unresolved node' }, kind: 'not-found', why: 'it is not there yet (422).' },
];

test.each(rows)('$fault.trouble, $fault.retryAfter: $kind', async ({ fault, kind, why, retryAfter }) => {
  const { github, forge } = await startForge();
  github.fault({ ...fault, on: 'GET /repos/{owner}/{repo}/git/commits/{commit_sha}' });
  const message = `Cannot read the commit ${nothing} in acme/fleet: ${why.replace('HOST', new URL(github.url).host)}`;
  const facts = {
    kind,
    operation: `read the commit ${nothing}`,
    message,
    ...(retryAfter !== undefined && { retryAfter }),
  };
  expect(await failureOf(forge.commit(nothing))).toEqual(facts);
});

test('a server that is not there', async () => {
  const { github } = await startForge();
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`; // a server on TCP
  await new Promise((resolve) => server.close(resolve));
  const { forge } = await forgeOn(github, { baseUrl: `http://${host}` });
  expect(await failureOf(forge.commit(nothing))).toMatchObject({
    kind: 'unreachable',
    message: `Cannot read the commit ${nothing} in acme/fleet: ${host} gave no answer (ECONNREFUSED). Check the network and the URL.`,
  });
});

const lookFor = 'list the open pull requests';
const hint = 'To a token that lacks a permission, GitHub looks like this too: check its repositories and permissions';

test.each([
  {
    name: 'a token that is not valid',
    options: { credentials: { kind: 'token', token: 'wrong' } },
    kind: 'authentication',
    message: `Cannot ${lookFor} in acme/fleet: the token or the key is not valid (401). Give one that is, and has not expired.`,
  },
  {
    name: 'a repository that is not there',
    options: { repository: { owner: 'acme', name: 'nowhere' } },
    kind: 'not-found',
    message: `Cannot ${lookFor} in acme/nowhere: it is not there (404: Not Found). ${hint}.`,
  },
  {
    name: 'a base branch that is not there',
    options: { baseBranch: 'production' },
    kind: 'not-found',
    message:
      'Cannot use acme/fleet: it has no branch "production", onto which pull requests are to be made. Create it, or name another.',
  },
] as const)('$name', async ({ options, kind, message }) => {
  const { github } = await startForge();
  const { forge } = await forgeOn(github, options);
  expect(await failureOf(forge.snapshot())).toMatchObject({ kind, message });
});

test('a branch in the way of ours', async () => {
  const { github, forge } = await startForge();
  github.commit({ branch: 'fleet', files: { a: 'a' } });
  expect(await failureOf(forge.snapshot())).toMatchObject({
    kind: 'refused',
    message:
      'Cannot use acme/fleet: a branch "fleet" is in the way of the branches "fleet/<sovereign>". Rename or delete it.',
  });
});

test('a file in place of the folder of the Sovereigns', async () => {
  const { forge } = await startForge({ files: { clusters: 'a file' } });
  expect(await failureOf(forge.snapshot())).toMatchObject({
    kind: 'refused',
    message:
      'Cannot use acme/fleet: "clusters" is a file or a link there, and not the folder of the Sovereigns. Remove it.',
  });
});

test('each missing permission is named', async () => {
  const { github, forge } = await startForge();
  const { base } = await forge.snapshot();
  const lacking = async (name: string) => {
    const permissions = { ...fleetPermissions, [name]: 'read' } as const;
    const { forge: other } = await forgeOn(github, {
      credentials: { kind: 'token', token: github.tokenFor('fleet[bot]', permissions) },
    });
    return other;
  };
  expect(await failureOf((await lacking('contents')).createBranch(acme, base.commit))).toEqual({
    kind: 'permission',
    permission: 'contents=write',
    operation: 'create the branch fleet/acme',
    message:
      'Cannot create the branch fleet/acme in acme/fleet: it may not, since it lacks the permission contents=write (403: Resource not accessible by integration). Give it to the App or the token.',
  });
  const pull = { branch: acme, title: 't', body: 'b', draft: false };
  expect(await failureOf((await lacking('pull_requests')).openPull(pull))).toMatchObject({
    permission: 'pull_requests=write',
  });
});

const somebody = 'somebody else was first';
const again = 'Run again: it begins from what there is by then.';

test('whoever is second learns that somebody else was first', async () => {
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
    [forge.createBranch(acme, ours), 'Cannot create the branch fleet/acme', 'Reference already exists'],
    [forge.moveBranch(acme, second), 'Cannot move the branch fleet/acme', 'Update is not a fast forward'],
    [forge.deleteBranch('fleet/none' as Branch), 'Cannot delete the branch fleet/none', 'Reference does not exist'], // a branch of ours
  ] as const;
  for (const [call, what, words] of answers) {
    expect(await failureOf(call)).toMatchObject({
      kind: 'conflict',
      message: `${what} in acme/fleet: ${somebody} (422: ${words}). ${again}`,
    });
  }
  expect(await failureOf(forge.openPull(pull))).toMatchObject({
    kind: 'conflict',
    message: expect.stringContaining('A pull request already exists for acme:fleet/acme.') as string,
  }); // of any text
  expect(await failureOf(forge.openPull({ ...pull, branch: gone }))).toMatchObject({
    kind: 'conflict',
    message: expect.stringContaining('No commits between main and fleet/gone') as string,
  }); // of any text
  expect(await failureOf(forge.mergePull(1, ours))).toMatchObject({ kind: 'conflict' });
  expect(github.refs()[`refs/heads/${acme}`]).toBe(theirs);
});

test('a protected branch is refused, whoever asks', async () => {
  const { forge } = await startForge({ protectedBranches: [acme] });
  const { base } = await forge.snapshot();
  const next = await forge.putCommit({ message: 'Next', tree: base.root, parents: [base.commit] });
  await forge.createBranch(acme, base.commit);
  const past = 'Let the App or the token past the rule that protects the branch, or name another branch';
  expect(await failureOf(forge.moveBranch(acme, next))).toEqual({
    kind: 'refused',
    operation: 'move the branch fleet/acme',
    message: `Cannot move the branch fleet/acme in acme/fleet: GitHub refuses it (422: Changes must be made through a pull request.). ${past}.`,
  });
  expect(await failureOf(forge.deleteBranch(acme))).toMatchObject({ kind: 'refused' });
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
  expect(await failureOf(forge.addLabels(number, ['more']))).toMatchObject({ kind: 'not-found' });
  expect(waits).toEqual([1, 2, 1, 2, 4]);
});

test('no failure shows the token or what was sent', async () => {
  const { github, forge } = await startForge();
  const { base } = await forge.snapshot();
  const sent = 'content-that-nobody-should-see';
  const troubles = rows.map(({ fault }) => fault);
  const on = 'POST /repos/{owner}/{repo}/git/trees';
  for (const fault of troubles) {
    github.fault({ ...fault, on });
    const error: unknown = await forge.putTree(base.root, new Map([['a', sent]])).catch((reason: unknown) => reason);
    const shown = `${inspect(error, { depth: 20, showHidden: true })}${JSON.stringify(error)}`;
    expect(shown).toContain('Cannot create a tree in acme/fleet');
    expect(shown).not.toContain(sent);
    expect(shown).not.toContain(github.token);
  }
});
