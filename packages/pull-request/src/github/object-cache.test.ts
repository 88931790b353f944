import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { sha } from '../forge/git-object';
import { cacheIn } from '../testing/cache-in';
import { type CachedKind, objectCache } from './object-cache';

const name = sha('ab'.repeat(20));
const texts: CachedKind<string> = { kind: 'commit', schema: z.string(), onDisk: true };

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'objects-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const file = () => join(folder, 'ab', `commit-${name}.json`);

/** What a new cache over the folder gives, and whether it had to read. */
async function got(kept = texts) {
  let reads = 0;
  const read = () => Promise.resolve(`read ${(reads += 1)}`);
  const cache = objectCache(cacheIn(folder));
  const values = [await cache.get(kept, name, read), await cache.get(kept, name, read)];
  return { value: values[0], same: values[0] === values[1], reads };
}

test('an object is read once, in all runs', async () => {
  expect(await got()).toEqual({ value: 'read 1', same: true, reads: 1 });
  expect(await got()).toEqual({ value: 'read 1', same: true, reads: 0 });
  expect(readdirSync(join(folder, 'ab'))).toEqual([`commit-${name}.json`]);
});

test.each([
  { what: 'cut', damage: (text: string) => text.slice(0, -2) },
  { what: 'empty', damage: () => '' },
  { what: 'changed', damage: (text: string) => text.replace('read', 'evil') },
  {
    what: "another object's",
    damage: () => readFileSync(join(folder, 'cd', `commit-${'cd'.repeat(20)}.json`), 'utf8'),
  },
])('a cache entry that is $what is ignored, and replaced', async ({ damage }) => {
  await got();
  await objectCache(cacheIn(folder)).get(texts, sha('cd'.repeat(20)), () => Promise.resolve('other'));
  writeFileSync(file(), damage(readFileSync(file(), 'utf8')));
  expect((await got()).reads).toBe(1);
  expect((await got()).reads).toBe(0);
});

test('a value that may still change is read each time, until it is final', async () => {
  const growing: CachedKind<string> = { ...texts, isFinal: (text) => text === 'read 2' };
  expect(await got(growing)).toMatchObject({ value: 'read 1', same: false, reads: 2 });
  expect(await got(growing)).toMatchObject({ value: 'read 2', same: true, reads: 0 });
});

test('a cache entry of another shape is ignored', async () => {
  await got();
  const numbers: CachedKind<unknown> = { kind: 'commit', schema: z.number(), onDisk: true };
  let reads = 0;
  await objectCache(cacheIn(folder)).get(numbers, name, () => Promise.resolve((reads += 1)));
  expect(reads).toBe(1);
});

test('an object that is not worth a file gets none', async () => {
  await got({ ...texts, onDisk: false });
  expect(readdirSync(folder)).toEqual([]);
});

test('a folder that cannot be made does not stop the run', async () => {
  rmSync(folder, { recursive: true });
  writeFileSync(folder, 'a file');
  expect(await got()).toEqual({ value: 'read 1', same: true, reads: 1 });
});

test('an object whose reading failed is read again', async () => {
  const cache = objectCache(undefined);
  await expect(cache.get(texts, name, () => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
  expect(await cache.get(texts, name, () => Promise.resolve('found'))).toBe('found');
});
