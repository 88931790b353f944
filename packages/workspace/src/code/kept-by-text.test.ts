import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolderIn } from './cache-folder';
import { workspaceOfCode } from './installed';
import { keptByText } from './kept-by-text';

/** As another process has it: with nothing in its memory. */
function inAnotherProcess(): typeof keptByText {
  let loaded = keptByText;
  jest.isolateModules(() => {
    ({ keptByText: loaded } = jest.requireActual<{ readonly keptByText: typeof keptByText }>('./kept-by-text'));
  });
  return loaded;
}

function fail(): never {
  throw new Error('it was worked out again');
}

test('what follows from texts is worked out once, for this process and for the next one', () => {
  const text = randomUUID();
  expect(keptByText(['answer', text], () => ({ of: text }))).toEqual({ of: text });
  expect(keptByText(['answer', text], fail)).toEqual({ of: text });
  expect(inAnotherProcess()(['answer', text], fail)).toEqual({ of: text });
});

test('that there is no answer is kept too, and what throws is not', () => {
  const text = randomUUID();
  expect(() => keptByText(['answer', text], fail)).toThrow('it was worked out again');
  expect(keptByText(['answer', text], () => null)).toBeNull();
  expect(inAnotherProcess()(['answer', text], fail)).toBeNull();
});

test('texts that read the same behind one another are others', () => {
  const text = randomUUID();
  expect(keptByText(['answer', text, 'b'], () => 1)).toBe(1);
  expect(keptByText(['answer', `${text}b`], () => 2)).toBe(2);
});

const folder = join(cacheFolderIn(workspaceOfCode()), 'compiled');

/** The file that holds an answer. */
function fileWith(answer: string): string {
  const paths = readdirSync(folder).map((name) => join(folder, name));
  return paths.find((path) => readFileSync(path, 'utf8') === JSON.stringify(answer)) ?? '';
}

test('what nobody asked for in 30 days is removed, and what was asked for is of today', () => {
  const [unused, used] = [randomUUID(), randomUUID()];
  for (const text of [unused, used]) keptByText([text], () => text);
  const [fileOfUnused, fileOfUsed] = [fileWith(unused), fileWith(used)];
  const monthAgo = new Date(Date.now() - 31 * 24 * 60 * 60 * 1000);
  for (const file of [fileOfUnused, fileOfUsed]) utimesSync(file, monthAgo, monthAgo);
  const another = inAnotherProcess();
  another([used], fail);
  expect(statSync(fileOfUsed).mtime.getTime()).toBeGreaterThan(monthAgo.getTime());
  another([randomUUID()], () => 'new');
  expect([existsSync(fileOfUnused), existsSync(fileOfUsed)]).toEqual([false, true]);
});

test('a large answer is of this process alone', () => {
  const [text, large] = [randomUUID(), 'x'.repeat(300 * 1024)];
  keptByText([text], () => large);
  expect(keptByText([text], fail)).toBe(large);
  expect(inAnotherProcess()([text], () => 'worked out again')).toBe('worked out again');
});
