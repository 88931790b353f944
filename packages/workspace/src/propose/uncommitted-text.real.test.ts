import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFiles } from '../testing/test-workspace';
import { uncommittedText } from './uncommitted-text';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'uncommitted-'));
  writeFiles(root, { 'sovereigns/acme/sovereign.ts': '1', 'gitops-out/a.yaml': '1', 'docs/a.md': '1' });
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

const git = (...args: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], { cwd: root });

function commit(): void {
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message=Begin');
}

test('nothing is told of files that are committed, nor of files outside the trees and specs', () => {
  commit();
  writeFiles(root, { 'docs/a.md': '2' });
  expect(uncommittedText(root, process.env)).toBe('');
});

test('the first names of uncommitted files are told on one line, without what a terminal would obey', () => {
  commit();
  writeFiles(root, { 'sovereigns/acme/sovereign.ts': '2', 'gitops-out/b\u001b.yaml': '1' });
  rmSync(join(root, 'gitops-out/a.yaml'));
  expect(uncommittedText(root, process.env)).toBe(
    'warning: proposes what is not committed: gitops-out/a.yaml, sovereigns/acme/sovereign.ts, ' +
      'gitops-out/b\\u{1b}.yaml\n',
  );
  writeFiles(root, { 'sovereigns/fleet.ts': '1', 'sovereigns/globex/sovereign.ts': '1' });
  expect(uncommittedText(root, process.env)).toMatch(/ and 2 more\n$/);
});

test('nothing uncommitted is told without a repository, or where the environment names another one', () => {
  expect(uncommittedText(root, process.env)).toBe('');
  expect(uncommittedText(root, { ...process.env, GIT_DIR: join(__dirname, '../../../../.git') })).toBe('');
  expect(uncommittedText(root, { PATH: '' })).toBe('');
});
