import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { formatIssue } from '@sovereign-fleet/domain';
import { acmeSource, makeSpecs, writeFiles } from '../testing/test-workspace';
import { readFleetRecordAt, wholeFleet } from './read-fleet';
import { specImportsReader } from './spec-imports';

let root: string;

beforeEach(() => {
  root = makeSpecs();
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

const spec = 'sovereigns/acme/sovereign.ts';

test.each([
  { text: "import { one } from '../versions';", files: ['sovereigns/versions.ts', 'sovereigns/more.ts'] },
  { text: "export * from '../versions';", files: ['sovereigns/versions.ts', 'sovereigns/more.ts'] },
  { text: "import { one } from '../versions.ts';", files: ['sovereigns/versions.ts', 'sovereigns/more.ts'] },
  { text: "import regions from '../regions.json';", files: ['sovereigns/regions.json'] },
  { text: "import regions from '../regions';", files: ['sovereigns/regions.json'] },
  { text: "import { part } from './parts/part';", files: ['sovereigns/acme/parts/part.ts', 'sovereigns/more.ts'] },
  { text: "import { defineSovereign } from '@sovereign-fleet/nx';", files: [] },
  { text: "// import { one } from '../versions';", files: [] },
  { text: 'const Date = 1;\nexport const values = { Date };', files: [] },
  {
    text: "import * as process from '../regions.json';\nexport const a = process;",
    files: ['sovereigns/regions.json'],
  },
  { text: 'class Date {}\nexport const a = new Date();', files: [] },
  { text: 'enum module { A }\nexport const a = module.A;', files: [] },
  { text: 'export const f = (process: string) => process;', files: [] },
  { text: 'export const f = (at: Date, g: Function): at is Date => g === undefined;', files: [] },
  { text: 'interface Row extends Date { a: typeof process }\nexport type { Row };', files: [] },
  { text: 'export const a = Math.max(1, NaN) as unknown as Date;', files: [] },
  { text: "if (Object.keys({}).length > 0) throw new Error('no');", files: [] },
  { text: "export { one as process } from '../more';", files: ['sovereigns/more.ts'] },
  { text: "export const a = { process: 1, random: { constructor: 2, 'import.meta': 3 } };", files: [] },
  { text: 'process: for (const one of [1]) if (one === 1) break process;', files: [] },
])('a spec with $text is made from $files', ({ text, files }) => {
  writeFiles(root, {
    'sovereigns/versions.ts': "export { one } from './more';\n",
    'sovereigns/more.ts': 'export const one = 1;\n',
    'sovereigns/regions.json': '[]\n',
    'sovereigns/acme/parts/part.ts': "import { one } from '../../more';\nexport const part = one;\n",
    [spec]: text,
  });
  expect(specImportsReader(root)(spec)).toEqual({ files: [spec, ...files], issues: [] });
});

test('two files that import each other are read once', () => {
  writeFiles(root, {
    'sovereigns/a.ts': "import './b';",
    'sovereigns/b.ts': "import './a';",
    [spec]: "import '../a';",
  });
  expect(specImportsReader(root)(spec)).toEqual({ files: [spec, 'sovereigns/a.ts', 'sovereigns/b.ts'], issues: [] });
});

test.each(['@sovereign-fleet/domain', '@sovereign-fleet/bootstrap-kit'])(
  '%s, which the last major read, is refused today and read in a commit of that time',
  (name) => {
    writeFiles(root, { [spec]: `import { defineSovereign } from '${name}';` });
    const [issue] = specImportsReader(root)(spec).issues;
    expect(issue && formatIssue(issue)).toBe(
      `${spec}: import is "${name}": people's files are written with another package. Write "@sovereign-fleet/nx": ` +
        '"npx nx migrate --run-migrations" does it in all files.',
    );
    expect(specImportsReader(root, 'past')(spec).issues).toEqual([]);
  },
);

const mayImport =
  'a spec may import @sovereign-fleet/nx, files of its own folder, files beside sovereigns/fleet.ts and its ' +
  'kit (kits/<kit>/kit.ts)';
const asks =
  'a spec says the same on every machine and at any time, so it may not ask for what it neither declares nor imports';
const asksThis = 'a spec says the same on every machine and at any time, so it may not ask for this';
const onlyRead = 'of what a spec imports, only .ts and .json files are read. Write a .ts or a .json file in its place.';

test.each([
  {
    text: "import { readFileSync } from 'node:fs';",
    says: `import is "node:fs": ${mayImport}. Write down what it would give, as plain data.`,
  },
  {
    text: "import type { One } from 'zod';",
    says: `import is "zod": ${mayImport}. Write down what it would give, as plain data.`,
  },
  {
    text: "import { compile } from '@sovereign-fleet/compiler';",
    says: `import is "@sovereign-fleet/compiler": ${mayImport}. Write down what it would give, as plain data.`,
  },
  {
    text: "import { one } from '../../lib/one';",
    says:
      `import is "../../lib/one": ${mayImport}. Move lib/one.ts beside sovereigns/fleet.ts, or into the folder of ` +
      'the spec.',
  },
  {
    text: "export { one } from '../globex/one';",
    says:
      `import is "../globex/one": ${mayImport}. Move sovereigns/globex/one.ts beside sovereigns/fleet.ts, or into ` +
      'the folder of the spec.',
  },
  {
    text: "import { one } from './link';",
    says:
      `import is "./link": ${mayImport}. Move lib/one.ts beside sovereigns/fleet.ts, or into the folder of the ` +
      'spec.',
  },
  {
    text: "import { one } from './script';",
    says: `import is "./script": ${onlyRead}`,
  },
  { text: "import { one } from './part.mts';", says: `import is "./part.mts": ${onlyRead}` },
  { text: "import { one } from './part.cts';", says: `import is "./part.cts": ${onlyRead}` },
  {
    text: "import { one } from './parts';",
    says: 'import is "./parts": there is no such file. Name the file: "./parts/index".',
  },
  {
    text: "import { nope } from './nope';",
    says: 'import is "./nope": there is no such file. Name a file that is there, such as "./versions".',
  },
  {
    text: `import { long } from './${'x'.repeat(300)}';`,
    says: `import is "./${'x'.repeat(117)}…: there is no such file. Name a file that is there, such as "./versions".`,
  },
  {
    text: "import { zero } from './a\\0b';",
    says: 'import is "./a\\u0000b": there is no such file. Name a file that is there, such as "./versions".',
  },
  {
    text: "\nconst more = import('../versions');",
    says:
      'import is "import(\'../versions\')": a spec imports at its top alone, by "import … from". ' +
      'Move it there from line 2.',
  },
  {
    text: "import versions = require('../versions');",
    says:
      'import is "require(\'../versions\')": a spec imports at its top alone, by "import … from". ' +
      'Move it there from line 1.',
  },
  {
    text: "const name = '../versions';\nconst versions = require(name);",
    says: `name is "require": ${asks}. Write plain data in line 2.`,
  },
  { text: 'const { STAGE } = process.env;', says: `name is "process": ${asks}. Write plain data in line 1.` },
  { text: '\n\nconst today = new Date();', says: `name is "Date": ${asks}. Write plain data in line 3.` },
  { text: "const a = globalThis['process'];", says: `name is "globalThis": ${asks}. Write plain data in line 1.` },
  {
    text: "type One = import('../versions').One;",
    says:
      'import is "import(\'../versions\').One": a spec imports at its top alone, by "import … from". ' +
      'Move it there from line 1.',
  },
  ...[
    'const f = (process: any) => 0;\nconst a = process.env.X;',
    'function f() { const process = 1; }\nconst a = process;',
    '\nexport { process as p };',
    '\nexport { process };',
    '\nexport default { process };',
    '\nimport p = process;',
    '\nclass A extends process.A {}',
    '\nconst a = { [process.pid]: process.pid };',
    'declare const process: any;\nconst a = process;',
    'interface process {}\nconst a = process;',
    'function process(): any;\nconst a = process;',
    "import type { process } from '../versions';\nconst a = process;",
    "import { type process } from '../versions';\nconst a = process;",
  ].map((text) => ({ text, says: `name is "process": ${asks}. Write plain data in line 2.` })),
  ...['crypto', 'performance', 'Intl', 'navigator', 'setTimeout', 'Symbol', 'console', 'arguments', 'exports'].map(
    (name) => ({ text: `const a = ${name};`, says: `name is "${name}": ${asks}. Write plain data in line 1.` }),
  ),
  ...[
    { text: 'const a = Math.random();', name: 'Math.random' },
    { text: "const a = Math['random']();", name: 'Math' },
    { text: 'const { random } = Math;', name: 'Math' },
    { text: 'const a = new Error().stack;', name: 'Error' },
    { text: 'const a = import.meta.url;', name: 'import.meta' },
    { text: 'const a = (1).toLocaleString();', name: 'toLocaleString' },
    { text: "const a = 'a'['localeCompare']('b');", name: 'localeCompare' },
    { text: "const { toLocaleUpperCase: up } = 'a';", name: 'toLocaleUpperCase' },
    { text: "const a = (() => 0).constructor('return 1');", name: 'constructor' },
  ].map(({ text, name }) => ({ text, says: `name is "${name}": ${asksThis}. Write plain data in line 1.` })),
])('a spec with $text is refused before it is loaded', ({ text, says }) => {
  mkdirSync(join(root, 'lib'));
  writeFiles(root, {
    'lib/one.ts': "throw new Error('loaded');\n",
    'sovereigns/versions.ts': "throw new Error('loaded');\n",
    'sovereigns/globex/sovereign.ts': acmeSource.replace('acme', 'globex'),
    'sovereigns/globex/one.ts': "throw new Error('loaded');\n",
    'sovereigns/acme/script.js': "throw new Error('loaded');\n",
    'sovereigns/acme/part.mts': "throw new Error('loaded');\n",
    'sovereigns/acme/part.cts': "throw new Error('loaded');\n",
    'sovereigns/acme/parts/index.ts': "throw new Error('loaded');\n",
    [spec]: `${text}\nthrow new Error('loaded');\n`,
  });
  symlinkSync(join(root, 'lib/one.ts'), join(root, 'sovereigns/acme/link.ts'));
  const record = wholeFleet(readFleetRecordAt(root));
  expect(record.ok ? [] : record.issues.map(formatIssue)).toEqual([`${spec}: ${says}`]);
});

test('what a shared file may not do is one problem, however many specs import it', () => {
  const source = (name: string) => `import { version } from '../versions';\n${acmeSource.replace('acme', name)}`;
  writeFiles(root, {
    'sovereigns/versions.ts': 'export const version = process.version;\n',
    [spec]: source('acme'),
    'sovereigns/globex/sovereign.ts': source('globex'),
  });
  const record = wholeFleet(readFleetRecordAt(root));
  expect(record.ok ? [] : record.issues.map(formatIssue)).toEqual([
    `sovereigns/versions.ts: name is "process": ${asks}. Write plain data in line 1.`,
  ]);
});

test.each([
  { link: spec, target: 'lib/spec.ts' },
  { link: spec, target: 'sovereigns/globex/spec.ts' },
  { link: spec, target: 'sovereigns/acme/spec.js' },
  { link: 'sovereigns/fleet.ts', target: 'sovereigns/acme/fleet.ts' },
])('the link $link is refused, as it leads to $target', ({ link, target }) => {
  writeFiles(root, { [target]: "throw new Error('loaded');\n" });
  rmSync(join(root, link));
  symlinkSync(join(root, target), join(root, link));
  const { files, issues } = specImportsReader(root)(link);
  expect({ files, says: issues.map(formatIssue) }).toEqual({
    files: [link],
    says: [
      `${link}: link is "${target}": a spec may be a link to a .ts file of its own folder or beside ` +
        'sovereigns/fleet.ts alone. Write the spec itself in place of the link.',
    ],
  });
});

test('a spec that is a link imports from where it really is, as Node does', () => {
  writeFiles(root, {
    'sovereigns/acme/parts/real.ts': "import { one } from './one';\n",
    'sovereigns/acme/parts/one.ts': 'export const one = process;\n',
    'sovereigns/acme/one.ts': 'export const one = 1;\n',
  });
  rmSync(join(root, spec));
  symlinkSync('parts/real.ts', join(root, spec));
  const { files, issues } = specImportsReader(root)(spec);
  expect(files).toEqual([spec, 'sovereigns/acme/parts/real.ts', 'sovereigns/acme/parts/one.ts']);
  expect(issues.map(({ file, value }) => ({ file, value }))).toEqual([
    { file: 'sovereigns/acme/parts/one.ts', value: 'process' },
  ]);
});

test('one reader checks a shared file once, so all specs have the same Issues of it', () => {
  writeFiles(root, {
    'sovereigns/versions.ts': 'export const version = process.version;\n',
    [spec]: "import '../versions';\n",
    'sovereigns/globex/sovereign.ts': "import '../versions';\n",
  });
  const readImports = specImportsReader(root);
  const [first, second] = [spec, 'sovereigns/globex/sovereign.ts'].map((file) => readImports(file).issues[0]);
  expect(first).toBeDefined();
  expect(second).toBe(first);
});
