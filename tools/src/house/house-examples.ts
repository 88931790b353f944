// For tests: files with one thing that the house finds, and files with nothing.

export type Files = Readonly<Record<string, string>>;

/** Files `src/f0.ts` and so on, each of which imports the next. */
function chainOf(length: number): Files {
  const files = Array.from({ length }, (_, index) => [
    `src/f${index}.ts`,
    index + 1 < length ? `import './f${index + 1}';\n` : 'export const end = 1;\n',
  ]);
  return Object.fromEntries(files) as Files; // Pairs of texts, as just made.
}

/** So many files in one folder, none of which imports another. */
function folderOf(folder: string, size: number): Files {
  const files = Array.from({ length: size }, (_, index) => [`${folder}/f${index}.ts`, 'export const one = 1;\n']);
  return Object.fromEntries(files) as Files; // Pairs of texts, as just made.
}

export const lines = (count: number) => '// line\n'.repeat(count);
const body = (count: number) => `function render() {\n${'  one();\n'.repeat(count)}}\n`;
export const ignore = 'prettier-ignore';

interface Example {
  readonly what: string;
  readonly files: Files;
  readonly found: readonly string[];
}

export const failing: readonly Example[] = [
  {
    what: '26 files in a folder',
    files: folderOf('src/room', 26),
    found: ['one/src/room 26 files in a folder, 25 are allowed'],
  },
  {
    what: 'a chain of eleven files',
    files: chainOf(11),
    found: [
      'one/src/f0.ts imports 11 files deep, 10 are allowed: src/f1.ts > src/f2.ts > src/f3.ts > src/f4.ts > ' +
        'src/f5.ts > src/f6.ts > src/f7.ts > src/f8.ts > src/f9.ts > src/f10.ts',
    ],
  },
  {
    what: 'a circle, by types too',
    files: {
      'src/a.ts': "import type { B } from './room/b';\nexport type A = B;\n",
      'src/room/b.ts': "import type { A } from '../a';\nexport interface B { a: A }\n",
      'src/c.ts': "export { type A } from './a';\n",
    },
    found: ['one/src/a.ts imports itself through others, no circle is allowed: src/room/b.ts'],
  },
  {
    what: 'an import by a path out of the package',
    files: { 'src/room/a.ts': "// Why.\nimport { b } from '../../../other/src/b';\nexport const a = b;\n" },
    found: [
      'one/src/room/a.ts:2 "../../../other/src/b" leads out of the package: import by name, @sovereign-fleet/<name>',
    ],
  },
  {
    what: 'such an import by a test',
    files: { 'src/a.test.ts': "import '../../other/src/b';\n" },
    found: [
      'one/src/a.test.ts:1 "../../other/src/b" leads out of the package: import by name, @sovereign-fleet/<name>',
    ],
  },
  {
    what: 'a function named by a participle',
    files: { 'src/a.ts': '// Why.\nfunction placed() {}\n' },
    found: [
      'one/src/a.ts:2 function "placed" is a bare participle: begin with a verb, or take the noun that it returns',
    ],
  },
  {
    what: 'a function named by a preposition',
    files: { 'src/a.ts': 'function at() {}\n' },
    found: ['one/src/a.ts:1 function "at" is a bare preposition: begin with a verb, or take the noun that it returns'],
  },
  {
    what: 'an arrow named by a participle',
    files: { 'src/a.ts': 'const shown = () => 1;\n' },
    found: [
      'one/src/a.ts:1 function "shown" is a bare participle: begin with a verb, or take the noun that it returns',
    ],
  },
  {
    what: 'prettier-ignore before a line, and behind one, in a test too',
    files: { 'src/a.ts': `// ${ignore}\nconst a = 1;\n`, 'src/a.test.ts': `const b = ''; // ${ignore}\n` },
    found: [
      'one/src/a.test.ts:1 prettier-ignore: write it as Prettier does',
      'one/src/a.ts:1 prettier-ignore: write it as Prettier does',
    ],
  },
  {
    what: 'literals spread into literals, in a test too',
    files: { 'src/a.ts': 'const a = {\n  ...{ b: 1 },\n};\n', 'src/a.test.ts': 'const b = [...[1]];\n' },
    found: [
      'one/src/a.test.ts:1 a literal is spread into a literal: write its entries there',
      'one/src/a.ts:2 a literal is spread into a literal: write its entries there',
    ],
  },
  {
    what: 'a line of 121 characters, in a test, a script and a workflow too',
    files: {
      'run.sh': `# ${'x'.repeat(119)}\n`,
      'src/a.test.ts': `\n// ${'x'.repeat(118)}\n`,
      'src/a.ts': `// ${'x'.repeat(118)}\n`,
      'test.yaml': `# ${'x'.repeat(119)}\n`,
    },
    found: [
      'one/run.sh:1 a line above 120 characters',
      'one/src/a.test.ts:2 a line above 120 characters',
      'one/src/a.ts:1 a line above 120 characters',
      'one/test.yaml:1 a line above 120 characters',
    ],
  },
  {
    what: 'a function of 41 lines',
    files: { 'src/a.ts': body(39) },
    found: ['one/src/a.ts:1 function "render" has 41 lines, 40 are allowed'],
  },
  {
    what: 'a method and a function expression of 41 lines',
    files: {
      'src/a.ts': `class One {\n  render() {\n${'    one();\n'.repeat(39)}  }\n}\n`,
      'src/b.ts': `const render = function () {\n${'  one();\n'.repeat(39)}};\n`,
      'src/c.ts': `const two = { render: () => {\n${'  one();\n'.repeat(39)}} };\n`,
    },
    found: [
      'one/src/a.ts:2 function "render" has 41 lines, 40 are allowed',
      'one/src/b.ts:1 function "render" has 41 lines, 40 are allowed',
      'one/src/c.ts:1 function "render" has 41 lines, 40 are allowed',
    ],
  },
  {
    what: 'a function of 41 lines in JavaScript, beside src too',
    files: { 'run.cjs': body(39), 'src/a.mjs': body(39) },
    found: [
      'one/run.cjs:1 function "render" has 41 lines, 40 are allowed',
      'one/src/a.mjs:1 function "render" has 41 lines, 40 are allowed',
    ],
  },
];

export const passing: readonly Omit<Example, 'found'>[] = [
  { what: '25 files in a folder', files: folderOf('src/room', 25) },
  { what: '30 rows of rules', files: folderOf('src/rules', 30) },
  { what: '26 files of which one is a test', files: { ...folderOf('src/room', 25), 'src/room/f0.test.ts': '' } },
  { what: 'a chain of ten files', files: chainOf(10) },
  { what: 'a test above a chain of ten files', files: { ...chainOf(10), 'src/f.test.ts': "import './f0';\n" } },
  {
    what: 'two files that import a third',
    files: { 'src/a.ts': "import './b';\nimport './c';\n", 'src/b.ts': "import './c';\n", 'src/c.ts': '' },
  },
  {
    what: 'an import by name, and one of the own package.json',
    files: { 'src/a.ts': "import '@sovereign-fleet/flux';\nimport '../package.json';\n" },
  },
  {
    what: 'a function named by a verb, or by a noun',
    files: { 'src/a.ts': 'function renderChart() {}\nconst placedVcluster = () => 1;\n' },
  },
  {
    what: 'a participle in a test, and one that names no function',
    files: { 'src/a.test.ts': 'function placed() {}\n', 'src/a.ts': 'const placed = 1;\n' },
  },
  {
    what: 'a method that is read with its object',
    files: { 'src/a.ts': 'const health = { of: () => 1, at() {} };\n' },
  },
  { what: 'a text that speaks of prettier-ignore', files: { 'src/a.ts': `const a = '// ${ignore}';\n` } },
  {
    what: 'a name that is spread',
    files: { 'src/a.ts': 'const a = { b: 1 };\nconst c = { ...a };\nconst d = [...list()];\n' },
  },
  { what: 'a line of 120 characters', files: { 'src/a.ts': `// ${'x'.repeat(117)}\n` } },
  { what: 'a function of 40 lines', files: { 'src/a.ts': body(38) } },
  { what: 'a file of 250 lines', files: { 'src/a.ts': lines(250) } },
  {
    what: 'long lines of test data, encrypted files, golden files and declarations',
    files: {
      'src/testdata/a.yaml': `# ${'x'.repeat(120)}\n`,
      'secrets/a.yaml': `# ${'x'.repeat(120)}\n`,
      'src/golden/a.yaml': `# ${'x'.repeat(120)}\n`,
      'src/a.d.ts': `// ${'x'.repeat(120)}\n`,
    },
  },
  {
    what: 'what another package has below',
    files: { 'inner/package.json': '{}', 'inner/src/a.ts': `// ${'x'.repeat(120)}\n` },
  },
];
