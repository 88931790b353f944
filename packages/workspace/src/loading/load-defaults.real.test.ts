// What a file of people can do where it is loaded: each case is a file, and all of a test are loaded together.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rmSync } from 'node:fs';
import { drop, formatIssue, nodeLabel, regionLabel } from '@sovereign-fleet/domain';
import { makeSpecs, writeFiles } from '../testing/test-workspace';
import { loadDefaults } from './load-defaults';

let root: string;

beforeEach(() => {
  root = makeSpecs();
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

/** What each file gives, by its name: its value, or the lines of its Issues. */
function load(files: Readonly<Record<string, string>>, seconds?: number): Readonly<Record<string, unknown>> {
  const paths = Object.keys(files).map((name) => `sovereigns/acme/${name}.ts`);
  writeFiles(root, Object.fromEntries(paths.map((path, index) => [path, Object.values(files)[index] ?? ''])));
  const results = [...loadDefaults(root, paths, seconds).values()];
  const given = results.map((result) => (result.ok ? result.value : result.issues.map(formatIssue)));
  return Object.fromEntries(Object.keys(files).map((name, index) => [name, given[index]]));
}

function thrown(name: string, error: string, line: number): readonly string[] {
  const file = `sovereigns/acme/${name}.ts`;
  return [`${file}: error is ${JSON.stringify(error)}: the file cannot be loaded. Mend ${file}, line ${line}.`];
}

describe('a file that looks for a way out', () => {
  let server: Server;
  const asked: string[] = [];

  beforeAll(async () => {
    server = createServer(({ url = '' }, response) => {
      asked.push(url);
      response.end();
    });
    await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens));
    process.env['SOVEREIGN_FLEET_GITHUB_TOKEN'] = 'a-token-of-this-test';
  });

  afterAll(async () => {
    delete process.env['SOVEREIGN_FLEET_GITHUB_TOKEN'];
    await new Promise((closed) => server.close(closed));
  });

  const fromText = 'Code generation from strings disallowed for this context';

  test('gets neither the environment, nor a file, nor the network, nor what comes after it', () => {
    const { port } = server.address() as AddressInfo;
    const maker = "['constr' + 'uctor']";
    const url = `http://127.0.0.1:${port}/`;
    const found = load({
      environment: `const make = (() => 0)${maker};\nexport default make('return process')().env;\n`,
      host: `const top = Object.getPrototypeOf(globalThis);
export default top${maker}${maker}('return process')();
`,
      loader: `declare const require: any;\nexport default require${maker}('return process')();\n`,
      overflow: `function f(): void {
  f();
}
let make: any;
try {
  f();
} catch (error) {
  make = (error as any)${maker}${maker};
}
export default make('return process')();
`,
      stack: `(Error as any)['prepare' + 'StackTrace'] = (_: any, calls: any) => calls;\nexport default 1;\n`,
      names: `const has = (name: string) => name + typeof (globalThis as any)['' + name];
export default ['process', 'require', 'fetch', 'WebSocket', 'setTimeout', 'console', 'Buffer'].map(has);
`,
      file: "import { readFileSync } from 'node:fs'; export default readFileSync('/etc/hosts', 'utf8');\n",
      network: `import { get } from 'node:http'; export default get('${url}');\n`,
      late: `export default import('node:http').then(({ get }) => void get('${url}late'));\n`,
      web: `const call = (globalThis as any)['fet' + 'ch'];\nexport default call('${url}web');\n`,
      lists: 'Array.prototype.map = () => [1];\nexport default 1;\n',
      json: "JSON.stringify = () => '{}';\nexport default 1;\n",
      loading: "declare const load: any;\nexport default typeof load('x');\n",
      after: 'export default [1, 2].map((one) => one + 1);\n',
    });
    expect(found).toEqual({
      environment: thrown('environment', fromText, 2),
      host: thrown('host', fromText, 2),
      loader: thrown('loader', fromText, 2),
      overflow: thrown('overflow', fromText, 10),
      stack: thrown('stack', 'Cannot add property prepareStackTrace, object is not extensible', 1),
      names: ['process', 'require', 'fetch', 'WebSocket', 'setTimeout', 'console', 'Buffer'].map(
        (one) => `${one}undefined`,
      ),
      file: thrown('file', "Cannot find module 'node:fs'", 1),
      network: thrown('network', "Cannot find module 'node:http'", 1),
      late: [
        'sovereigns/acme/late.ts: default export is "a promise": it is there later, and what is loaded cannot wait. ' +
          'Export the record itself, without "async" and "import()".',
      ],
      web: thrown('web', 'call is not a function', 2),
      lists: thrown('lists', "Cannot assign to read only property 'map' of object '[object Array]'", 1),
      json: thrown('json', "Cannot assign to read only property 'stringify' of object '#<Object>'", 1),
      loading: thrown('loading', 'load is not defined', 2),
      after: [2, 3],
    });
    expect(asked).toEqual([]);
  });
});

test('a file that does not end is stopped by its name, wherever it is at, and the others are loaded', () => {
  const never = (name: string, where = `sovereigns/acme/${name}.ts`) => [
    `sovereigns/acme/${name}.ts: loading is "endless": it had not ended after 0.2 seconds, and was stopped ` +
      `in ${where}. Look there for a loop without an end.`,
  ];
  writeFiles(root, { 'sovereigns/shared.ts': 'export const a = 1;\ntry {\n  for (;;);\n} catch {}\n' });
  const shared = "import { a } from '../shared';\nexport default a;\n";
  const found = load(
    {
      one: shared,
      two: shared,
      getter: 'export default {\n  get fqdn(): string {\n    for (;;);\n  },\n};\n',
      pattern: `export default /^(a+)+$/.test('${'a'.repeat(40)}b');\n`,
      after: 'export default 1;\n',
    },
    0.2,
  );
  expect(found).toEqual({
    one: never('one', 'sovereigns/shared.ts'),
    two: never('two', 'sovereigns/shared.ts'),
    getter: never('getter'),
    pattern: never('pattern'),
    after: 1,
  });
});

test('a file that takes all memory ends its process alone', () => {
  const found = load({
    before: 'export default 1;\n',
    full: 'const all: number[][] = [];\nfor (;;) all.push(new Array(4e6).fill(1.5));\nexport default all;\n',
    after: 'export default 2;\n',
  });
  expect(found).toEqual({
    before: 1,
    full: [
      'sovereigns/acme/full.ts: loading is "ended": the process that loads it was ended by more than 512 MiB of ' +
        'memory. Look in it for what takes so much.',
    ],
    after: 2,
  });
});

test('what a file exports arrives as it is, also what no record may hold', () => {
  const { value, itself, deep, fails } = load({
    value: `import { drop } from '@sovereign-fleet/nx';
class Own {
  readonly a = 1;
}
export default {
  numbers: [0, -0, NaN, Infinity, 1e300],
  nothing: [null, undefined],
  holes: [, 1],
  text: 'a\\u2028\\ud800"\\n',
  dropped: drop(),
  big: 10n,
  map: new Map([['a', new Set([1])]]),
  own: new Own(),
  call: () => 1,
  bare: Object.assign(Object.create(null), { a: 1 }),
  copy: structuredClone({ a: [1, { b: new Map([[1, 2]]) }] }),
  ['__proto__']: 1,
};
`,
    itself: 'const one: { self?: unknown } = {};\none.self = one;\nexport default one;\n',
    deep: 'let one: object = {};\nfor (let at = 0; at < 50000; at += 1) one = { one };\nexport default one;\n',
    fails: "export default {\n  get fqdn(): string {\n    throw new Error('not now');\n  },\n};\n",
  }) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  const { own, call, bare, ...rest } = value ?? {};
  const expected: Record<string, unknown> = {
    numbers: [0, -0, NaN, Infinity, 1e300],
    nothing: [null, undefined],
    // eslint-disable-next-line no-sparse-arrays -- a hole is what is meant
    holes: [, 1],
    text: 'a\u2028\ud800"\n',
    dropped: drop(),
    big: 10n,
    map: new Map([['a', new Set([1])]]),
    copy: { a: [1, { b: new Map([[1, 2]]) }] },
    ['__proto__']: 1,
  };
  expect(rest).toStrictEqual(expected);
  expect(own).toEqual({ a: 1 });
  expect(own?.constructor.name).toBe('Own');
  expect(typeof call).toBe('function');
  expect([bare, Object.getPrototypeOf(bare)]).toEqual([{ a: 1 }, null]);
  expect(itself?.['self']).toBe(itself);
  expect(Object.keys(deep ?? {})).toEqual(['one']);
  expect(() => fails?.['fqdn']).toThrow('not now');
});

test('a file gets every name of the packages that it is written with, also by a list of all', () => {
  const found = load({
    all: "import * as nx from '@sovereign-fleet/nx';\nexport default nx.regionLabel;\n",
    one: "import { nodeLabel as label } from '@sovereign-fleet/nx';\nexport default label;\n",
    former: "import { isDnsName as is } from '@sovereign-fleet/domain';\nexport default is('a.example.com');\n",
  });
  expect(found).toEqual({ all: regionLabel, one: nodeLabel, former: true });
});
