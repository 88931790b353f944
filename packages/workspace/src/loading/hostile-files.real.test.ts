// Files of people that try to take others down with them: each is refused by its name, and the one after it is loaded.
import { rmSync } from 'node:fs';
import { formatIssue } from '@sovereign-fleet/domain';
import { makeSpecs, writeFiles } from '../testing/test-workspace';
import { loadDefaults } from './load-defaults';

let root: string;

beforeEach(() => {
  root = makeSpecs();
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

/** What a file gives, and then a good one: its value, or the lines of its Issues. */
function loadBeforeGood(text: string, path = 'sovereigns/acme/hostile.ts'): readonly unknown[] {
  writeFiles(root, { [path]: text, 'sovereigns/globex/good.ts': 'export default 1;\n' });
  const results = [...loadDefaults(root, [path, 'sovereigns/globex/good.ts']).values()];
  return results.map((result) => (result.ok ? result.value : result.issues.map(formatIssue)));
}

const thrown = (error: string, line: number) => [
  `sovereigns/acme/hostile.ts: error is ${JSON.stringify(error)}: the file cannot be loaded. ` +
    `Mend sovereigns/acme/hostile.ts, line ${line}.`,
];

test.each([
  { what: 'no text for a message', set: 'error.message = { toString: null };', says: [] },
  { what: 'a number for a stack', set: "error.message = 'm'; error.stack = 5;", says: [] },
  { what: 'a list for a message', set: "error.message = ['a', 'b'];", says: thrown('a,b', 2) },
])('an error with $what is one of its file alone', ({ set, says }) => {
  const text = `try {
  throw new Error('x');
} catch (error: any) {
  ${set}
  throw error;
}
export default 1;
`;
  const [found, after] = loadBeforeGood(text);
  expect(found).toEqual(says.length > 0 ? says : [expect.stringMatching(/^sovereigns\/acme\/hostile\.ts: error is /)]);
  expect(after).toBe(1);
});

test.each([
  { what: 'a proxy', throws: 'throw new Proxy({}, { get: () => { throw 1; }, getPrototypeOf: () => { throw 2; } });' },
  { what: 'a text that throws', throws: 'throw { toString() { throw 1; } };' },
  { what: 'nothing', throws: 'throw undefined;' },
])('a file that throws $what is refused alone', ({ throws }) => {
  const [found, after] = loadBeforeGood(`${throws}\nexport default 1;\n`);
  expect(found).toEqual([expect.stringMatching(/^sovereigns\/acme\/hostile\.ts: error is /)]);
  expect(after).toBe(1);
});

test('whatever name a class or a function has, it is no text that ends in an error here', () => {
  const text = `class Own {
  static readonly name: any = { toString: null };
}
const call = () => 1;
Object.defineProperty(call, 'name', { value: { toString: null } });
export default { own: new Own(), call };
`;
  const [found, after] = loadBeforeGood(text);
  const { own, call } = found as Readonly<Record<'own' | 'call', { readonly name: unknown }>>; // as it was written
  expect([own.constructor.name, call.name, after]).toEqual(['a class', '', 1]);
});

test.each([
  { what: 'a comment', text: "// require('./broken.js')\nexport default 2;\n" },
  { what: 'a text', text: 'export default `\nconst a = require("./broken.js");\n`;\n' },
])('what $what says is not loaded, nor run', ({ text }) => {
  writeFiles(root, { 'sovereigns/acme/broken.js': '}); for (;;); (function () {' });
  const [found, after] = loadBeforeGood(text);
  expect([found === 2 || typeof found === 'string', after]).toEqual([true, 1]);
});

test('a file below a folder with a line break in its name is loaded like any other', () => {
  const path = 'sovereigns/acme\nended {"is":"no default"}/hostile.ts';
  expect(loadBeforeGood('export default 2;\n', path)).toEqual([2, 1]);
});

test.each([
  {
    what: 'lists of one list',
    text: `let one: unknown = ['x'];
for (let at = 0; at < 30; at += 1) one = [one, one, one];
export default { one };
`,
  },
  { what: 'a text without end', text: "export default { a: 'x'.repeat(20_000_000) };\n" },
])('a file that exports $what is refused before anybody walks through it', ({ text }) => {
  const [found, after] = loadBeforeGood(text);
  expect(found).toEqual([
    'sovereigns/acme/hostile.ts: default export is "too large": written out, it has more than a million values, or ' +
      'ten million characters. Look in it for a list or a map that holds another one many times.',
  ]);
  expect(after).toBe(1);
});

test('what holds itself has a size, also where it is deep', () => {
  const text = `const one: { self?: unknown } = {};
let deep: object = { one };
for (let at = 0; at < 50_000; at += 1) deep = { deep };
one.self = deep;
export default deep;
`;
  const [found, after] = loadBeforeGood(text);
  expect([Object.keys(found as object), after]).toEqual([['deep'], 1]);
});
