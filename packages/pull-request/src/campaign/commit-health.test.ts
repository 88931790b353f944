import { commitHealth } from './commit-health';
import { ForgeError } from '../forge/forge-error';
import { type Sha, sha } from '../forge/git-object';
import type { CommitStatus } from './health';

const [fsn, hel] = ['acme.example/fsn', 'acme.example/hel'];
const [merge, next, newest] = ['1', '2', '3'].map((digit) => sha(digit.repeat(40))) as [Sha, Sha, Sha];
const status = (context: string, state: CommitStatus['state'], minute = 0) => ({
  context,
  state,
  createdAt: new Date(minute * 60_000),
});

const one = { commitsFrom: (commit: Sha) => Promise.resolve([commit]) };

/** The health by what was said of commits of the base, the oldest of which is the merge. */
function healthBy(reports: Readonly<Record<Sha, readonly CommitStatus[]>>, clusters = [fsn, hel]) {
  const statuses = (commit: Sha) => Promise.resolve(reports[commit] ?? []);
  const commitsFrom = () => Promise.resolve(Object.keys(reports).map(sha).sort().reverse());
  return commitHealth({ statuses, commitsFrom, clustersOf: () => clusters }).of('acme', merge);
}

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
  {
    what: 'one does not report',
    statuses: [status(`flux/${fsn}`, 'success')],
    health: { state: 'unknown', waitsFor: [hel] },
  },
  {
    what: 'one is not done',
    statuses: [status(`flux/${fsn}`, 'success'), status(`flux/${hel}`, 'pending')],
    health: { state: 'unknown' },
  },
  {
    what: 'a cluster of another name reports',
    statuses: [status(`flux/${fsn}2`, 'success'), status(hel, 'success')],
    health: { state: 'unknown', waitsFor: [fsn] },
  },
  {
    what: 'the context is the one that Flux makes, without a cluster',
    statuses: [status('kustomization/kit/0a1b2c3d', 'failure')],
    health: { state: 'unknown', waitsFor: [fsn, hel] },
  },
  { what: 'nobody reports', statuses: [], health: { state: 'unknown', waitsFor: [fsn, hel] } },
  {
    what: 'the kit of one is applied, and nothing says that its slots are ready',
    statuses: [status(`flux/${fsn}/bootstrap-kit-ready`, 'success'), status(`flux/${hel}/bootstrap-kit`, 'success')],
    health: { state: 'unknown', waitsFor: [hel] },
  },
  {
    what: 'the kit of one cannot be applied',
    statuses: [status(`flux/${fsn}/bootstrap-kit-ready`, 'success'), status(`flux/${hel}/bootstrap-kit`, 'failure', 4)],
    health: { state: 'unhealthy', since: new Date(4 * 60_000) },
  },
])('health is $health.state if $what', async ({ statuses, health }) => {
  expect(await healthBy({ [merge]: statuses })).toEqual(health);
});

test('a Sovereign without clusters is not known to be healthy', async () => {
  expect(await healthBy({ [merge]: [status(fsn, 'success')] }, [])).toEqual({ state: 'unknown' });
});

// Flux fetches the newest commit of a branch when it looks, so that it may never speak of the one of a merge.
test('a cluster that fetched a later commit in place of the merge speaks for it', async () => {
  const reports = {
    [merge]: [status(fsn, 'success', 2)],
    [next]: [status(fsn, 'success', 4), status(hel, 'success', 4)],
  };
  expect(await healthBy(reports)).toEqual({ state: 'healthy', since: new Date(4 * 60_000) });
});

test('health begins with the first report after the merge, and what was said last decides', async () => {
  const both = (state: CommitStatus['state'], minute: number) => [
    status(fsn, state, minute),
    status(hel, state, minute),
  ];
  const well = { [merge]: both('success', 2), [next]: [], [newest]: both('success', 50) };
  expect(await healthBy(well)).toEqual({ state: 'healthy', since: new Date(2 * 60_000) });
  const repaired = { ...well, [merge]: both('failure', 2) };
  expect(await healthBy(repaired)).toEqual({ state: 'healthy', since: new Date(50 * 60_000) });
  const broken = { ...well, [newest]: [status(hel, 'failure', 50)] };
  expect(await healthBy(broken)).toEqual({ state: 'unhealthy', since: new Date(50 * 60_000) });
});

test('the statuses of a commit are read once, however many Sovereigns are asked for', async () => {
  const asked: string[] = [];
  const statuses = (of: Sha) => {
    asked.push(of);
    return Promise.resolve([status(fsn, 'success'), status(hel, 'success')]);
  };
  const health = commitHealth({
    statuses,
    commitsFrom: () => Promise.resolve([newest, merge]),
    clustersOf: () => [hel],
  });
  for (const name of ['acme', 'globex']) expect(await health.of(name, merge)).toMatchObject({ state: 'healthy' });
  expect(asked.sort()).toEqual([merge, newest]);
});

test('statuses that cannot be read leave the health unknown, with the reason', async () => {
  const lost = () => Promise.reject(new ForgeError('unreachable', 'no answer', { operation: 'read the statuses' }));
  const health = commitHealth({ statuses: lost, ...one, clustersOf: () => [fsn] });
  const reason =
    'read the statuses: no answer. Check the connection and run it again: what was done is found and kept.';
  expect(await health.of('acme', merge)).toEqual({ state: 'unknown', reason });
});

test('health needs a report of each cluster that the Sovereign has', async () => {
  const statuses = () => Promise.resolve([status(`flux/${fsn}`, 'success', 2)]);
  const health = commitHealth({ statuses, ...one, clustersOf: (name) => (name === 'acme' ? [fsn] : [fsn, hel]) });
  expect(await health.of('acme', merge)).toEqual({ state: 'healthy', since: new Date(120_000) });
  expect(await health.of('globex', merge)).toEqual({ state: 'unknown', waitsFor: [hel] });
});
