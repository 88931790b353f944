import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contentOf } from './binary-text';
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

test.each([
  { what: 'an image', bytes: [0x89, 0x50, 0xff, 0x00] },
  { what: 'text of another encoding', bytes: [0x67, 0x72, 0xfc, 0x6e] },
  { what: 'more than one call takes', bytes: Array.from({ length: 300_000 }, (_, at) => at % 256) },
  { what: 'text with a sign in front', bytes: [0xef, 0xbb, 0xbf, 0xc3, 0xbc] },
])('what is no text of UTF-8 is in the tree too, and can be written again: $what', ({ bytes }) => {
  writeFileSync(join(root, 'clusters/a/logo.bin'), Buffer.from(bytes));
  const read = readTree(root, 'clusters/a');
  if (!read.ok) throw new Error(read.reason);
  expect(unreadableOf(read)).toEqual([]);
  expect(Buffer.from(contentOf(read.value.files.get('clusters/a/logo.bin') ?? ''))).toEqual(Buffer.from(bytes));
  expect(filesOf(read)).toEqual(['clusters/a/b.yaml', 'clusters/a/deep/x.yaml', 'clusters/a/logo.bin']);
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
