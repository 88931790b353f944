import { readFileSync } from 'node:fs';
import { compileFunction, createContext } from 'node:vm';

/** As Jest compiles a module, in the environment of this test. */
function compileModule(source: string, filename: string): () => unknown {
  const options = { filename, parsingContext: createContext() };
  return compileFunction(source, ['module', 'exports'], options) as () => unknown; // a Function to the types
}

function stackOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).stack ?? ''; // of the realm of the module
  }
  return '';
}

function processorTime(act: () => void): number {
  const start = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(start);
  return user + system;
}

test('a module that a second file of tests loads takes no time to compile', () => {
  const filename = require.resolve('typescript');
  const source = readFileSync(filename, 'utf8').replace('ts', 'ts_of_this_test');
  const compile = () => compileModule(source, filename);
  const first = processorTime(compile);
  const second = processorTime(compile);
  expect(second).toBeLessThan(first / 2);
});

test.each([
  { source: "throw new Error('no');", place: '/a.js:1:7' },
  { source: "\n\n  throw new Error('no');", place: '/a.js:3:9' },
])('an error names the line and the column of its file: $place', ({ source, place }) => {
  expect(stackOf(compileModule(source, '/a.js'))).toContain(`${place}\n`);
});

test('a module ends where its file ends, also in a comment', () => {
  expect(compileModule('return 1; // of a file without a last line', '/comment.js')()).toBe(1);
  expect(() => compileModule('return {', '/half.js')).toThrow('Unexpected token');
});
