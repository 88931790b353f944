import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFiles } from '../testing/test-workspace';
import { committedTrees } from './base-trees';

let root: string;
const asked: string[] = [];

const git = (args: readonly string[], input = '') => {
  asked.push(args[0] ?? '');
  const person = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];
  return execFileSync('git', [...person, ...args], { cwd: root, input, stdio: 'pipe' });
};

const treeOf = (fqdn: string) => `gitops-out/clusters/${fqdn}`;
const commit = (files: Readonly<Record<string, string>>) => {
  writeFiles(root, files);
  git(['add', '--all']);
  git(['commit', '--quiet', '--message=A tree']);
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'base-trees-'));
  git(['init', '--quiet']);
  commit({
    [`${treeOf('one.example.com')}/kit/a.yaml`]: 'of all\n',
    [`${treeOf('one.example.com')}/fsn1/b.yaml`]: 'of one\n',
    [`${treeOf('two.example.com')}/kit/a.yaml`]: 'of all\n',
    [`${treeOf('two.example.com')}/fsn1/\u00e9 \n.yaml`]: '',
  });
  asked.length = 0;
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

/** The texts of a folder, or whether it is there where it has to be checked out. */
const textsIn = (trees: ReturnType<typeof committedTrees>, fqdn: string) => {
  const { isThere, contents } = trees(`clusters/${fqdn}`);
  if (contents === undefined) return isThere;
  return Object.fromEntries([...contents].map(([path, content]) => [path, Buffer.from(content).toString()]));
};
const one = { 'clusters/one.example.com/kit/a.yaml': 'of all\n', 'clusters/one.example.com/fsn1/b.yaml': 'of one\n' };
const two = { 'clusters/two.example.com/kit/a.yaml': 'of all\n', 'clusters/two.example.com/fsn1/\u00e9 \n.yaml': '' };

test('git is asked for what the workspace has otherwise, and for a content once', () => {
  writeFiles(root, {
    [`${treeOf('one.example.com')}/kit/a.yaml`]: 'of now\n',
    [`${treeOf('two.example.com')}/kit/a.yaml`]: 'of now\n',
    [`${treeOf('two.example.com')}/kit/new.yaml`]: 'new\n',
  });
  const trees = committedTrees(root, 'HEAD', git);
  expect(textsIn(trees, 'one.example.com')).toEqual(one);
  expect(textsIn(trees, 'two.example.com')).toEqual(two);
  expect(textsIn(trees, 'three.example.com')).toBe(false);
  expect(asked).toEqual(['ls-tree', 'cat-file']);
});

test('files that are gone are read from git, without the filters of a checkout', () => {
  commit({ '.gitattributes': '* text eol=crlf\n' });
  rmSync(join(root, 'gitops-out'), { recursive: true });
  const trees = committedTrees(root, 'HEAD', git);
  expect([textsIn(trees, 'one.example.com'), textsIn(trees, 'two.example.com')]).toEqual([one, two]);
});

test('a folder with a link or a chart is to be checked out, and each beside a chart of all', () => {
  symlinkSync('a.yaml', join(root, treeOf('one.example.com'), 'kit/link.yaml'));
  commit({ [`${treeOf('three.example.com')}/chart/Chart.yaml`]: 'name: a\n' });
  const first = committedTrees(root, 'HEAD', git);
  const all = ['one.example.com', 'two.example.com', 'three.example.com'];
  expect(all.map((fqdn) => textsIn(first, fqdn))).toEqual([true, two, true]);
  commit({ 'gitops-out/charts/a/Chart.yaml': 'name: a\n' });
  const second = committedTrees(root, 'HEAD', git);
  expect(all.map((fqdn) => textsIn(second, fqdn))).toEqual([true, true, true]);
});
