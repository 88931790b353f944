import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OctokitForge } from './octokit';
import { forgeOn, present, startForge, stopAll } from '../testing/forge-on-github';

type Branch = Parameters<OctokitForge['createBranch']>[0];

const acme = 'fleet/acme' as Branch; // a branch of ours, as the core would make its name
const files = {
  'README.md': '# Fleet\n',
  'clusters/acme.example/a.yaml': 'a\n',
  'clusters/acme.example/b/c.yaml': 'c\n',
};

afterEach(stopAll);

/** The steps of a new Sovereign's pull request. */
async function propose(forge: OctokitForge, branch: Branch, changes: ReadonlyMap<string, string | null>) {
  const { base } = await forge.snapshot();
  const tree = await forge.putTree(base.root, changes);
  const commit = await forge.putCommit({ message: 'Change\n\nFleet-Sovereign: acme', tree, parents: [base.commit] });
  await forge.createBranch(branch, commit);
  const pull = await forge.openPull({ branch, title: 'Acme', body: 'Text', draft: false });
  return { base, tree, commit, pull };
}

test.each([{ mount: '' }, { mount: '/api/v3' }] as const)(
  'a pull request from first to last, at "$mount"',
  async ({ mount }) => {
    const { github, forge } = await startForge({ mount, files });
    const changes = new Map([
      ['clusters/acme.example/new.yaml', 'new\n'],
      ['clusters/acme.example/a.yaml', null],
    ]);
    const { base, tree, commit, pull } = await propose(forge, acme, changes);
    await forge.addLabels(pull.number, ['fleet']);
    await forge.editPull(pull.number, { title: 'Acme, again', body: 'More' });
    const web = new URL(github.url).origin;
    const open = {
      number: 1,
      url: `${web}/acme/fleet/pull/1`,
      title: 'Acme, again',
      body: 'More',
      head: commit,
      labels: ['fleet'],
      reviewers: { users: [], teams: [] },
      createdAt: expect.any(Date) as Date,
    };
    const seen = await forge.snapshot();
    expect(seen).toEqual({ base, proposed: new Map([[acme, { head: commit, pull: open }]]) });
    expect(await forge.look(acme)).toEqual({ base, proposed: { head: commit, pull: open } });
    expect(await forge.commit(commit)).toEqual({
      sha: commit,
      tree,
      parents: [base.commit],
      message: 'Change\n\nFleet-Sovereign: acme',
    });
    expect(github.files('fleet/acme')).toEqual(
      new Map([
        ['README.md', '# Fleet\n'],
        ['clusters/acme.example/b/c.yaml', 'c\n'],
        ['clusters/acme.example/new.yaml', 'new\n'],
      ]),
    );
    expect(await forge.isInBase(commit)).toBe(false);
    expect(await forge.isInBase(base.commit)).toBe(true);
    const next = await forge.putCommit({ message: 'Back', tree: base.root, parents: [commit] });
    await forge.moveBranch(acme, next);
    await forge.closePull(pull.number, 'Closed');
    await forge.deleteBranch(acme, next);
    expect(await forge.look(acme)).toEqual({ base, proposed: {} });
    const closed = { number: 1, url: open.url, body: 'Closed', head: next };
    expect(await forge.closedPulls(acme)).toEqual([expect.objectContaining(closed)]);
  },
);

test('the files of a tree and their texts are read', async () => {
  const { forge } = await startForge({ files });
  const { base } = await forge.snapshot();
  const folder = base.clusters.get('acme.example');
  const listing = await forge.files(present(folder).sha);
  expect([...listing].map(([path, { mode }]) => [path, mode])).toEqual([
    ['a.yaml', '100644'],
    ['b/c.yaml', '100644'],
  ]);
  expect(await forge.blob(present(listing.get('b/c.yaml')).sha)).toBe('c\n');
});

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
  const { github, forge } = await startForge({ files });
  const { base } = await forge.snapshot();
  // Branches as the core would make them.
  const branches = Array.from({ length: 101 }, (_, index) => `fleet/s${index}` as Branch);
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
  const { github, forge } = await startForge({ files, refsPerPage: 2 });
  for (const branch of ['fleet-other', 'fleet/a/b', 'fleet/Upper', 'fleet/one', 'fleet/two', 'other']) {
    github.commit({ branch, files: { x: branch } });
  }
  const { forge: toOther } = await forgeOn(github, { baseBranch: 'other' });
  await toOther.openPull({ branch: 'fleet/one' as Branch, title: 'To another', body: '', draft: false });
  const { proposed } = await forge.snapshot();
  expect([...proposed].map(([branch, { pull }]) => [branch, pull])).toEqual([
    ['fleet/one', undefined],
    ['fleet/two', undefined],
  ]);
  const one = proposed.get('fleet/one' as Branch); // a branch of ours
  expect(one?.elsewhere).toMatchObject({ number: 1, base: 'other' });
  expect((await forge.look('fleet/one' as Branch)).proposed.pull).toBeUndefined(); // a branch of ours
});

test('a pull request in the merge queue says so', async () => {
  const { github, forge } = await startForge({ files });
  await propose(forge, acme, new Map([['clusters/x', 'x']]));
  expect((await forge.look(acme)).proposed.pull?.isQueued).toBeUndefined();
  github.commit({ branch: 'gh-readonly-queue/main/pr-1-0123456', files: { y: 'y' } });
  expect((await forge.look(acme)).proposed.pull?.isQueued).toBe(true);
  expect((await forge.snapshot()).proposed.get(acme)?.pull?.isQueued).toBe(true);
});

test('only pull requests that were closed without a merge are listed as closed, newest first', async () => {
  const { github, forge } = await startForge({ files });
  for (const text of ['one', 'two', 'three']) {
    const { pull, commit } = await propose(forge, acme, new Map([['clusters/x', text]]));
    if (text === 'two') await forge.mergePull(pull.number, commit);
    else github.close(pull.number);
    await forge.deleteBranch(acme, commit);
  }
  expect((await forge.closedPulls(acme)).map(({ number }) => number)).toEqual([3, 1]);
  expect(github.files('main').get('clusters/x')).toBe('two');
});

test('each hundred changes are sent as one tree, deletions first, and few changes are sent at once', async () => {
  const old = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`clusters/x/old${index}`, 'x']));
  const { github, forge } = await startForge({ files: { ...files, ...old, 'clusters/x/place': 'a file' } });
  const { base } = await forge.snapshot();
  const added = Array.from({ length: 80 }, (_, index) => [`clusters/x/new${index}`, 'y'] as const);
  const gone = [...Object.keys(old), 'clusters/x/place'].map((path) => [path, null] as const);
  const tree = await forge.putTree(base.root, new Map([...added, ...gone, ['clusters/x/place/of', 'a folder']]));
  expect(github.counts()['POST /repos/{owner}/{repo}/git/trees']).toBe(3);
  const listing = await forge.files(tree);
  expect([...listing.keys()].filter((path) => path.startsWith('clusters/x/')).sort()).toEqual(
    [...added.map(([path]) => path), 'clusters/x/place/of'].sort(),
  );
});

test('a listing that GitHub cuts short is read folder by folder', async () => {
  const wide = { 'clusters/x/a/1': '1', 'clusters/x/a/2': '2', 'clusters/x/b/3': '3', 'clusters/x/c': 'c' };
  const { forge } = await startForge({ files: wide, treeLimit: 4 });
  const { base } = await forge.snapshot();
  const { sha } = present(base.rootListing.get('clusters'));
  expect([...(await forge.files(sha)).keys()].sort()).toEqual(['x/a/1', 'x/a/2', 'x/b/3', 'x/c']);
});

test('a folder that is too wide even alone is refused', async () => {
  const { forge } = await startForge({ files: { a: 'a', b: 'b', c: 'c' }, treeLimit: 2 });
  await expect(forge.snapshot()).rejects.toThrow(
    'it has more entries than GitHub lists: make several fleet repositories of it',
  );
});

test('a dry run reads everything and sends no write', async () => {
  const { github, forge: writing } = await startForge({ files });
  const { commit } = await propose(writing, acme, new Map([['clusters/x', 'x']]));
  const { forge } = await forgeOn(github, { readOnly: true });
  const { base } = await forge.snapshot();
  await forge.look(acme);
  const sent = () => github.requests().filter(({ method }) => method !== 'GET').length;
  const before = sent();
  const writes: readonly (() => Promise<unknown>)[] = [
    () => forge.putTree(base.root, new Map([['clusters/y', 'y']])),
    () => forge.putCommit({ message: 'm', tree: base.root, parents: [base.commit] }),
    () => forge.createBranch('fleet/other' as Branch, base.commit), // a branch of ours
    () => forge.moveBranch(acme, commit),
    () => forge.deleteBranch(acme, commit),
    () => forge.openPull({ branch: acme, title: 't', body: '', draft: false }),
    () => forge.editPull(1, { title: 't' }),
    () => forge.closePull(1, ''),
    () => forge.addLabels(1, ['x']),
    () => forge.requestReviewers(1, { users: ['x'], teams: [] }),
    () => forge.mergePull(1, commit),
  ];
  for (const write of writes) await expect(write()).rejects.toThrow('a dry run writes nothing, and it was not sent');
  expect(sent()).toBe(before);
});

test('the statuses of a commit are the latest of each context', async () => {
  const { github, forge } = await startForge({ files });
  const { base } = await forge.snapshot();
  const token = github.tokenFor('flux', { metadata: 'read', statuses: 'write' });
  for (const [context, state] of [
    ['flux/acme.example/fsn', 'failure'],
    ['flux/acme.example/fsn', 'success'],
    ['other', 'pending'],
  ] as const) {
    const body = JSON.stringify({ state, context });
    const headers = { authorization: `token ${token}`, 'content-type': 'application/json' };
    await fetch(`${github.url}/repos/acme/fleet/statuses/${base.commit}`, { method: 'POST', headers, body });
  }
  const statuses = await forge.statuses(base.commit);
  expect(statuses.map(({ context, state }) => [context, state]).sort()).toEqual([
    ['flux/acme.example/fsn', 'success'],
    ['other', 'pending'],
  ]);
});

test('the requests left of the hour are known after the first answer', async () => {
  const { forge } = await startForge({ rateLimit: 100 });
  expect(forge.rate()).toBeUndefined();
  await forge.snapshot();
  const rate = present(forge.rate());
  expect(rate.remaining).toBe(95);
  const minutes = (rate.resetsAt.getTime() - Date.now()) / 60_000;
  expect(minutes).toBeGreaterThan(58);
  expect(minutes).toBeLessThan(61);
});

test('a later run does not ask for commits and listings that an earlier one read', async () => {
  const cacheFolder = mkdtempSync(join(tmpdir(), 'objects-'));
  const { github, forge } = await startForge({ files }, { cacheFolder });
  const { base, commit } = await propose(forge, acme, new Map([['clusters/x', 'x']]));
  const folder = present(base.clusters.get('acme.example'));
  const listing = await forge.files(folder.sha);
  const { forge: later } = await forgeOn(github, { cacheFolder });
  expect((await later.commit(commit)).message).toContain('Fleet-Sovereign: acme');
  expect(await later.files(folder.sha)).toEqual(listing);
  expect(later.counts()).toEqual({});
  rmSync(cacheFolder, { recursive: true });
  expect(await later.files(folder.sha)).toEqual(listing);
});

test('it is looked up once that all reviewers were asked, and each time that one was not', async () => {
  const cacheFolder = mkdtempSync(join(tmpdir(), 'objects-'));
  const { github, forge } = await startForge({ files, collaborators: ['ada', 'bob'] }, { cacheFolder });
  await propose(forge, acme, new Map([['clusters/x', 'x']]));
  const events = 'GET /repos/{owner}/{repo}/issues/{issue_number}/events';
  const [ada, both] = [['ada'], ['Ada', 'bob']].map((users) => ({ users, teams: [] }));
  await forge.requestReviewers(1, present(ada));
  github.dropReviewer(1, 'ada');
  for (const sought of [present(both), present(both)]) {
    expect(await forge.reviewersEverOn(1, sought)).toEqual({ users: ['Ada'], teams: [] });
  }
  expect(github.counts()[events]).toBe(2);
  const { forge: later } = await forgeOn(github, { cacheFolder });
  for (const asked of [forge, forge, later]) expect(await asked.reviewersEverOn(1, present(ada))).toEqual(ada);
  expect(github.counts()[events]).toBe(3);
  rmSync(cacheFolder, { recursive: true });
});

test('labels that a pull request once had are found in its events', async () => {
  const { github, forge } = await startForge({ files });
  await propose(forge, acme, new Map([['clusters/x', 'x']]));
  await forge.addLabels(1, ['one', 'two']);
  await forge.addLabels(1, ['two', 'three']);
  const headers = { authorization: `token ${github.token}` };
  await fetch(`${github.url}/repos/acme/fleet/issues/1/labels/one`, { method: 'DELETE', headers });
  expect(await forge.labelsEverOn(1)).toEqual(['one', 'two', 'three']);
  expect((await forge.look(acme)).proposed.pull?.labels).toEqual(['two', 'three']);
});

test('the last change of a folder in the base is found', async () => {
  const { github, forge } = await startForge({ files });
  const change = github.commit({ branch: 'main', files: { 'clusters/acme.example/a.yaml': 'b' } });
  github.commit({ branch: 'main', files: { 'README.md': 'b' } });
  github.commit({ branch: 'topic', files: { 'clusters/acme.example/a.yaml': 'c' } });
  const git = (...args: string[]) => execFileSync('git', ['-C', github.folder, ...args], { encoding: 'utf8' });
  const at = new Date(Number(git('log', '-1', '--format=%ct', change)) * 1000);
  expect(await forge.lastChange('clusters/acme.example')).toEqual({ commit: change, at });
  expect(await forge.lastChange('clusters/none')).toBeUndefined();
});
