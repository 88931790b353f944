import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPrivateFile, writePrivateFile } from './whole-file';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'whole-file-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const permissionsOf = (path: string): number => statSync(path).mode & 0o777;

test('a private file and its new folder may be read by their owner alone', async () => {
  const file = join(root, 'cache', 'entry');
  await writePrivateFile(file, 'new');
  expect(readFileSync(file, 'utf8')).toBe('new');
  expect([permissionsOf(file), permissionsOf(join(root, 'cache'))]).toEqual([0o600, 0o700]);
});

test('a private file takes the place of one that was there, whole, whoever writes at the same time', async () => {
  const file = join(root, 'entry');
  writeFileSync(file, 'old', { mode: 0o644 });
  const texts = ['a', 'b', 'c'].map((letter) => letter.repeat(1_000_000));
  await Promise.all(texts.map((text) => writePrivateFile(file, text)));
  expect(texts).toContain(readFileSync(file, 'utf8'));
  expect(permissionsOf(file)).toBe(0o600);
  expect(readdirSync(root)).toEqual(['entry']);
});

test('a private file that cannot be put in its place leaves nothing behind', async () => {
  mkdirSync(join(root, 'entry'));
  await expect(writePrivateFile(join(root, 'entry'), 'new')).rejects.toMatchObject({ code: 'EISDIR' });
  expect(readdirSync(root)).toEqual(['entry']);
});

test('a private file that was created may be read by its owner alone', () => {
  createPrivateFile(join(root, 'key'), 'new');
  expect(readFileSync(join(root, 'key'), 'utf8')).toBe('new');
  expect(permissionsOf(join(root, 'key'))).toBe(0o600);
  expect(readdirSync(root)).toEqual(['key']);
});

test('a private file that is already there is kept, and the one who creates it again hears of it', () => {
  writeFileSync(join(root, 'key'), 'old');
  const create = () => {
    createPrivateFile(join(root, 'key'), 'new');
  };
  expect(create).toThrow(/^EEXIST/);
  expect(readFileSync(join(root, 'key'), 'utf8')).toBe('old');
  expect(readdirSync(root)).toEqual(['key']);
});
