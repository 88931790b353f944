import { exampleBranch } from '../testing/example-desired';
import { forgeOn, present, startForge, stopAll } from '../testing/forge-on-github';
import { acme, acmeFiles, propose } from '../testing/propose-on-github';

afterEach(stopAll);

test.each([{ mount: '' }, { mount: '/api/v3' }] as const)(
  'a pull request from first to last, at "$mount"',
  async ({ mount }) => {
    const { github, forge } = await startForge({ mount, files: acmeFiles });
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

test('a dry run reads everything and sends no write', async () => {
  const { github, forge: writing } = await startForge({ files: acmeFiles });
  const { commit } = await propose(writing, acme, new Map([['clusters/x', 'x']]));
  const { forge } = await forgeOn(github, { readOnly: true });
  const { base } = await forge.snapshot();
  await forge.look(acme);
  const sent = () => github.requests().filter(({ method }) => method !== 'GET').length;
  const before = sent();
  const writes: readonly (() => Promise<unknown>)[] = [
    () => forge.putTree(base.root, new Map([['clusters/y', 'y']])),
    () => forge.putCommit({ message: 'm', tree: base.root, parents: [base.commit] }),
    () => forge.createBranch(exampleBranch('other'), base.commit),
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
  const { github, forge } = await startForge({ files: acmeFiles });
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
