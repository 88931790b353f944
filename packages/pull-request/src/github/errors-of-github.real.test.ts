import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import type { Fault } from '@sovereign-fleet/github';
import { forgeOn, startForge, stopAll } from '../testing/forge-on-github';
import { sha } from '../forge/git-object';
import { failureOf, remedies } from '../testing/failures-on-github';

const { later, connection, twice, names } = remedies;
const nothing = sha('0'.repeat(40)); // no object of any repository

afterEach(stopAll);

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
