import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OctokitForge } from '@sovereign-fleet/pull-request/octokit';
import { forgeOn, startForge, stopAll } from './forge-on-github';

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
    expect(github.files('fleet/acme')).toEqual(new Map([['README.md', '# Fleet\n'], ['clusters/acme.example/b/c.yaml', 'c\n'], ['clusters/acme.example/new.yaml', 'new\n']])); // prettier-ignore
    expect(await forge.isInBase(commit)).toBe(false);
    expect(await forge.isInBase(base.commit)).toBe(true);
    const next = await forge.putCommit({ message: 'Back', tree: base.root, parents: [commit] });
    await forge.moveBranch(acme, next);
    await forge.closePull(pull.number, 'Closed');
    await forge.deleteBranch(acme);
    expect(await forge.look(acme)).toEqual({ base, proposed: {} });
    const closed = { number: 1, url: open.url, body: 'Closed', head: next };
    expect(await forge.closedPulls(acme)).toEqual([expect.objectContaining(closed)]);
  },
);

test('files and texts of a tree', async () => {
  const { forge } = await startForge({ files });
  const { base } = await forge.snapshot();
  const folder = base.clusters.get('acme.example');
  const listing = await forge.files(folder!.sha);
  expect([...listing].map(([path, { mode }]) => [path, mode])).toEqual([
    ['a.yaml', '100644'],
    ['b/c.yaml', '100644'],
  ]);
  expect(await forge.blob(listing.get('b/c.yaml')!.sha)).toBe('c\n');
});
