import { startForge, stopAll } from '@sovereign-fleet/pull-request/testing';
import {
  branchFor,
  callsSince,
  desiredFor,
  type Files,
  folderOf,
  freshRun,
  inFolderOf,
  writesIn,
} from './faulty-fleet';
import { blobsOf } from './fault-matrix';
import { openPullsOf } from './fault-strikes';
import { again, changed, six } from './fault-scenarios';
import { readByGit } from './plain-git';

afterEach(stopAll);

test('three runs at once make one pull request, and the next run nothing', async () => {
  const { github } = await startForge();
  const desired = desiredFor('acme', six);
  await Promise.all([1, 2, 3].map(() => freshRun(github, desired)));
  expect(openPullsOf(github, 'acme')).toHaveLength(1);
  const before = github.requests().length;
  expect(await freshRun(github, desired)).toMatchObject({ state: 'open-current' });
  expect(writesIn(callsSince(github, before))).toEqual([]);
  expect(readByGit(github).filesOf(branchFor('acme'), folderOf('acme'))).toEqual(blobsOf(six));
});

test('a commit that a person pushes between our look and our write stays', async () => {
  const { github } = await startForge({ files: inFolderOf('acme', six) as Files }); // none is deleted
  await freshRun(github, desiredFor('acme', changed));
  let theirs = '';
  const push = () =>
    void (theirs = github.commit({ branch: branchFor('acme'), files: { [`${folderOf('acme')}/hand.yaml`]: 'mine' } }));
  github.race({ before: 'PATCH /repos/{owner}/{repo}/git/refs/{ref}', run: push });
  expect(await freshRun(github, desiredFor('acme', again))).toMatchObject({ state: 'held' });
  expect(github.refs()[`refs/heads/${branchFor('acme')}`]).toBe(theirs);
});

/** Requests of a snapshot. */
const reads = 6;

test('a request that was done though its answer was lost may be sent again by the client itself', async () => {
  const { github } = await startForge();
  const names = ['tree', 'commit', 'ref'].map((name, index) => [name, reads + 2 + index] as const);
  for (const [name, call] of names) {
    github.fault({ trouble: 'bad gateway', when: 'after', call });
    expect(await freshRun(github, desiredFor(name, six), { retries: 3 })).toMatchObject({ state: 'created' });
  }
  expect(github.pulls().map(({ head }) => head)).toEqual(['fleet/tree', 'fleet/commit', 'fleet/ref']);
});
