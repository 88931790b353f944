import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { claimEnding, removeLeftovers } from './leftovers';
import { processMark } from './process-mark';
import { partOf, temporaryFolder } from './temporary-folder';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leftovers-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const [number = '', place = '', began = ''] = processMark().split('-');
const nobody = 2 ** 22 + 1; // above what Linux numbers
const gone = `${nobody}-${place}-${began}`;
const reused = `${number}-${place}-${began === 'ffffffff' ? 'eeeeeeee' : 'ffffffff'}`;
const elsewhere = `${nobody}-abcdefab-${began}`;
const chance = '-0123456789ab';

function make(name: string, hours = 0): string {
  const path = join(folder, name);
  mkdirSync(path);
  writeFileSync(join(path, 'secret'), 'clear');
  const time = new Date(Date.now() - hours * 3600 * 1000);
  utimesSync(path, time, time);
  return name;
}

test.each([
  { what: 'whose process is gone', name: `ours-${gone}${chance}`, stays: false },
  { what: 'whose process had a number that is now of another one', name: `ours-${reused}${chance}`, stays: false },
  { what: 'of another machine, a day old', name: `ours-${elsewhere}${chance}`, hours: 25, stays: false },
  { what: 'that was half made', name: `ours-a.json.${gone}${chance}.part`, stays: false },
  { what: 'of another machine, from today', name: `ours-${elsewhere}${chance}`, hours: 23, stays: true },
  { what: 'of a process that runs', name: `ours-${processMark()}${chance}`, hours: 100, stays: true },
  { what: 'with another beginning', name: `theirs-${gone}${chance}`, stays: true },
  { what: 'that somebody named alike', name: `ours-${nobody}-notes`, hours: 100, stays: true },
  { what: 'that somebody copied', name: `ours-${gone}${chance}.bak`, hours: 100, stays: true },
])('a folder $what: stays is $stays', ({ name, hours = 0, stays }) => {
  make(name, hours);
  removeLeftovers(folder, 'ours-');
  expect(readdirSync(folder)).toEqual(stays ? [name] : []);
});

test('a link stays, and what it leads to', () => {
  const target = make('target');
  symlinkSync(join(folder, target), join(folder, `ours-${gone}${chance}`));
  removeLeftovers(folder, 'ours-');
  expect(readdirSync(folder).sort()).toEqual([`ours-${gone}${chance}`, 'target']);
  expect(existsSync(join(folder, target, 'secret'))).toBe(true);
});

test('what a link in a leftover leads to stays', () => {
  const target = make('target');
  symlinkSync(join(folder, target), join(folder, make(`ours-${gone}${chance}`), 'link'));
  removeLeftovers(folder, 'ours-');
  expect(readdirSync(folder)).toEqual(['target']);
  expect(existsSync(join(folder, target, 'secret'))).toBe(true);
});

test.each([
  { mark: gone, stays: false },
  { mark: processMark(), stays: true },
  { mark: '', stays: true },
  { mark: 'of somebody', stays: true },
])('a claim that says "$mark": stays is $stays', ({ mark, stays }) => {
  writeFileSync(join(folder, `entry${claimEnding}`), mark);
  removeLeftovers(folder, '');
  expect(readdirSync(folder)).toHaveLength(stays ? 1 : 0);
});

const asRoot = process.getuid?.() === 0 ? test : test.skip;

asRoot("another user's folder stays", () => {
  const name = make(`ours-${gone}${chance}`);
  chownSync(join(folder, name), 1234, 1234);
  removeLeftovers(folder, 'ours-');
  expect(readdirSync(folder)).toEqual([name]);
});

test('a folder that is not there has no leftovers', () => {
  removeLeftovers(join(folder, 'none'), '');
  expect(readdirSync(folder)).toEqual([]);
});

test('a temporary folder is for its owner alone, and gone once it is removed', () => {
  const made = temporaryFolder('ours-', folder);
  expect(statSync(made.path).mode & 0o777).toBe(0o700);
  removeLeftovers(folder, 'ours-');
  expect(readdirSync(folder)).toEqual([basename(made.path)]);
  made.remove();
  expect(readdirSync(folder)).toEqual([]);
});

test('a folder that is kept for a person has a name that no run removes', () => {
  const made = temporaryFolder('ours-', folder);
  writeFileSync(join(made.path, 'old'), 'mine');
  const kept = made.keep();
  expect(basename(kept)).toMatch(/^ours-kept-[0-9a-f]{12}$/);
  removeLeftovers(folder, 'ours-');
  expect(readdirSync(kept)).toEqual(['old']);
});

test('a part that was moved to its place leaves nothing', () => {
  const { path, end } = partOf(join(folder, 'a.json'));
  writeFileSync(path, '{}');
  renameSync(path, join(folder, 'a.json'));
  end();
  expect(readdirSync(folder)).toEqual(['a.json']);
});
