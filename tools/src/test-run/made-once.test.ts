import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { linkFiles } from './link-files';
import { madeOnce } from './made-once';

const { SOVEREIGN_FLEET_TEST_RUN: ofThisRun } = process.env;
const name = `made-once-${process.pid}`;

let run: string;

beforeEach(() => {
  run = realpathSync(mkdtempSync(join(tmpdir(), 'made-once-')));
  process.env['SOVEREIGN_FLEET_TEST_RUN'] = run;
});

afterEach(() => {
  if (ofThisRun === undefined) delete process.env['SOVEREIGN_FLEET_TEST_RUN'];
  else process.env['SOVEREIGN_FLEET_TEST_RUN'] = ofThisRun;
  rmSync(run, { recursive: true });
});

const write = (text: string) => (folder: string) => {
  writeFileSync(join(folder, 'file'), text);
};

test('a folder of a run is made by the first that asks for it', () => {
  const folder = madeOnce(name, write('first'));
  expect(madeOnce(name, write('second'))).toBe(folder);
  expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('first');
});

test('nothing stays of a folder that could not be made', () => {
  const fail = (folder: string) => {
    writeFileSync(join(folder, 'half'), '');
    throw new Error('no');
  };
  expect(() => madeOnce(name, fail)).toThrow('no');
  expect(readdirSync(madeOnce(name, write('whole')))).toEqual(['file']);
});

test('a folder is asked for in a run alone', () => {
  delete process.env['SOVEREIGN_FLEET_TEST_RUN'];
  expect(() => madeOnce(name, write(''))).toThrow(
    'SOVEREIGN_FLEET_TEST_RUN is not set: tools/begin-run.cjs sets it for Jest',
  );
});

test('files are linked that nobody edits, and the others are copied', () => {
  const from = madeOnce(name, (folder) => {
    for (const file of ['linked', 'copied']) writeFileSync(join(folder, file), file);
  });
  const to = join(run, 'copy');
  linkFiles(from, to, (path) => path === 'linked');
  const isSame = (file: string) => statSync(join(from, file)).ino === statSync(join(to, file)).ino;
  expect([isSame('linked'), isSame('copied')]).toEqual([true, false]);
  expect(readFileSync(join(to, 'copied'), 'utf8')).toBe('copied');
});
