import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Campaign, ForgeError, sha } from '@sovereign-fleet/pull-request';
import type { CommitStatus } from '@sovereign-fleet/pull-request/octokit';
import { healthFrom } from './health';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sovereign-fleet-health-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

const merge = sha('1'.repeat(40));
const now = new Date('2026-11-25T12:00:00Z');

function of(source: Campaign['health'], statuses?: () => Promise<readonly CommitStatus[]>, sovereign = 'acme') {
  return healthFrom(source, {
    root,
    environment: { PATH: process.env['PATH'], SOVEREIGN_FLEET_GITHUB_TOKEN: 's3cret', GITHUB_TOKEN: 's3cret' },
    now: () => now,
    reports: statuses && { statuses, commitsFrom: (commit) => Promise.resolve([commit]) },
    clustersOf: (name) => [`${name}.example.com/fsn1`, `${name}.example.com/nbg1`],
  }).of(sovereign, merge);
}

const unknown = { state: 'unknown' };

test.each([
  { text: 'acme: { state: healthy, since: 2026-11-25T10:00:00Z }', says: 'healthy' },
  { text: '{"acme":{"state":"unhealthy","since":"2026-11-25T10:00:00Z"}}', says: 'unhealthy' },
])('a health file says $says', async ({ text, says }) => {
  writeFileSync(join(root, 'health.yaml'), text);
  const standing = await of({ from: 'file', path: 'health.yaml' });
  expect(standing).toEqual({ state: says, since: new Date('2026-11-25T10:00:00Z') });
});

test.each([
  { what: 'is not there', text: undefined },
  { what: 'says nothing of the Sovereign', text: 'globex: { state: healthy, since: 2026-11-25T10:00:00Z }' },
  { what: 'has no time', text: 'acme: { state: healthy }' },
  { what: 'is not YAML', text: 'acme: [' },
])('a health file that $what says nothing', async ({ text }) => {
  if (text !== undefined) writeFileSync(join(root, 'health.yaml'), text);
  const standing = await of({ from: 'file', path: 'health.yaml' });
  const file = join(root, 'health.yaml');
  const reason = `${file} is not there, or not \`<name>: { state: healthy, since: <time> }\` for each Sovereign`;
  expect(standing).toEqual(text?.startsWith('globex') === true ? unknown : { ...unknown, reason });
});

const node = process.execPath;

test.each([
  { script: 'process.exit(0)', says: { state: 'healthy', since: now } },
  { script: 'process.exit(1)', says: { state: 'unhealthy', since: now } },
  { script: 'process.exit(2)', says: { ...unknown, reason: `${node} ended with 2, not with 0 or 1` } },
  {
    script: "console.log('2026-11-25T09:00:00Z')",
    says: { state: 'healthy', since: new Date('2026-11-25T09:00:00Z') },
  },
  {
    script: `process.exit(process.argv.slice(1).join() === 'acme,${merge}' ? 0 : 2)`,
    says: { state: 'healthy', since: now },
  },
  {
    script: 'process.exit(JSON.stringify(process.env).includes("s3cret") ? 2 : 0)',
    says: { state: 'healthy', since: now },
  },
])('the health command $script says $says', async ({ script, says }) => {
  expect(await of({ from: 'command', command: [node, '-e', script] })).toEqual(says);
});

test('a health command that is not there says nothing', async () => {
  const program = join(root, 'nothing');
  const reason = `${program} ended with spawnSync ${program} ENOENT, not with 0 or 1`;
  expect(await of({ from: 'command', command: [program] })).toEqual({ ...unknown, reason });
});

const status = (context: string, state: CommitStatus['state'], hour: number): CommitStatus => {
  return { context, state, createdAt: new Date(Date.UTC(2026, 10, 25, hour)) };
};

test.each<{ what: string; statuses: readonly CommitStatus[]; says: object }>([
  {
    what: 'nothing is reported',
    statuses: [],
    says: { ...unknown, waitsFor: ['acme.example.com/fsn1', 'acme.example.com/nbg1'] },
  },
  {
    what: 'one region has not reported',
    statuses: [status('flux/acme.example.com/fsn1', 'success', 9)],
    says: { ...unknown, waitsFor: ['acme.example.com/nbg1'] },
  },
  {
    what: 'all regions are well',
    statuses: [status('flux/acme.example.com/fsn1', 'success', 9), status('flux/acme.example.com/nbg1', 'success', 10)],
    says: { state: 'healthy', since: new Date('2026-11-25T10:00:00Z') },
  },
  {
    what: 'one region is not',
    statuses: [status('flux/acme.example.com/fsn1', 'success', 9), status('flux/acme.example.com/nbg1', 'failure', 10)],
    says: { state: 'unhealthy', since: new Date('2026-11-25T10:00:00Z') },
  },
])('the health of a commit follows its statuses where $what', async ({ statuses, says }) => {
  expect(await of({ from: 'commit-status' }, () => Promise.resolve(statuses))).toEqual(says);
});

const noAnswer = new ForgeError('unreachable', 'no answer', { operation: 'read the statuses' });

test('the health of a commit is unknown where GitHub does not answer, and in a clone', async () => {
  const reason =
    'read the statuses: no answer. Check the connection and run it again: what was done is found and kept.';
  expect(await of({ from: 'commit-status' }, () => Promise.reject(noAnswer))).toEqual({ ...unknown, reason });
  expect(await of({ from: 'commit-status' })).toMatchObject(unknown);
});
