import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { sha, type TreeListing } from './git-object';
import { blobSha, rootWith, treeOfFiles, treeSha } from './git-tree';
import { objectHash } from '../disk/node';

const folder = mkdtempSync(join(tmpdir(), 'git-tree-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What git itself says of files in an empty repository. */
function treeByGit(files: ReadonlyMap<string, string>): string {
  const repository = mkdtempSync(join(folder, 'r-'));
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: repository, encoding: 'utf8' }).trim();
  git('init', '--quiet');
  for (const [path, text] of files) {
    mkdirSync(dirname(join(repository, path)), { recursive: true });
    writeFileSync(join(repository, path), text);
  }
  git('-c', 'core.autocrlf=false', 'add', '--all');
  return git('write-tree');
}

test.each([
  { name: 'one file', files: { 'a.yaml': 'a: 1\n' } },
  { name: 'an empty file', files: { a: '' } },
  { name: 'text beyond ASCII', files: { a: 'Grüße, 世界 🚀\n', 'é/ü.yaml': 'x' } },
  {
    name: 'a folder between files that sort around its slash',
    files: { 'a-b': '1', 'a.b': '2', 'a/x': '3', a0: '4', 'a/b/c/d': '5', 'a-b.c': '6' },
  },
  { name: 'names beyond the basic plane', files: { '\u{ff5e}': '1', '\u{1f680}': '2', '\u{1f680}a/b': '3' } },
  { name: 'line breaks of every kind', files: { a: 'x\r\ny\n\n', b: '\r' } },
])('a tree has the name that git gives it: $name', ({ files }) => {
  const map = new Map(Object.entries(files));
  expect(treeOfFiles(map, objectHash)).toBe(treeByGit(map));
});

test('any tree has the name that git gives it', () => {
  const part = fc.stringMatching(/^[a-c][a-c.0-]{0,2}$/).filter((text) => !text.endsWith('.'));
  const path = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
  const files = fc.dictionary(path, fc.string({ unit: 'grapheme' }), { minKeys: 1, maxKeys: 8 }).filter((paths) => {
    const keys = Object.keys(paths);
    return !keys.some((one) => keys.some((other) => other.startsWith(`${one}/`)));
  });
  fc.assert(
    fc.property(files, (given) => {
      const map = new Map(Object.entries(given));
      expect(treeOfFiles(map, objectHash)).toBe(treeByGit(map));
    }),
    { numRuns: 25 },
  );
});

test('a Sovereign without files has no tree', () => {
  expect(treeOfFiles(new Map(), objectHash)).toBeUndefined();
});

const acme = new Map([
  ['a.yaml', 'a'],
  ['fsn1/b.yaml', 'b'],
]);
const globex = new Map([['a.yaml', 'x']]);

function below(prefix: string, files: ReadonlyMap<string, string>): [string, string][] {
  return [...files].map(([path, text]) => [`${prefix}/${path}`, text]);
}

function listingOf(trees: Readonly<Record<string, ReadonlyMap<string, string>>>): TreeListing {
  return new Map(
    Object.entries(trees).map(([name, files]) => [
      name,
      { mode: '040000', sha: treeOfFiles(files, objectHash) ?? sha('0'.repeat(40)) },
    ]),
  );
}

const readme = { mode: '100644', sha: blobSha('hello', objectHash) };

test.each([
  {
    name: 'a Sovereign beside another',
    before: { 'b.org': globex },
    tree: acme,
    after: { 'a.com': acme, 'b.org': globex },
  },
  { name: 'another content of one', before: { 'a.com': globex }, tree: acme, after: { 'a.com': acme } },
  { name: 'the first Sovereign', before: {}, tree: acme, after: { 'a.com': acme } },
  { name: 'one less', before: { 'a.com': acme, 'b.org': globex }, tree: new Map(), after: { 'b.org': globex } },
  { name: 'the last one gone, and its folder with it', before: { 'a.com': acme }, tree: new Map(), after: {} },
])('the new root is computed before it is sent: $name', ({ before, tree, after }) => {
  const clusters = listingOf(before);
  const rootListing = new Map([['README.md', readme]]);
  if (clusters.size > 0) rootListing.set('clusters', { mode: '040000', sha: treeSha(clusters, objectHash) });
  const root = rootWith(
    { rootListing, clusters },
    { name: 'a.com', tree: treeOfFiles(tree as ReadonlyMap<string, string>, objectHash) },
    objectHash,
  );
  const files = Object.entries(after).flatMap(([name, inside]) => below(`clusters/${name}`, inside));
  expect(root).toBe(treeByGit(new Map([['README.md', 'hello'], ...files])));
});
