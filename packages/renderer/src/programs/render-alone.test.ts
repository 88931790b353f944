import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processMark } from '../disk/process-mark';
import { renderAlone } from './render-alone';

let folder: string;
let entry: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'render-alone-'));
  entry = join(folder, 'entry.json');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const nothing = () => Promise.resolve(undefined);

test('who comes second gets what the first one made, and leaves no claim', async () => {
  let made: string | undefined;
  const render = (text: string) => () => {
    made = text;
    return Promise.resolve(text);
  };
  const answers = await Promise.all(
    ['one', 'two', 'three'].map((text) => renderAlone(entry, () => Promise.resolve(made), render(text))),
  );
  expect(new Set(answers).size).toBe(1);
  expect(existsSync(`${entry}.claim`)).toBe(false);
});

test('a failure gives the claim back', async () => {
  const failed = renderAlone(entry, nothing, () => Promise.reject(new Error('no helm')));
  await expect(failed).rejects.toThrow('no helm');
  expect(await renderAlone(entry, nothing, () => Promise.resolve('made'))).toBe('made');
});

test.each([
  { claim: 'of a process that is not there', mark: processMark().replace(/^\d+/, String(2 ** 22 + 1)), hours: 0 },
  { claim: 'that is hours old', mark: processMark(), hours: 3 },
])('a claim $claim counts for nothing', async ({ mark, hours }) => {
  writeFileSync(`${entry}.claim`, mark);
  const time = new Date(Date.now() - hours * 3600 * 1000);
  utimesSync(`${entry}.claim`, time, time);
  expect(await renderAlone(entry, nothing, () => Promise.resolve('made'))).toBe('made');
});
