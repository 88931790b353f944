import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTree } from './node';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sovereign-fleet-tree-'));
  mkdirSync(join(root, 'clusters/a/deep'), { recursive: true });
  writeFileSync(join(root, 'clusters/a/deep/x.yaml'), 'x: 1\n');
  writeFileSync(join(root, 'clusters/a/b.yaml'), 'b: ü\n');
  writeFileSync(join(root, 'outside.yaml'), 'secret\n');
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

test('files of the tree are read by their paths from the root, in order of path', () => {
  expect(readTree(root, 'clusters/a')).toEqual({
    ok: true,
    value: {
      files: new Map([
        ['clusters/a/b.yaml', 'b: ü\n'],
        ['clusters/a/deep/x.yaml', 'x: 1\n'],
      ]),
      unreadable: new Map(),
    },
  });
});

const filesOf = (read: ReturnType<typeof readTree>) => (read.ok ? [...read.value.files.keys()] : read.reason);
const unreadableOf = (read: ReturnType<typeof readTree>) => (read.ok ? [...read.value.unreadable] : read.reason);
const whole = ['clusters/a/b.yaml', 'clusters/a/deep/x.yaml'];

test('a link within the folder is left out, as Flux leaves it out', () => {
  symlinkSync('deep/x.yaml', join(root, 'clusters/a/link.yaml'));
  symlinkSync('deep', join(root, 'clusters/a/also-deep'));
  symlinkSync('.', join(root, 'clusters/a/itself'));
  const read = readTree(root, 'clusters/a');
  expect(filesOf(read)).toEqual(whole);
  expect(unreadableOf(read)).toEqual([]);
});

test.each([
  ['to a file outside', '../../outside.yaml'],
  ['to a folder outside', '../..'],
  ['to nowhere', 'nowhere'],
])('a link %s is reported, and the rest of the tree is read', (_, target) => {
  symlinkSync(target, join(root, 'clusters/a/link'));
  const read = readTree(root, 'clusters/a');
  expect(unreadableOf(read)).toEqual([['clusters/a/link', 'it is a symbolic link that leaves clusters/a']]);
  expect(filesOf(read)).toEqual(whole);
});

test('a file that is not text is reported, and the rest of the tree is read', () => {
  writeFileSync(join(root, 'clusters/a/logo.bin'), Buffer.from([0x89, 0x50, 0xff]));
  const read = readTree(root, 'clusters/a');
  expect(unreadableOf(read)).toEqual([['clusters/a/logo.bin', 'it is not UTF-8 text']]);
  expect(filesOf(read)).toEqual(whole);
});

test('a .sourceignore above the folder is read too', () => {
  writeFileSync(join(root, '.sourceignore'), '');
  writeFileSync(join(root, 'clusters/.sourceignore'), '');
  expect(filesOf(readTree(root, 'clusters/a'))).toEqual(['.sourceignore', 'clusters/.sourceignore', ...whole]);
});

test('a folder that is reached through a link is refused', () => {
  renameSync(join(root, 'clusters'), join(root, 'elsewhere'));
  symlinkSync('elsewhere', join(root, 'clusters'));
  expect(readTree(root, 'clusters/a')).toEqual({
    ok: false,
    code: 'not-in-tree',
    reason: 'clusters is a symbolic link',
  });
  symlinkSync(root, `${root}-link`);
  try {
    expect(readTree(`${root}-link`, 'elsewhere/a')).toEqual({
      ok: false,
      code: 'not-in-tree',
      reason: 'its root is a symbolic link',
    });
  } finally {
    rmSync(`${root}-link`);
  }
});

test('a missing folder of the tree is reported', () => {
  expect(readTree(root, 'clusters/b')).toEqual({
    ok: false,
    code: 'not-in-tree',
    reason: 'there is no folder clusters/b',
  });
});
