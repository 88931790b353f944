import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { formatIssue } from '@sovereign-fleet/domain';
import { acmeSource, makeSpecs, writeFiles } from '../testing/test-workspace';
import { readFleetRecordAt } from './read-fleet';
import { readSpecImports } from './spec-imports';

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
  { text: "import { defineSovereign } from '@sovereign-fleet/domain';", files: [] },
  { text: "// import { one } from '../versions';", files: [] },
  { text: 'const Date = 1;\nexport const values = { Date };', files: [] },
])('a spec with $text is made from $files', ({ text, files }) => {
  writeFiles(root, {
    'sovereigns/versions.ts': "export { one } from './more';\n",
    'sovereigns/more.ts': 'export const one = 1;\n',
    'sovereigns/regions.json': '[]\n',
    'sovereigns/acme/parts/part.ts': "import { one } from '../../more';\nexport const part = one;\n",
    [spec]: text,
  });
  expect(readSpecImports(root, spec)).toEqual({ files: [spec, ...files], issues: [] });
});

test('two files that import each other are read once', () => {
  writeFiles(root, {
    'sovereigns/a.ts': "import './b';",
    'sovereigns/b.ts': "import './a';",
    [spec]: "import '../a';",
  });
  expect(readSpecImports(root, spec)).toEqual({ files: [spec, 'sovereigns/a.ts', 'sovereigns/b.ts'], issues: [] });
});

const mayImport =
  'a spec may import @sovereign-fleet/domain, files of its own folder and files beside sovereigns/fleet.ts';
const asks = 'a spec says the same on every machine and at any time, so it may not ask for this';

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
    says: 'import is "./script": it is neither TypeScript nor JSON. Write a .ts or a .json file in its place.',
  },
  {
    text: "import { nope } from './nope';",
    says: 'import is "./nope": there is no such file. Name a file that is there, such as "./versions".',
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
])('a spec with $text is refused before it is loaded', ({ text, says }) => {
  mkdirSync(join(root, 'lib'));
  writeFiles(root, {
    'lib/one.ts': "throw new Error('loaded');\n",
    'sovereigns/versions.ts': "throw new Error('loaded');\n",
    'sovereigns/globex/sovereign.ts': acmeSource.replace('acme', 'globex'),
    'sovereigns/globex/one.ts': "throw new Error('loaded');\n",
    'sovereigns/acme/script.js': "throw new Error('loaded');\n",
    [spec]: `${text}\nthrow new Error('loaded');\n`,
  });
  symlinkSync(join(root, 'lib/one.ts'), join(root, 'sovereigns/acme/link.ts'));
  const record = readFleetRecordAt(root);
  expect(record.ok ? [] : record.issues.map(formatIssue)).toEqual([`${spec}: ${says}`]);
});

test('what a shared file may not do is one problem, however many specs import it', () => {
  const source = (name: string) => `import { version } from '../versions';\n${acmeSource.replace('acme', name)}`;
  writeFiles(root, {
    'sovereigns/versions.ts': 'export const version = process.version;\n',
    [spec]: source('acme'),
    'sovereigns/globex/sovereign.ts': source('globex'),
  });
  const record = readFleetRecordAt(root);
  expect(record.ok ? [] : record.issues.map(formatIssue)).toEqual([
    `sovereigns/versions.ts: name is "process": ${asks}. Write plain data in line 1.`,
  ]);
});
