import { exampleBranch } from '../testing/example-desired';
import { forgeOn, present, startForge, stopAll } from '../testing/forge-on-github';
import { acme, acmeFiles, propose } from '../testing/propose-on-github';

afterEach(stopAll);

test('a fleet of 1,000 Sovereigns is six requests, and none of them writes', async () => {
  const many = Array.from({ length: 1000 }, (_, index) => [`clusters/s${index}.example/a.yaml`, `${index}\n`]);
  const { github, forge } = await startForge({ files: new Map(many as [string, string][]) }); // pairs, as just made
  const { base, proposed } = await forge.snapshot();
  expect([base.clusters.size, proposed.size]).toEqual([1000, 0]);
  const asked = [
    'GET /repos/{owner}/{repo}/pulls',
    'GET /repos/{owner}/{repo}/git/matching-refs/{ref}',
    'GET /repos/{owner}/{repo}',
    'GET /repos/{owner}/{repo}/branches/{branch}',
    'GET /repos/{owner}/{repo}/git/trees/{tree_sha}',
  ];
  const counts = Object.fromEntries(asked.map((route) => [route, route.endsWith('{tree_sha}') ? 2 : 1]));
  expect(forge.counts()).toEqual(counts);
  expect(github.counts()).toEqual(counts);
});

test('a fleet with open pull requests is six requests, and one more for each further hundred', async () => {
  const { github, forge } = await startForge({ files: acmeFiles });
  const { base } = await forge.snapshot();
  const branches = Array.from({ length: 101 }, (_, index) => exampleBranch(`s${index}`));
  for (const branch of branches) {
    github.commit({ branch, files: { 'clusters/x': branch } });
    await forge.openPull({ branch, title: branch, body: '', draft: true });
  }
  const { forge: other } = await forgeOn(github);
  const { proposed } = await other.snapshot();
  expect([...proposed.keys()].sort()).toEqual([...branches].sort());
  expect([...proposed.values()].every(({ head, pull }) => head === pull?.head)).toBe(true);
  expect(Object.values(other.counts()).reduce((sum, count) => sum + count)).toBe(7);
  expect((await other.look(present(branches[0]))).base).toEqual(base);
});

test('a snapshot leaves out branches that are not ours, and pull requests to another base', async () => {
  const { github, forge } = await startForge({ files: acmeFiles, refsPerPage: 2 });
  for (const branch of ['fleet-other', 'fleet/a/b', 'fleet/Upper', 'fleet/one', 'fleet/two', 'other']) {
    github.commit({ branch, files: { x: branch } });
  }
  const { forge: toOther } = await forgeOn(github, { baseBranch: 'other' });
  await toOther.openPull({ branch: exampleBranch('one'), title: 'To another', body: '', draft: false });
  const { proposed } = await forge.snapshot();
  expect([...proposed].map(([branch, { pull }]) => [branch, pull])).toEqual([
    ['fleet/one', undefined],
    ['fleet/two', undefined],
  ]);
  const one = proposed.get(exampleBranch('one'));
  expect(one?.elsewhere).toMatchObject({ number: 1, base: 'other' });
  expect((await forge.look(exampleBranch('one'))).proposed.pull).toBeUndefined();
});

test('a pull request in the merge queue says so', async () => {
  const { github, forge } = await startForge({ files: acmeFiles });
  await propose(forge, acme, new Map([['clusters/x', 'x']]));
  expect((await forge.look(acme)).proposed.pull?.isQueued).toBeUndefined();
  github.commit({ branch: 'gh-readonly-queue/main/pr-1-0123456', files: { y: 'y' } });
  expect((await forge.look(acme)).proposed.pull?.isQueued).toBe(true);
  expect((await forge.snapshot()).proposed.get(acme)?.pull?.isQueued).toBe(true);
});

test('only pull requests that were closed without a merge are listed as closed, newest first', async () => {
  const { github, forge } = await startForge({ files: acmeFiles });
  for (const text of ['one', 'two', 'three']) {
    const { pull, commit } = await propose(forge, acme, new Map([['clusters/x', text]]));
    if (text === 'two') await forge.mergePull(pull.number, commit);
    else github.close(pull.number);
    await forge.deleteBranch(acme, commit);
  }
  expect((await forge.closedPulls(acme)).map(({ number }) => number)).toEqual([3, 1]);
  expect(github.files('main').get('clusters/x')).toBe('two');
});
