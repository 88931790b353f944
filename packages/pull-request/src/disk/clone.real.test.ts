import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cloneForge } from './clone';
import { describeFailure } from '../forge/forge-error';
import type { ForgeError } from '../forge/forge-error';
import { sha } from '../forge/git-object';
import type { BranchName } from '../forge/branch-name';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sovereign-fleet-clone-'));
  git('init', '--quiet', '--initial-branch=main', 'origin');
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

const identity = ['-c', 'user.name=A Person', '-c', 'user.email=person@example.com'];

function git(...args: readonly string[]): string {
  const { env } = process;
  return execFileSync('git', args, { cwd: root, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}

function commit(files: Readonly<Record<string, string>>, message = 'Change'): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, 'origin', path)), { recursive: true });
    writeFileSync(join(root, 'origin', path), content);
  }
  git('-C', 'origin', 'add', '--all');
  git('-C', 'origin', ...identity, 'commit', '--quiet', '--allow-empty', '-m', message);
  return git('-C', 'origin', 'rev-parse', 'HEAD');
}

const branch = 'fleet/acme' as BranchName;

test.each(['--bare', '--no-checkout'])(
  'a clone made with %s shows the base, the branches and their commits',
  async (how) => {
    const base = commit({ 'clusters/acme.example.com/a b.yaml': 'a: 1\n', 'README.md': 'read' });
    git('-C', 'origin', 'checkout', '--quiet', '-b', branch);
    const head = commit({ 'clusters/acme.example.com/a b.yaml': 'ä: 2\n' }, 'Subject\n\nBody\n\nFleet-Sovereign: acme');
    git('-C', 'origin', 'checkout', '--quiet', 'main');
    git('clone', '--quiet', how, 'origin', 'clone');
    const forge = cloneForge({ folder: join(root, 'clone'), branch: 'main', environment: process.env });

    const snapshot = await forge.snapshot();
    expect(snapshot.base.commit).toBe(base);
    expect([...snapshot.base.rootListing.keys()]).toEqual(['README.md', 'clusters']);
    expect([...snapshot.base.clusters.keys()]).toEqual(['acme.example.com']);
    expect(snapshot.proposed).toEqual(new Map([[branch, { head }]]));
    expect(await forge.look(branch)).toEqual({ base: snapshot.base, proposed: { head } });

    const made = await forge.commit(sha(head));
    expect(made).toEqual({
      sha: head,
      tree: git('-C', 'origin', 'rev-parse', `${head}^{tree}`),
      parents: [base],
      message: 'Subject\n\nBody\n\nFleet-Sovereign: acme\n',
    });
    const files = await forge.files(made.tree);
    expect([...files.keys()]).toEqual(['README.md', 'clusters/acme.example.com/a b.yaml']);
    const file = files.get('clusters/acme.example.com/a b.yaml');
    expect(file?.mode).toBe('100644');
    expect(await forge.blob(sha(file?.sha ?? ''))).toBe('ä: 2\n');
    expect([await forge.isInBase(sha(base)), await forge.isInBase(sha(head))]).toEqual([true, false]);
    expect(await forge.mergeBase(sha(base), sha(head))).toBe(base);
    expect(await forge.closedPulls(branch)).toEqual([]);
  },
);

test.each(['--squash', '--no-ff'])('what changed a folder last is its merge, made with %s', async (how) => {
  const before = { ...process.env };
  const at = (time: string) => Object.assign(process.env, { GIT_COMMITTER_DATE: `2026-01-05T${time}:00Z` });
  at('09:00');
  commit({ 'README.md': 'read' });
  git('-C', 'origin', 'checkout', '--quiet', '-b', branch);
  commit({ 'clusters/acme.example.com/a.yaml': 'a: 1' });
  git('-C', 'origin', 'checkout', '--quiet', 'main');
  at('11:00');
  git('-C', 'origin', ...identity, 'merge', '--quiet', how, branch, '-m', 'Merge');
  if (how === '--squash') git('-C', 'origin', ...identity, 'commit', '--quiet', '-m', 'Squash');
  const merge = git('-C', 'origin', 'rev-parse', 'HEAD');
  commit({ 'README.md': 'words' });
  process.env = before;
  const forge = cloneForge({ folder: join(root, 'origin'), branch: 'main', environment: process.env });
  const landed = { commit: merge, at: new Date('2026-01-05T11:00:00Z') };
  expect(await forge.lastChange('clusters/acme.example.com')).toEqual(landed);
  expect(await forge.lastChange('clusters/globex.example.com')).toBeUndefined();
});

test('git gets neither our credentials nor the repository of a hook that we run in', async () => {
  const base = commit({ 'README.md': 'read' });
  const script = '#!/bin/sh\nenv | grep ^SOVEREIGN_FLEET_GITHUB_ >>"$0.seen"\nPATH="${PATH#*:}" exec git "$@"\n';
  mkdirSync(join(root, 'bin'));
  writeFileSync(join(root, 'bin/git'), script, { mode: 0o755 });
  const environment = {
    ...process.env,
    PATH: `${join(root, 'bin')}:${process.env['PATH'] ?? ''}`,
    GIT_DIR: join(root, 'elsewhere'),
    SOVEREIGN_FLEET_GITHUB_TOKEN: 'secret',
  };
  const forge = cloneForge({ folder: join(root, 'origin'), branch: 'main', environment });
  expect((await forge.snapshot()).base.commit).toBe(base);
  expect(readFileSync(join(root, 'bin/git.seen'), 'utf8')).toBe('');
});

test('a base without the folder clusters has an empty listing of it', async () => {
  commit({ 'README.md': 'read' });
  const { base } = await cloneForge({
    folder: join(root, 'origin'),
    branch: 'main',
    environment: process.env,
  }).snapshot();
  expect(base.clusters).toEqual(new Map());
});

function gitSays(folder: string): string {
  return spawnSync('git', ['-C', folder, 'rev-parse'], { encoding: 'utf8' }).stderr;
}

test.each([
  {
    what: 'a folder that is not there',
    folder: 'nowhere',
    says: (folder: string) => `fatal: cannot change to '${folder}': No such file or directory`,
  },
  {
    what: 'a folder that is no clone',
    folder: '.',
    // Git names where it stopped to look: at the root, or where another disk begins.
    says: (folder: string) => /^fatal: not a git repository .*/.exec(gitSays(folder))?.[0],
  },
])('a clone that cannot be read is refused: $what', async ({ folder, says }) => {
  const error: unknown = await cloneForge({ folder: join(root, folder), branch: 'main', environment: process.env })
    .snapshot()
    .catch((e: unknown) => e);
  expect(error).toMatchObject({ code: 'not-found', operation: 'look at the clone' });
  expect(describeFailure(error as ForgeError)).toBe(
    `look at the clone: ${says(join(root, folder))}. Give --clone the folder of a clone of the fleet ` +
      `repository, with its base branch.`,
  );
});

test('a clone without the base branch is refused with the name of the branch', async () => {
  commit({ a: '1' });
  await expect(
    cloneForge({ folder: join(root, 'origin'), branch: 'production', environment: process.env }).snapshot(),
  ).rejects.toThrow('it has no branch "production"');
});

test('a clone refuses writes', async () => {
  commit({ a: '1' });
  const forge = cloneForge({ folder: join(root, 'origin'), branch: 'main', environment: process.env });
  await expect(forge.deleteBranch(branch, sha('0'.repeat(40)))).rejects.toThrow(
    'A clone is only read, and was asked to delete a branch',
  );
  await expect(forge.putTree(sha('0'.repeat(40)), new Map())).rejects.toMatchObject({ code: 'refused' });
});
