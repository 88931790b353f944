import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFiles } from '../testing/test-workspace';
import { checkOutBase } from './base-checkout';

test('the checkout of a base runs no hook of the person who reviews', () => {
  const root = mkdtempSync(join(tmpdir(), 'base-checkout-'));
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], { cwd: root });
  git('init', '--quiet');
  writeFiles(root, { 'a.txt': 'of the base\n' });
  git('add', '--all');
  git('commit', '--quiet', '--message=A base');
  const hook = '#!/bin/sh\ntouch "$(git rev-parse --git-common-dir)/ran"\n';
  writeFiles(
    root,
    Object.fromEntries(['post-checkout', 'post-index-change'].map((name) => [`.git/hooks/${name}`, hook])),
  );
  execFileSync('chmod', ['+x', join(root, '.git/hooks/post-checkout'), join(root, '.git/hooks/post-index-change')]);
  git('checkout', 'HEAD', '--', 'a.txt');
  expect(existsSync(join(root, '.git/ran'))).toBe(true);
  rmSync(join(root, '.git/ran'));
  const base = checkOutBase(root, 'HEAD');
  expect(readFileSync(join(base.root, 'a.txt'), 'utf8')).toBe('of the base\n');
  expect(existsSync(join(root, '.git/ran'))).toBe(false);
  base.remove();
  rmSync(root, { recursive: true });
});
