import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { at, start, stopAll } from './testing';

afterEach(stopAll);

test.each([{ mount: '' }, { mount: '/api/v3' }] as const)(
  'a pull request is made, updated and merged by Octokit, mounted at "$mount"',
  async ({ mount }) => {
    const { github, git, pulls, octokit } = await start({ mount, files: { 'a.txt': 'a\n', 'clusters/x/y': 'old\n' } });
    const main = (await git.getRef({ ...at, ref: 'heads/main' })).data.object.sha;
    const base_tree = (await git.getCommit({ ...at, commit_sha: main })).data.tree.sha;
    const entry = { mode: '100644', type: 'blob' } as const;
    const tree = await git.createTree({
      ...at,
      base_tree,
      tree: [
        { path: 'clusters/z/new', content: 'new\n', ...entry },
        { path: 'clusters/x/y', sha: null, ...entry },
      ],
    });
    const commit = await git.createCommit({ ...at, message: 'Change', tree: tree.data.sha, parents: [main] });
    await git.createRef({ ...at, ref: 'refs/heads/fleet/z', sha: commit.data.sha });
    const opened = await pulls.create({ ...at, title: 'Z', head: 'fleet/z', base: 'main', body: 'text' });
    expect(opened.data).toMatchObject({
      number: 1,
      mergeable: null,
      commits: 1,
      changed_files: 2,
      additions: 1,
      deletions: 1,
    });
    await octokit.rest.issues.addLabels({ ...at, issue_number: 1, labels: ['fleet'] });
    await pulls.update({ ...at, pull_number: 1, title: 'Z again' });
    const listing = await pulls.list({ ...at, head: 'acme:fleet/z' });
    expect(listing.data.map(({ title, labels }) => [title, labels.map(({ name }) => name)])).toEqual([
      ['Z again', ['fleet']],
    ]);
    const got = await pulls.get({ ...at, pull_number: 1 });
    expect(got.data).toMatchObject({ mergeable: true, mergeable_state: 'clean' });
    await pulls.merge({ ...at, pull_number: 1, sha: commit.data.sha });
    await git.deleteRef({ ...at, ref: 'heads/fleet/z' });
    const after = await pulls.get({ ...at, pull_number: 1 });
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
