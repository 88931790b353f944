import { inspect } from 'node:util';
import type { OctokitForge } from '@sovereign-fleet/pull-request/octokit';
import type { Fault } from '../github/fault';
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

const base = 'GET /repos/{owner}/{repo}/branches/{branch}';
const operation = 'read the base branch main';
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
