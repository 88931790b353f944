import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { replaceFolder } from './replace-folder';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sovereign-fleet-write-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

/** Replaces the folder over and over, until it is killed. */
const script = `
const { replaceFolder } = require(${JSON.stringify(join(__dirname, 'replace-folder.ts'))});
const filesOf = (region) => [[region + '/a.yaml', region], [region + '/b', '!']];
const files = new Map(['fsn1', 'hel1', 'nbg1'].flatMap(filesOf));
for (;;) { replaceFolder(process.argv[1], files); process.stdout.write('.'); }
`;

test('a run that is killed leaves the whole of a folder or none of it', async () => {
  const folder = join(root, 'dist/render/acme');
  for (let round = 0; round < 5; round += 1) {
    const child = spawn(process.execPath, ['--require', '@swc-node/register', '--eval', script, '--', folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data'); // it writes
    await wait(round * 6);
    child.kill('SIGKILL');
    await once(child, 'close');
    const names = readdirSync(join(root, 'dist/render')).filter((name) => !name.startsWith('.'));
    expect(names.filter((name) => name !== 'acme')).toEqual([]);
    if (!existsSync(folder)) continue; // killed between the old and the new one
    for (const region of ['fsn1', 'hel1', 'nbg1']) {
      expect(readFileSync(join(folder, region, 'a.yaml'), 'utf8')).toBe(region);
      expect(readFileSync(join(folder, region, 'b'), 'utf8')).toBe('!');
    }
  }
});

test('a folder that was replaced holds the new files and nothing of before', () => {
  const folder = join(root, 'acme');
  replaceFolder(folder, new Map([['fsn1/a', '1']]));
  replaceFolder(folder, new Map([['nbg1/a', '2']]));
  expect(readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()).toEqual(['acme', 'acme/nbg1', 'acme/nbg1/a']);
});

test('a folder that cannot be replaced stays as it was', () => {
  const folder = join(root, 'acme');
  replaceFolder(folder, new Map([['a', '1']]));
  expect(() => {
    replaceFolder(
      folder,
      new Map([
        ['b', '2'],
        ['b/c', '3'],
      ]),
    ); // a file cannot be a folder
  }).toThrow();
  expect(readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()).toEqual(['acme', 'acme/a']);
});

test('a file in the place of the folder stays, and is named by its path from the root', () => {
  writeFileSync(join(root, 'acme'), 'mine');
  expect(() => {
    replaceFolder(join(root, 'acme'), new Map([['a', '1']]), root);
  }).toThrow(
    new Error(
      '1 problem, nothing was written\nacme: error is "ENOTDIR": a file or a link is where a folder belongs, or ' +
        'a folder or a link where a file does. Move away what is there, and run the command again.',
    ),
  );
  expect(readdirSync(root)).toEqual(['acme']);
});
