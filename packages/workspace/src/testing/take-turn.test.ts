import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './repository';
import { takeTurn } from './take-turn';

const name = `take-turn-${process.pid}`;
const claim = join(repository, 'dist', `${name}.turn`);

test('a turn is this process alone, and is given back, also where it fails', () => {
  expect(takeTurn(name, () => readFileSync(claim, 'utf8'))).toBe(String(process.pid));
  expect(existsSync(claim)).toBe(false);
  const fail = () => {
    throw new Error('no');
  };
  expect(() => takeTurn(name, fail)).toThrow('no');
  expect(existsSync(claim)).toBe(false);
});

test('the turn of a process that is gone is over', () => {
  mkdirSync(join(repository, 'dist'), { recursive: true });
  // No system of today has a process of this number.
  writeFileSync(claim, '2147483646');
  expect(takeTurn(name, () => 'mine')).toBe('mine');
});
