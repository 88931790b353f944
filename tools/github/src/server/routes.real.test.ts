import { fleetPermissions } from '../state/caller';
import { fleetRepo, octokitFor, start, stopAll } from '../testing/test-server';
afterEach(stopAll);

const blob = { mode: '100644', type: 'blob' } as const;

test('a new tree can graft, delete and turn a file into a folder, and keeps modes', async () => {
  const { github, git } = await start({ files: { 'x/a': 'a', 'x/b': 'b', 'y/c': 'c', f: 'f' } });
  const base = (await git.getTree({ ...fleetRepo, tree_sha: 'main' })).data;
  const x = base.tree.find(({ path }) => path === 'x')?.sha ?? '';
  const { data } = await git.createTree({
    ...fleetRepo,
    base_tree: base.sha,
    tree: [
      { path: 'z/copy', mode: '040000', type: 'tree', sha: x },
      { path: 'y/c', ...blob, sha: null },
      { path: 'f', ...blob, sha: null },
      { path: 'f/inside', content: 'in', ...blob },
      { path: 'run.sh', mode: '100755', type: 'blob', content: '#!/bin/sh\n' },
    ],
  });
  expect(data.tree.map(({ path, mode }) => [path, mode])).toEqual([
    ['f', '040000'],
    ['run.sh', '100755'],
    ['x', '040000'],
    ['z', '040000'],
  ]);
  const sha = (
    await git.createCommit({
      ...fleetRepo,
      message: 'M',
      tree: data.sha,
      parents: [github.refs()['refs/heads/main'] ?? ''],
    })
  ).data.sha;
  await git.updateRef({ ...fleetRepo, ref: 'heads/main', sha });
  expect([...github.files('main').keys()]).toEqual(['f/inside', 'run.sh', 'x/a', 'x/b', 'z/copy/a', 'z/copy/b']);
});

test('a recursive tree is truncated at the limit', async () => {
  const { git } = await start({ files: { 'x/a': '', 'x/b': '' }, treeLimit: 2 });
  const { data } = await git.getTree({ ...fleetRepo, tree_sha: 'main', recursive: '1' });
  expect([data.truncated, data.tree.length]).toEqual([true, 2]);
});

test.each([
  { signing: false, named: false, committer: 'GitHub', reason: 'unsigned' },
  { signing: true, named: false, committer: 'GitHub', reason: 'valid' },
  { signing: true, named: true, committer: 'Ada', reason: 'unsigned' },
])(
  'the signature of a commit is $reason if signing is $signing and an author was named is $named',
  async ({ signing, named, committer, reason }) => {
    const { git } = await start({ signing });
    const tree = (await git.getTree({ ...fleetRepo, tree_sha: 'main' })).data.sha;
    const author = named ? { author: { name: 'Ada', email: 'ada@example.com' } } : {};
    const { data } = await git.createCommit({ ...fleetRepo, message: 'M', tree, parents: [], ...author });
    expect([data.committer.name, data.verification.reason]).toEqual([committer, reason]);
    expect((await git.getCommit({ ...fleetRepo, commit_sha: data.sha })).data).toEqual(data);
  },
);

test('the combined status of a commit follows its statuses', async () => {
  const { github, octokit } = await start();
  const sha = github.refs()['refs/heads/main'] ?? '';
  const flux = octokitFor(github, github.tokenFor('flux', { ...fleetPermissions, statuses: 'write' }));
  const combined = async () => (await octokit.rest.repos.getCombinedStatusForRef({ ...fleetRepo, ref: 'main' })).data;
  expect((await combined()).state).toBe('pending');
  await flux.rest.repos.createCommitStatus({ ...fleetRepo, sha, state: 'failure', context: 'kustomization/acme' });
  expect((await combined()).state).toBe('failure');
  await flux.rest.repos.createCommitStatus({ ...fleetRepo, sha, state: 'success', context: 'kustomization/acme' });
  expect(await combined()).toMatchObject({ state: 'success', total_count: 1 });
  expect((await octokit.rest.repos.listCommitStatusesForRef({ ...fleetRepo, ref: sha })).data).toHaveLength(2);
});

test('a label is added once in any case of letters, listed and removed', async () => {
  const { github, issues, pulls } = await start();
  github.commit({ branch: 'x', files: { b: '' } });
  await pulls.create({ ...fleetRepo, title: 'X', head: 'x', base: 'main' });
  const issue = { ...fleetRepo, issue_number: 1 };
  await issues.addLabels({ ...issue, labels: ['fleet', 'fleet/hold'] });
  await issues.addLabels({ ...issue, labels: ['Fleet'] });
  await issues.removeLabel({ ...issue, name: 'fleet/hold' });
  expect((await issues.listLabelsOnIssue(issue)).data.map(({ name }) => name)).toEqual(['fleet']);
});

test('a pull request shows the reviewers and teams that were asked', async () => {
  const { github, pulls } = await start({ collaborators: ['ada'], teams: ['platform'] });
  github.commit({ branch: 'x', files: { b: '' } });
  await pulls.create({ ...fleetRepo, title: 'X', head: 'x', base: 'main', draft: true });
  const { data } = await pulls.requestReviewers({
    ...fleetRepo,
    pull_number: 1,
    reviewers: ['ada'],
    team_reviewers: ['platform'],
  });
  expect([
    data.draft,
    data.requested_reviewers?.map(({ login }) => login),
    data.requested_teams?.map(({ slug }) => slug),
  ]).toEqual([true, ['ada'], ['platform']]);
});

test('the page of a pull request says in plain text what it is and what it changes', async () => {
  const { github, pulls, issues } = await start({ files: { a: 'a\n' } });
  github.commit({ branch: 'fleet/x', files: { a: 'b\n' } });
  const { data } = await pulls.create({ ...fleetRepo, title: 'Title', head: 'fleet/x', base: 'main', body: 'Text' });
  await issues.addLabels({ ...fleetRepo, issue_number: 1, labels: ['fleet'] });
  const page = async (url: string) => await (await fetch(url)).text();
  expect(await page(data.html_url)).toMatch(
    /^Title \(#1, open\)\nfleet\/x into main\nlabels: fleet\n\nText\n\n a \| 2 \+-\n[^]*\n-a\n\+b\n$/,
  );
  github.merge(1);
  expect(await page(`${github.web}/pulls`)).toBe(`${data.html_url}  merged  Title\n`);
});

test('a comparison of branches shows commits and files', async () => {
  const { github, octokit } = await start({ files: { a: 'a\n', gone: 'x\n' } });
  github.commit({ branch: 'fleet/x', files: { a: 'a\nb\n', gone: null, new: 'n\n' } });
  github.commit({ branch: 'main', files: { other: '' } });
  const { data } = await octokit.rest.repos.compareCommitsWithBasehead({ ...fleetRepo, basehead: 'main...fleet/x' });
  expect([data.status, data.ahead_by, data.behind_by]).toEqual(['diverged', 1, 1]);
  expect(
    data.files?.map(({ filename, status, additions, deletions }) => [filename, status, additions, deletions]),
  ).toEqual([
    ['a', 'modified', 1, 0],
    ['gone', 'removed', 0, 1],
    ['new', 'added', 1, 0],
  ]);
});

test.each([
  { branch: 'main', isProtected: true },
  { branch: 'fleet/x', isProtected: false },
])('the branch $branch is protected: $isProtected', async ({ branch, isProtected }) => {
  const { github, octokit } = await start({ protectedBranches: ['main'] });
  github.commit({ branch: 'fleet/x', files: { a: '' } });
  expect((await octokit.rest.repos.getBranch({ ...fleetRepo, branch })).data.protected).toBe(isProtected);
});

test('the events of a pull request show who was asked for a review and who was dropped', async () => {
  const { github, pulls, issues } = await start({ collaborators: ['ada'], teams: ['platform'] });
  github.commit({ branch: 'topic', files: { z: 'z' } });
  await pulls.create({ ...fleetRepo, title: 'T', head: 'topic', base: 'main' });
  await pulls.requestReviewers({ ...fleetRepo, pull_number: 1, reviewers: ['ada'], team_reviewers: ['platform'] });
  github.dropReviewer(1, 'ada');
  const { data } = await issues.listEvents({ ...fleetRepo, issue_number: 1 });
  const who = (event: (typeof data)[number]) => [
    'requested_reviewer' in event ? event.requested_reviewer.login : undefined,
    'requested_team' in event ? event.requested_team.slug : undefined,
  ];
  expect(data.map((event) => [event.event, ...who(event)])).toEqual([
    ['review_requested', 'ada', undefined],
    ['review_requested', undefined, 'platform'],
    ['review_request_removed', 'ada', undefined],
  ]);
});

test('the events of a pull request show its labels, and the commits of a branch can be listed by path', async () => {
  const { github, octokit, pulls, issues } = await start({ files: { 'x/a': 'a' } });
  const changed = github.commit({ branch: 'main', files: { 'x/a': 'b' } });
  github.commit({ branch: 'main', files: { y: 'y' } });
  github.commit({ branch: 'topic', files: { z: 'z' } });
  await pulls.create({ ...fleetRepo, title: 'T', head: 'topic', base: 'main' });
  await issues.addLabels({ ...fleetRepo, issue_number: 1, labels: ['one', 'two'] });
  await issues.removeLabel({ ...fleetRepo, issue_number: 1, name: 'one' });
  const { data } = await issues.listEvents({ ...fleetRepo, issue_number: 1 });
  expect(data.map(({ event, ...rest }) => [event, 'label' in rest ? rest.label.name : ''])).toEqual([
    ['labeled', 'one'],
    ['labeled', 'two'],
    ['unlabeled', 'one'],
  ]);
  const log = async (path: string) =>
    (await octokit.rest.repos.listCommits({ ...fleetRepo, sha: 'main', path })).data.map(({ sha }) => sha);
  expect((await log('x'))[0]).toBe(changed);
  expect(await log('x')).toHaveLength(2);
  expect(await log('z')).toEqual([]);
});
