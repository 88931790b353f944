import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fleetRepo, start, stopAll } from './testing/test-server';
afterEach(stopAll);

test.each([{ mount: '' }, { mount: '/api/v3' }] as const)(
  'a pull request is made, updated and merged by Octokit, mounted at "$mount"',
  async ({ mount }) => {
    const { github, git, pulls, octokit } = await start({ mount, files: { 'a.txt': 'a\n', 'clusters/x/y': 'old\n' } });
    const main = (await git.getRef({ ...fleetRepo, ref: 'heads/main' })).data.object.sha;
    const base_tree = (await git.getCommit({ ...fleetRepo, commit_sha: main })).data.tree.sha;
    const entry = { mode: '100644', type: 'blob' } as const;
    const tree = await git.createTree({
      ...fleetRepo,
      base_tree,
      tree: [
        { path: 'clusters/z/new', content: 'new\n', ...entry },
        { path: 'clusters/x/y', sha: null, ...entry },
      ],
    });
    const commit = await git.createCommit({ ...fleetRepo, message: 'Change', tree: tree.data.sha, parents: [main] });
    await git.createRef({ ...fleetRepo, ref: 'refs/heads/fleet/z', sha: commit.data.sha });
    const opened = await pulls.create({ ...fleetRepo, title: 'Z', head: 'fleet/z', base: 'main', body: 'text' });
    expect(opened.data).toMatchObject({
      number: 1,
      mergeable: null,
      commits: 1,
      changed_files: 2,
      additions: 1,
      deletions: 1,
    });
    await octokit.rest.issues.addLabels({ ...fleetRepo, issue_number: 1, labels: ['fleet'] });
    await pulls.update({ ...fleetRepo, pull_number: 1, title: 'Z again' });
    const listing = await pulls.list({ ...fleetRepo, head: 'acme:fleet/z' });
    expect(listing.data.map(({ title, labels }) => [title, labels.map(({ name }) => name)])).toEqual([
      ['Z again', ['fleet']],
    ]);
    const got = await pulls.get({ ...fleetRepo, pull_number: 1 });
    expect(got.data).toMatchObject({ mergeable: true, mergeable_state: 'clean' });
    await pulls.merge({ ...fleetRepo, pull_number: 1, sha: commit.data.sha });
    await git.deleteRef({ ...fleetRepo, ref: 'heads/fleet/z' });
    const after = await pulls.get({ ...fleetRepo, pull_number: 1 });
    expect(after.data).toMatchObject({ state: 'closed', merged: true });
    const folder = mkdtempSync(join(tmpdir(), 'clone-'));
    github.clone(join(folder, 'clone'));
    expect(readFileSync(join(folder, 'clone/clusters/z/new'), 'utf8')).toBe('new\n');
    rmSync(folder, { recursive: true });
    expect([...github.files('main')]).toEqual([
      ['a.txt', 'a\n'],
      ['clusters/z/new', 'new\n'],
    ]);
    expect(Object.keys(github.refs())).toEqual(['refs/heads/main']);
  },
);
