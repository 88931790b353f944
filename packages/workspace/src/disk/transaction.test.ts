import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatIssue } from '@sovereign-fleet/domain';
import { putInPlace, takeBack, type Transaction } from './transaction';

let folder: string;
let transaction: Transaction;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'transaction-'));
  writeFileSync(join(folder, 'target'), 'old');
  writeFileSync(join(folder, 'made'), 'new');
  mkdirSync(join(folder, 'kept'));
  transaction = [];
  putInPlace(transaction, {
    made: join(folder, 'made'),
    target: join(folder, 'target'),
    aside: join(folder, 'kept/old'),
  });
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const textOf = (path: string) => readFileSync(join(folder, path), 'utf8');

test('a replaced file is back after the transaction is taken back, and no Issue is left', () => {
  expect([textOf('target'), textOf('kept/old')]).toEqual(['new', 'old']);
  expect(takeBack(transaction, () => ['kept'])).toEqual([]);
  expect([textOf('target'), textOf('made')]).toEqual(['old', 'new']);
});

test('an old file that cannot be moved back is kept, and the Issue names its folder', () => {
  rmSync(join(folder, 'target'));
  for (const path of ['target', 'made']) mkdirSync(join(folder, path, 'of-another'), { recursive: true });
  expect(takeBack(transaction, () => ['kept']).map(formatIssue)).toEqual([
    'workspace: folders is ["kept"]: 2 steps could not be taken back, and what was there before is in these folders. ' +
      'Restore the files by git, or from there, and remove the folders.',
  ]);
  expect(existsSync(join(folder, 'kept/old'))).toBe(true);
});
