import { execFileSync } from 'node:child_process';
import type { Github } from '@sovereign-fleet/github';
import { acme, acmeFiles } from '../testing/propose-on-github';
import { startForge, stopAll } from '../testing/forge-on-github';

const folder = 'clusters/acme.example';

afterEach(stopAll);

/** A pull request with one commit of ours, an hour old. */
async function proposedAnHourAgo() {
  let now = Date.parse('2026-01-05T10:00:00Z');
  const { github, forge } = await startForge({ files: { [`${folder}/a.yaml`]: 'a' }, now: () => new Date(now) });
  const { base } = await forge.snapshot();
  const tree = await forge.putTree(base.root, new Map([[`${folder}/a.yaml`, 'b']]));
  const head = await forge.putCommit({ message: ourMessage(tree), tree, parents: [base.commit] });
  await forge.createBranch(acme, head);
  await forge.openPull({ branch: acme, title: 'Update acme', body: '', draft: false });
  now += 3_600_000;
  return { github, head, lastChange: () => forge.lastChange(folder), landed: new Date(now) };
}

/** Whose tree it is decides that a commit is ours; the other trailers only have to have their form. */
function ourMessage(root: string): string {
  const trailers = {
    'Fleet-Sovereign': 'acme',
    'Fleet-Folder': folder,
    'Fleet-Subtree': 'none',
    'Fleet-Base-Subtree': 'none',
    'Fleet-Base': '1'.repeat(40),
    'Fleet-Root-Tree': root,
    'Fleet-Campaign': 'none',
    'Fleet-Generator': '1.0.0',
  };
  const lines = Object.entries(trailers).map(([name, value]) => `${name}: ${value}`);
  return `Update acme\n\n${lines.join('\n')}\n`;
}

test.each([
  { how: { method: 'squash' }, requests: 1 },
  { how: { method: 'squash', title: 'A title by hand', message: '' }, requests: 2 },
  { how: { method: 'merge' }, requests: 2 },
] as const)('a change has landed with the merge of its pull request: $how', async ({ how, requests }) => {
  const { github, lastChange, landed } = await proposedAnHourAgo();
  const commit = github.merge(1, how);
  const before = github.requests().length;
  expect(await lastChange()).toEqual({ commit, at: landed });
  expect(github.requests().length - before).toBe(requests);
});

test('a squash with only our words is told from our commit by its pull request', async () => {
  const { github, lastChange, landed } = await proposedAnHourAgo();
  const [title = '', ...rest] = messageOf(github).split('\n\n');
  const commit = github.merge(1, { method: 'squash', title, message: rest.join('\n\n') });
  expect(await lastChange()).toEqual({ commit, at: landed });
});

test('the time of a commit of ours is unknown if no pull request brought it to the base', async () => {
  const { github, head, lastChange } = await proposedAnHourAgo();
  github.close(1);
  execFileSync('git', ['update-ref', 'refs/heads/main', head], { cwd: github.folder });
  expect(await lastChange()).toEqual({ commit: head, at: undefined });
});

function messageOf({ folder: repository }: Github): string {
  return execFileSync('git', ['log', '-1', '--format=%B', acme], { cwd: repository, encoding: 'utf8' });
}

test('the last change of a folder in the base is found', async () => {
  const { github, forge } = await startForge({ files: acmeFiles });
  const change = github.commit({ branch: 'main', files: { 'clusters/acme.example/a.yaml': 'b' } });
  github.commit({ branch: 'main', files: { 'README.md': 'b' } });
  github.commit({ branch: 'topic', files: { 'clusters/acme.example/a.yaml': 'c' } });
  const git = (...args: string[]) => execFileSync('git', ['-C', github.folder, ...args], { encoding: 'utf8' });
  const at = new Date(Number(git('log', '-1', '--format=%ct', change)) * 1000);
  expect(await forge.lastChange('clusters/acme.example')).toEqual({ commit: change, at });
  expect(await forge.lastChange('clusters/none')).toBeUndefined();
});
