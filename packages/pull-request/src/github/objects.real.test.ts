import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheIn } from '../testing/cache-in';
import { forgeOn, present, startForge, stopAll } from '../testing/forge-on-github';
import { acme, acmeFiles, propose } from '../testing/propose-on-github';

afterEach(stopAll);

test('the files of a tree and their texts are read', async () => {
  const { forge } = await startForge({ files: acmeFiles });
  const { base } = await forge.snapshot();
  const folder = base.clusters.get('acme.example');
  const listing = await forge.files(present(folder).sha);
  expect([...listing].map(([path, { mode }]) => [path, mode])).toEqual([
    ['a.yaml', '100644'],
    ['b/c.yaml', '100644'],
  ]);
  expect(await forge.blob(present(listing.get('b/c.yaml')).sha)).toBe('c\n');
});

test('each hundred changes are sent as one tree, deletions first, and few changes are sent at once', async () => {
  const old = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`clusters/x/old${index}`, 'x']));
  const { github, forge } = await startForge({ files: { ...acmeFiles, ...old, 'clusters/x/place': 'a file' } });
  const { base } = await forge.snapshot();
  const added = Array.from({ length: 80 }, (_, index) => [`clusters/x/new${index}`, 'y'] as const);
  const gone = [...Object.keys(old), 'clusters/x/place'].map((path) => [path, null] as const);
  const tree = await forge.putTree(base.root, new Map([...added, ...gone, ['clusters/x/place/of', 'a folder']]));
  expect(github.counts()['POST /repos/{owner}/{repo}/git/trees']).toBe(3);
  const listing = await forge.files(tree);
  expect([...listing.keys()].filter((path) => path.startsWith('clusters/x/')).sort()).toEqual(
    [...added.map(([path]) => path), 'clusters/x/place/of'].sort(),
  );
});

test('a listing that GitHub cuts short is read folder by folder', async () => {
  const wide = { 'clusters/x/a/1': '1', 'clusters/x/a/2': '2', 'clusters/x/b/3': '3', 'clusters/x/c': 'c' };
  const { forge } = await startForge({ files: wide, treeLimit: 4 });
  const { base } = await forge.snapshot();
  const { sha } = present(base.rootListing.get('clusters'));
  expect([...(await forge.files(sha)).keys()].sort()).toEqual(['x/a/1', 'x/a/2', 'x/b/3', 'x/c']);
});

test('a folder that is too wide even alone is refused', async () => {
  const { forge } = await startForge({ files: { a: 'a', b: 'b', c: 'c' }, treeLimit: 2 });
  await expect(forge.snapshot()).rejects.toThrow(
    'it has more entries than GitHub lists: make several fleet repositories of it',
  );
});

test('a later run does not ask for commits and listings that an earlier one read', async () => {
  const cacheFolder = mkdtempSync(join(tmpdir(), 'objects-'));
  const { github, forge } = await startForge({ files: acmeFiles }, { cache: cacheIn(cacheFolder) });
  const { base, commit } = await propose(forge, acme, new Map([['clusters/x', 'x']]));
  const folder = present(base.clusters.get('acme.example'));
  const listing = await forge.files(folder.sha);
  const { forge: later } = await forgeOn(github, { cache: cacheIn(cacheFolder) });
  expect((await later.commit(commit)).message).toContain('Fleet-Sovereign: acme');
  expect(await later.files(folder.sha)).toEqual(listing);
  expect(later.counts()).toEqual({});
  rmSync(cacheFolder, { recursive: true });
  expect(await later.files(folder.sha)).toEqual(listing);
});
