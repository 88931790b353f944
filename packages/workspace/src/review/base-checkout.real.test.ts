import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFiles } from '../testing/test-workspace';
import { checkOutBase } from './base-checkout';

let root: string;
let folder: string;
const before = { ...process.env };

const git = (...args: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], {
    cwd: root,
    env: process.env, // that of the test, with its home
    stdio: 'pipe',
  });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'base-checkout-'));
  root = join(folder, 'workspace');
  process.env['HOME'] = folder;
  process.env['XDG_CONFIG_HOME'] = join(folder, 'config');
  writeFiles(root, { 'a.txt': 'of the base\n', '.gitattributes': 'a.txt filter=a.b=c\n' });
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message=A base');
});

afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, before);
  rmSync(folder, { recursive: true });
});

/** Writes a setting of the person, whose home is that of the test. */
const ofPerson = (...setting: readonly string[]) => git('config', `--file=${folder}/.gitconfig`, ...setting);

/** A program that notes that it ran. */
const program = (path: string): string => {
  writeFiles(folder, { [path]: `#!/bin/sh\ntouch '${folder}/ran'\nexec cat\n` });
  execFileSync('chmod', ['+x', join(folder, path)]);
  return join(folder, path);
};
const hooks = ['post-checkout', 'post-index-change', 'reference-transaction'];

test.each<{ what: string; prepare: () => void }>([
  {
    what: 'hook of the repository',
    prepare: () => {
      for (const name of hooks) program(`workspace/.git/hooks/${name}`);
    },
  },
  {
    what: 'hook of the person',
    prepare: () => {
      for (const name of hooks) program(`hooks/${name}`);
      ofPerson('core.hooksPath', join(folder, 'hooks'));
    },
  },
  {
    what: 'hook that the environment names',
    prepare: () => {
      for (const name of hooks) program(`hooks/${name}`);
      const [key, value] = ['core.hooksPath', join(folder, 'hooks')];
      Object.assign(process.env, { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: key, GIT_CONFIG_VALUE_0: value });
    },
  },
  { what: 'filter', prepare: () => git('config', 'filter.a.b=c.smudge', program('filter')) },
  {
    what: 'filter without which git gives up',
    prepare: () => {
      ofPerson('filter.a.b=c.process', program('filter'));
      ofPerson('filter.a.b=c.required', 'true');
    },
  },
  { what: 'watcher of files', prepare: () => ofPerson('core.fsmonitor', program('watcher')) },
])('the checkout of a base runs no $what', ({ prepare }) => {
  prepare();
  rmSync(join(root, 'a.txt'));
  try {
    git('checkout', 'HEAD', '--', 'a.txt');
  } catch {
    // the program is no filter
  }
  expect(existsSync(join(folder, 'ran'))).toBe(true);
  rmSync(join(folder, 'ran'));
  const base = checkOutBase(root, 'HEAD');
  expect(readFileSync(join(base.root, 'a.txt'), 'utf8')).toBe('of the base\n');
  expect(existsSync(join(folder, 'ran'))).toBe(false);
  base.remove();
});

test('the base has what a render reads, and not the rest of a repository', () => {
  const files = [
    'charts/a/Chart.yaml',
    'gitops-out/clusters/acme.example.com/a.yaml',
    'kits/a/kit.ts',
    'sovereigns/a b/\u00e4.ts',
    'apps/large.bin',
  ];
  writeFiles(root, Object.fromEntries(files.map((path) => [path, path])));
  git('add', '--all');
  git('commit', '--quiet', '--message=A workspace');
  const base = checkOutBase(root, 'HEAD');
  const there = ['a.txt', ...files].filter((path) => existsSync(join(base.root, path)));
  expect(there).toEqual(['a.txt', 'charts/a/Chart.yaml', 'kits/a/kit.ts', 'sovereigns/a b/\u00e4.ts']);
  base.remove();
});

test('the base of what is no workspace has all of it, since charts may be anywhere', () => {
  writeFiles(root, { 'apps/web/Chart.yaml': 'name: web\n' });
  git('add', '--all');
  git('commit', '--quiet', '--message=A fleet repository');
  const base = checkOutBase(root, 'HEAD');
  expect(existsSync(join(base.root, 'apps/web/Chart.yaml'))).toBe(true);
  base.remove();
});

test('the base is of the workspace, also within a hook of another repository', () => {
  process.env['GIT_DIR'] = join(folder, 'another/.git');
  process.env['GIT_WORK_TREE'] = join(folder, 'another');
  const base = checkOutBase(root, 'HEAD');
  expect(readFileSync(join(base.root, 'a.txt'), 'utf8')).toBe('of the base\n');
  base.remove();
});
