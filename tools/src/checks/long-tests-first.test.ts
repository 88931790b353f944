import { join } from 'node:path';
import { repositoryFiles } from '../repository-files';
import { workspaceRoot } from '../workspace';

interface OneTest {
  readonly path: string;
  readonly duration?: number;
}

interface Sequencer {
  readonly sort: (tests: readonly object[]) => readonly OneTest[];
}

// By path: it is JavaScript that jest loads.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const LongTestsFirst = require(join(workspaceRoot, 'tools/long-tests-first.cjs')) as {
  readonly longTests: readonly string[];
  new (options: object): Sequencer;
};

const { longTests } = LongTestsFirst;

/** The order in which jest would run files of these sizes, of which it knows how long some took. */
function order(sizes: Readonly<Record<string, number>>, durations: Readonly<Record<string, number>> = {}) {
  const sequencer = Object.assign(new LongTestsFirst({}), { time: ({ path }: OneTest) => durations[path] });
  const context = { config: { cache: false }, hasteFS: { getSize: (path: string) => sizes[path] } };
  const tests = Object.keys(sizes).map((path) => ({ path, context }));
  return sequencer.sort(tests).map(({ path }) => path);
}

const [longest = '', second = ''] = longTests.map((name) => `/fleet/tools/src${name}`);
const sizes = { '/fleet/large.test.ts': 9, [second]: 2, '/fleet/small.test.ts': 1, [longest]: 3 };

test('each file that is said to take long is there, once', () => {
  const found = longTests.map((name) => repositoryFiles.filter((path) => path.endsWith(name)));
  expect(found.filter(({ length }) => length !== 1)).toEqual([]);
});

test('where nothing is known of an earlier run, long tests come first, and then large files', () => {
  expect(order(sizes)).toEqual([longest, second, '/fleet/large.test.ts', '/fleet/small.test.ts']);
});

test('where an earlier run is known, it decides', () => {
  const took = { '/fleet/small.test.ts': 7, [second]: 6, [longest]: 5, '/fleet/large.test.ts': 4 };
  expect(order(sizes, took)).toEqual(Object.keys(took));
});
