import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Github } from './github';
import { startGithub } from './start-github';
import { fleetRepo, start, stopAll } from './testing/test-server';
afterEach(stopAll);

const one = { ...fleetRepo, pull_number: 1 };

async function withPull() {
  const started = await start({ files: { 'a.txt': 'a\n' } });
  const head = started.github.commit({ branch: 'fleet/x', files: { 'b.txt': 'b\n' } });
  await started.pulls.create({ ...fleetRepo, title: 'X', head: 'fleet/x', base: 'main' });
  return { ...started, head };
}

interface Row {
  readonly what: string;
  readonly happens: (github: Github) => unknown;
  readonly state: string;
  readonly merged: boolean;
}

const moveTo = (github: Github, branch: string, sha: string) => {
  execFileSync('git', ['update-ref', `refs/heads/${branch}`, sha], { cwd: github.folder });
};

test.each<Row>([
  {
    what: 'a further commit',
    state: 'open',
    merged: false,
    happens: (github) => github.commit({ branch: 'fleet/x', files: { c: '' } }),
  },
  {
    what: 'a deleted branch',
    state: 'closed',
    merged: false,
    happens: (github) => {
      github.deleteBranch('fleet/x');
    },
  },
  {
    what: 'a push of the head to the base',
    state: 'closed',
    merged: true,
    happens: (github) => {
      moveTo(github, 'main', github.refs()['refs/heads/fleet/x'] ?? '');
    },
  },
  {
    what: 'a push of the base to the head',
    state: 'closed',
    merged: false,
    happens: (github) => {
      moveTo(github, 'fleet/x', github.refs()['refs/heads/main'] ?? '');
    },
  },
  {
    what: 'an unrelated push to the base',
    state: 'open',
    merged: false,
    happens: (github) => github.commit({ branch: 'main', files: { c: '' } }),
  },
  { what: 'a merge by a person', state: 'closed', merged: true, happens: (github) => github.merge(1) },
  {
    what: 'a squash by a person',
    state: 'closed',
    merged: true,
    happens: (github) => github.merge(1, { method: 'squash' }),
  },
  {
    what: 'a close by a person',
    state: 'closed',
    merged: false,
    happens: (github) => {
      github.close(1);
    },
  },
])('$what leaves the pull request $state, merged: $merged', async ({ happens, state, merged }) => {
  const { github, pulls } = await withPull();
  happens(github);
  const { data } = await pulls.get(one);
  expect(data).toMatchObject({ state, merged });
  if (state === 'open') expect(data.head.sha).toBe(github.refs()['refs/heads/fleet/x']);
});

test('a closed pull request keeps its head, and has the newer commits once it is reopened', async () => {
  const { github, pulls, head } = await withPull();
  github.close(1);
  const later = github.commit({ branch: 'fleet/x', files: { c: '' } });
  expect((await pulls.get(one)).data.head.sha).toBe(head);
  const { data } = await pulls.update({ ...one, state: 'open' });
  expect([data.state, data.closed_at, data.head.sha]).toEqual(['open', null, later]);
});

test('a pull request is mergeable if Git can merge it, and a branch that is behind can be updated', async () => {
  const { github, pulls, git } = await withPull();
  const base = github.commit({ branch: 'main', files: { 'c.txt': 'c\n' } });
  expect((await pulls.get(one)).data).toMatchObject({ mergeable: true, mergeable_state: 'clean' });
  await pulls.updateBranch(one);
  const { data } = await pulls.get(one);
  const commit = (await git.getCommit({ ...fleetRepo, commit_sha: data.head.sha })).data;
  expect(commit.parents.map(({ sha }) => sha)[1]).toBe(base);
  expect(data).toMatchObject({ changed_files: 1, additions: 1, deletions: 0, commits: 2 });
  expect([...github.files('fleet/x').keys()]).toEqual(['a.txt', 'b.txt', 'c.txt']);
  github.commit({ branch: 'main', files: { 'b.txt': 'other\n' } });
  expect((await pulls.get(one)).data).toMatchObject({ mergeable: false, mergeable_state: 'dirty' });
});

test.each([
  { query: {}, numbers: [3, 2, 1] },
  { query: { sort: 'created', direction: 'asc' }, numbers: [1, 2, 3] },
  { query: { sort: 'updated', direction: 'desc' }, numbers: [2, 3, 1] },
  { query: { head: 'acme:b2' }, numbers: [2] },
  { query: { head: 'b2' }, numbers: [3, 2, 1] },
  { query: { head: 'other:b2' }, numbers: [] },
  { query: { base: 'none' }, numbers: [] },
  { query: { state: 'closed' }, numbers: [4] },
  { query: { state: 'all' }, numbers: [4, 3, 2, 1] },
  { query: { per_page: 2, page: 2 }, numbers: [1] },
] as const)('pull requests are listed by $query: $numbers', async ({ query, numbers }) => {
  let minute = 0;
  const { github, pulls } = await start({ now: () => new Date(1_800_000_000_000 + 60_000 * minute++) });
  for (const number of [1, 2, 3, 4]) {
    github.commit({ branch: `b${number}`, files: { [`${number}`]: '' } });
    await pulls.create({ ...fleetRepo, title: `${number}`, head: `b${number}`, base: 'main' });
  }
  github.close(4);
  await pulls.update({ ...fleetRepo, pull_number: 2, title: 'Two' });
  expect((await pulls.list({ ...fleetRepo, ...query })).data.map(({ number }) => number)).toEqual(numbers);
});

test('a client finds every page by the links', async () => {
  const { github, pulls, git, octokit } = await start({ refsPerPage: 2 });
  for (const name of ['a', 'b', 'c', 'd', 'e']) {
    github.commit({ branch: `fleet/${name}`, files: { [name]: '' } });
    await pulls.create({ ...fleetRepo, title: name, head: `fleet/${name}`, base: 'main' });
  }
  const middle = await pulls.list({ ...fleetRepo, per_page: 2, page: 2 });
  expect(middle.headers.link?.split(', ').map((link) => link.slice(link.indexOf('rel=')))).toEqual(
    ['prev', 'next', 'last', 'first'].map((rel) => `rel="${rel}"`),
  );
  expect(await octokit.paginate(pulls.list, { ...fleetRepo, per_page: 2 })).toHaveLength(5);
  const refs = await octokit.paginate(git.listMatchingRefs, { ...fleetRepo, ref: 'heads/fleet/' });
  expect(refs.map(({ ref }) => ref)).toEqual(['a', 'b', 'c', 'd', 'e'].map((name) => `refs/heads/fleet/${name}`));
});

test('the server sees refs that plain git pushes, packs, moves and deletes', async () => {
  const { github, git } = await withPull();
  const folder = mkdtempSync(join(tmpdir(), 'push-'));
  const run = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', '-C', folder, ...args]).toString();
  const branches = async () => {
    const { data } = await git.listMatchingRefs({ ...fleetRepo, ref: 'heads/' });
    return data.map(({ ref, object }) => [ref.slice('refs/heads/'.length), object.sha]);
  };
  github.clone(folder);
  mkdirSync(join(folder, 'deep'));
  writeFileSync(join(folder, 'deep/c.txt'), 'c\n');
  run('add', '.');
  run('commit', '--quiet', '--message=By hand');
  run('push', '--quiet', 'origin', 'HEAD:main', 'HEAD:team/y');
  const pushed = run('rev-parse', 'HEAD').trim();
  expect((await branches()).filter(([, sha]) => sha === pushed).map(([name]) => name)).toEqual(['main', 'team/y']);
  execFileSync('git', ['gc', '--quiet', '--prune=now'], { cwd: github.folder });
  expect((await branches()).map(([name]) => name)).toEqual(['fleet/x', 'main', 'team/y']);
  await git.deleteRef({ ...fleetRepo, ref: 'heads/team/y' });
  run('push', '--quiet', '--delete', 'origin', 'fleet/x');
  expect((await branches()).map(([name]) => name)).toEqual(['main']);
  expect(github.pulls().map(({ state }) => state)).toEqual(['closed']);
  // A folder that a branch left empty is not in the way of a branch of its name.
  await git.createRef({ ...fleetRepo, ref: 'refs/heads/team', sha: pushed });
  rmSync(folder, { recursive: true });
});

test('a repository that exists is served again, with its packed objects', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bare-'));
  const first = await startGithub({ repository: folder, files: { 'a/b.txt': 'text\n' } });
  await first.stop();
  execFileSync('git', ['gc', '--quiet'], { cwd: folder });
  const { github, git } = await start({ repository: folder });
  expect([...github.files('main')]).toEqual([['a/b.txt', 'text\n']]);
  const { data } = await git.getTree({ ...fleetRepo, tree_sha: 'main', recursive: 'true' });
  expect(data.tree.map(({ path, type }) => `${type} ${path}`)).toEqual(['tree a', 'blob a/b.txt']);
  const blob = await git.getBlob({ ...fleetRepo, file_sha: data.tree[1]?.sha ?? '' });
  expect(Buffer.from(blob.data.content, 'base64').toString()).toBe('text\n');
  await stopAll();
  rmSync(folder, { recursive: true });
});

test('many files are written in a pack, and Git reads the same as the server', async () => {
  const files = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`d${n % 7}/f${n}`, 'line\n'.repeat(n)]));
  const { github } = await start({ files });
  const folder = mkdtempSync(join(tmpdir(), 'clone-'));
  github.clone(join(folder, 'c'));
  for (const [path, content] of github.files('main'))
    expect(readFileSync(join(folder, 'c', path), 'utf8')).toBe(content);
  expect(github.files('main').size).toBe(300);
  rmSync(folder, { recursive: true });
});
