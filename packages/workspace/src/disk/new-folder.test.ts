import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { moveFolder, newFolderAround, placeInside } from './new-folder';
import { takeBack, type Transaction } from './transaction';

let root: string;
let transaction: Transaction;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sovereign-fleet-new-folder-'));
  mkdirSync(join(root, 'out/there'), { recursive: true });
  writeFileSync(join(root, 'out/file'), 'a file');
  symlinkSync(join(root, 'out/there'), join(root, 'out/link'));
  symlinkSync(join(root, 'nowhere'), join(root, 'out/dangling'));
  transaction = [];
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

const search = () => ({ root, known: new Map(), besidePlace: () => join(root, 'beside') });

/** A new folder with two files in it, filled and not moved. */
function fillFolder() {
  const folder = newFolderAround('out/new/a/b', search());
  if (folder === undefined) throw new Error('out/new is there');
  for (const path of ['out/new/a/b/one', 'out/new/two']) writeFileSync(placeInside(folder, path), path);
  return folder;
}

test.each([
  { of: 'out/new/a/b/file', is: 'out/new' },
  { of: 'other/file', is: 'other' },
  { of: 'out/there/file', is: undefined },
  { of: 'file', is: undefined },
  { of: 'out/file/a/file', is: undefined },
  { of: 'out/link/a/file', is: undefined },
  { of: 'out/dangling/a/file', is: undefined },
])('the outermost new folder of $of is $is', ({ of, is }) => {
  expect(newFolderAround(dirname(of), search())?.path).toBe(is);
});

test('a new folder comes to its place with all that is in it, once', () => {
  const folder = fillFolder();
  expect([moveFolder(root, folder, transaction), moveFolder(root, folder, transaction)]).toEqual([true, true]);
  expect(transaction).toHaveLength(1);
  expect(['a/b/one', 'two'].map((name) => readFileSync(join(root, 'out/new', name), 'utf8'))).toEqual([
    'out/new/a/b/one',
    'out/new/two',
  ]);
});

test('a folder that another command has filled meanwhile is not replaced', () => {
  const folder = fillFolder();
  mkdirSync(join(root, 'out/new'));
  writeFileSync(join(root, 'out/new/two'), 'of another');
  expect(moveFolder(root, folder, transaction)).toBe(false);
  expect(transaction).toEqual([]);
  expect(readFileSync(join(root, 'out/new/two'), 'utf8')).toBe('of another');
});

test('a folder that is taken back is gone', () => {
  moveFolder(root, fillFolder(), transaction);
  expect(takeBack(transaction, () => [])).toEqual([]);
  expect(existsSync(join(root, 'out/new'))).toBe(false);
});

test('what another command wrote into a folder stays when the folder is taken back, and is told', () => {
  moveFolder(root, fillFolder(), transaction);
  writeFileSync(join(root, 'out/new/a/other'), 'of another');
  expect(takeBack(transaction, () => ['beside'])).toHaveLength(1);
  expect(readFileSync(join(root, 'out/new/a/other'), 'utf8')).toBe('of another');
  expect(existsSync(join(root, 'out/new/a/b/one'))).toBe(false);
});
