import { commitHealth, healthByStatuses } from './commit-health';
import { ForgeError } from '../forge/forge-error';
import { sha } from '../forge/git-object';
import type { CommitStatus } from './health';

const [fsn, hel] = ['acme.example/fsn', 'acme.example/hel'];
const commit = sha('1'.repeat(40));
const status = (context: string, state: CommitStatus['state'], minute = 0) => ({
  context,
  state,
  createdAt: new Date(minute * 60_000),
});

test.each([
  {
    what: 'every cluster says so, since the last of them does',
    statuses: [status(`flux/${fsn}`, 'success', 5), status(`flux/${hel}/kit`, 'success', 3)],
    health: { state: 'healthy', since: new Date(5 * 60_000) },
  },
  {
    what: 'parts of one failed, since the first of them did',
    statuses: [status(`flux/${fsn}/a`, 'error', 7), status(`flux/${fsn}/b`, 'failure', 6), status(hel, 'success', 1)],
    health: { state: 'unhealthy', since: new Date(6 * 60_000) },
  },
  { what: 'one does not report', statuses: [status(`flux/${fsn}`, 'success')], health: { state: 'unknown' } },
  {
    what: 'one is not done',
    statuses: [status(`flux/${fsn}`, 'success'), status(`flux/${hel}`, 'pending')],
    health: { state: 'unknown' },
  },
  {
    what: 'a cluster of another name reports',
    statuses: [status(`flux/${fsn}2`, 'success'), status(hel, 'success')],
    health: { state: 'unknown' },
  },
  {
    what: 'the context is the one that Flux makes, without a cluster',
    statuses: [status('kustomization/kit/0a1b2c3d', 'failure')],
    health: { state: 'unknown' },
  },
  { what: 'nobody reports', statuses: [], health: { state: 'unknown' } },
])('health is $health.state if $what', ({ statuses, health }) => {
  expect(healthByStatuses([fsn, hel], statuses)).toEqual(health);
});

test('a Sovereign without clusters is not known to be healthy', () => {
  expect(healthByStatuses([], [status(fsn, 'success')])).toEqual({ state: 'unknown' });
});

test('statuses that cannot be read leave the health unknown, with the reason', async () => {
  const lost = () => Promise.reject(new ForgeError('unreachable', 'no answer', { operation: 'read the statuses' }));
  const health = commitHealth({ statuses: lost, clustersOf: () => [fsn] });
  const reason =
    'read the statuses: no answer. Check the connection and run it again: what was done is found and kept.';
  expect(await health.of('acme', commit)).toEqual({ state: 'unknown', reason });
});

test('health needs a report of each cluster that the Sovereign has', async () => {
  const statuses = () => Promise.resolve([status(`flux/${fsn}`, 'success', 2)]);
  const health = commitHealth({ statuses, clustersOf: (name) => (name === 'acme' ? [fsn] : [fsn, hel]) });
  expect(await health.of('acme', commit)).toEqual({ state: 'healthy', since: new Date(120_000) });
  expect(await health.of('globex', commit)).toEqual({ state: 'unknown' });
});
