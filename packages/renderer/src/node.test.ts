import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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

test('files are read by their paths from the root, in their order', () => {
  expect(readTree(root, 'clusters/a')).toEqual({
    ok: true,
    value: new Map([
      ['clusters/a/b.yaml', 'b: ü\n'],
      ['clusters/a/deep/x.yaml', 'x: 1\n'],
    ]),
  });
});

test('a link that stays within is followed', () => {
  symlinkSync('deep/x.yaml', join(root, 'clusters/a/link.yaml'));
  symlinkSync('deep', join(root, 'clusters/a/also-deep'));
  const read = readTree(root, 'clusters/a');
  expect(read.ok && [...read.value.keys()]).toEqual([
    'clusters/a/also-deep/x.yaml',
    'clusters/a/b.yaml',
    'clusters/a/deep/x.yaml',
    'clusters/a/link.yaml',
  ]);
});

test.each([
  ['to a file outside', '../../outside.yaml'],
  ['to a folder outside', '../..'],
  ['to its own folder', '.'],
  ['to nowhere', 'nowhere'],
])('a link %s is refused', (_, target) => {
  symlinkSync(target, join(root, 'clusters/a/link'));
  const reason = 'clusters/a/link is a symbolic link that leaves clusters/a';
  expect(readTree(root, 'clusters/a')).toEqual({ ok: false, reason });
});

test('what is no text is refused', () => {
  writeFileSync(join(root, 'clusters/a/logo.png'), Buffer.from([0x89, 0x50, 0xff]));
  expect(readTree(root, 'clusters/a')).toEqual({ ok: false, reason: 'clusters/a/logo.png is no UTF-8 text' });
});

test('a missing folder is named', () => {
  expect(readTree(root, 'clusters/b')).toEqual({ ok: false, reason: 'there is no folder clusters/b' });
});
