// The steps of upgrade.yaml that touch git, as GitHub's runner starts them: by real git, and by a `gh` that only writes
// down what it is asked.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFiles } from '@sovereign-fleet/workspace/testing';
import { readWorkflow } from './workflow';

const { jobs } = readWorkflow('generators/files/upgrade.yaml');
const stepsOf = (name: string) => jobs[name]?.steps ?? [];
const patchStep = stepsOf('migrate').find(({ id }) => id === 'patch')?.run ?? '';
const proposeStep = stepsOf('propose').find(({ run }) => run !== undefined)?.run ?? '';

let folder: string;
let clone: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'upgrade-')));
  clone = join(folder, 'clone');
  git(folder, 'init', '--quiet', '--bare', '--initial-branch=main', 'origin.git');
  git(folder, 'clone', '--quiet', 'origin.git', 'clone');
  git(clone, 'switch', '--quiet', '--create', 'main');
  writeFiles(clone, {
    '.gitignore': 'node_modules/\n',
    'package.json': '{ "version": "old" }\n',
    'node_modules/@sovereign-fleet/nx/package.json': '{ "version": "0.2.0" }\n',
  });
  git(clone, 'add', '--all');
  git(clone, '-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '--quiet', '--message=first');
  git(clone, 'push', '--quiet', 'origin', 'main');
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin/gh'), `#!/bin/sh\necho "$@" >>${folder}/gh.log\n[ "$2" != view ]\n`, { mode: 0o755 });
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function git(cwd: string, ...args: readonly string[]): string {
  return execFileSync('git', args, { cwd, encoding: 'utf8', stdio: 'pipe' });
}

/** Runs a step as GitHub does where a workflow names no shell. */
function runStep(text: string, cwd: string, own: Readonly<Record<string, string>> = {}) {
  const PATH = `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`;
  const env = { ...process.env, PATH, GITHUB_OUTPUT: join(folder, 'output'), RUNNER_TEMP: folder, ...own };
  return spawnSync('bash', ['-e', '-c', text], { cwd, env, encoding: 'utf8' });
}

/** A second checkout of the branch, as the second job has it. */
function checkout(): string {
  git(folder, 'clone', '--quiet', 'origin.git', 'second');
  return join(folder, 'second');
}

test('what the migrations changed arrives on a branch of its own, and a pull request is made of it', () => {
  writeFiles(clone, { 'package.json': '{ "version": "new" }\n', 'gitops-out/made.yaml': 'a: 1\n' });
  expect(runStep(patchStep, clone).status).toBe(0);
  expect(readFileSync(join(folder, 'output'), 'utf8')).toBe('version=0.2.0\n');
  writeFileSync(join(folder, 'upgrade.patch'), readFileSync(join(clone, 'upgrade.patch')));
  expect(runStep(proposeStep, checkout(), { VERSION: '0.2.0' })).toMatchObject({ status: 0, stderr: '' });
  const branch = 'upgrade/sovereign-fleet-0.2.0';
  const show = (format: string) => git(join(folder, 'origin.git'), 'show', '--name-only', `--format=${format}`, branch);
  expect(show('%s')).toBe('Upgrade @sovereign-fleet/nx to 0.2.0\n\ngitops-out/made.yaml\npackage.json\n');
  expect(readFileSync(join(folder, 'gh.log'), 'utf8')).toBe(
    'auth setup-git\npr view --json number\npr create --fill\n',
  );
});

test('where nothing is newer, there is no version and so no second job', () => {
  expect(runStep(patchStep, clone)).toMatchObject({ status: 0, stdout: 'Nothing is newer.\n' });
  expect(existsSync(join(folder, 'output'))).toBe(false);
  expect(jobs['propose']?.if).toBe("needs.migrate.outputs.version != ''");
});

test.each(['0.2.0; touch x', '../../main', '', '$(touch x)'])('a version %j pushes nothing', (VERSION) => {
  const second = checkout();
  expect(runStep(proposeStep, second, { VERSION }).status).not.toBe(0);
  expect(git(join(folder, 'origin.git'), 'branch', '--format=%(refname:short)')).toBe('main\n');
  expect(existsSync(join(folder, 'gh.log'))).toBe(false);
});

test('the job that may write runs no code that came from a registry, and the one that does may only read', () => {
  expect(jobs['migrate']?.permissions).toBeUndefined();
  const texts = JSON.stringify(stepsOf('migrate'));
  expect(texts).not.toMatch(/secrets\.|github\.token/);
  const writing = stepsOf('propose').map(({ run = '', uses = '' }) => `${run}${uses}`);
  expect(writing.filter((text) => /\b(npm|npx|node)\b/.test(text))).toEqual([]);
});
