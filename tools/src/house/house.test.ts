import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { exitCodeOf, findingLine, findingsIn } from './findings';
import { failing, type Files, ignore, lines, passing } from './house-examples';
import { measuredFolders } from './package-files';
import { surveyPackage } from './survey';
import { rowOf } from './table';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'house-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function surveyOf(files: Files) {
  for (const [path, text] of Object.entries(files)) {
    const file = join(root, 'one', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return surveyPackage(root, 'one');
}

const findingsOf = (files: Files) => findingsIn(surveyOf(files)).map(findingLine);

test.each(failing)('the house finds $what', ({ files, found }) => {
  expect(findingsOf(files)).toEqual(found);
  expect(exitCodeOf(findingsIn(surveyOf(files)))).toBe(1);
});

test.each(passing)('the house has nothing to say about $what', ({ files }) => {
  expect(findingsOf(files)).toEqual([]);
});

test('a file of 251 lines is a warning and fails nothing, a test as well', () => {
  const survey = surveyOf({ 'src/a.ts': lines(251), 'src/a.test.ts': lines(300) });
  expect(findingsIn(survey).map((one) => [findingLine(one), one.isWarning])).toEqual([
    ['warning one/src/a.test.ts 300 lines, think about two files at 250', true],
    ['warning one/src/a.ts 251 lines, think about two files at 250', true],
  ]);
  expect(exitCodeOf(findingsIn(survey))).toBe(0);
});

test('a script of 251 lines is a warning', () => {
  expect(findingsOf({ 'run.mjs': lines(251) })).toEqual([
    'warning one/run.mjs 251 lines, think about two files at 250',
  ]);
});

test('the table has one line of figures for a package', () => {
  const files = {
    'src/a.ts': "import './b';\nfunction placed() {\n  return { ...{ a: 1 } };\n}\n",
    'src/b.ts': "import './a';\nimport '../../other/src/c';\n",
    'src/b.test.ts': `// ${'x'.repeat(120)}\n// ${ignore}\n`,
  };
  expect(rowOf(surveyOf(files))).toEqual({
    files: 2,
    'files in a folder': 2,
    depth: 2,
    circles: 1,
    'by path': 1,
    'bare names': 1,
    'prettier-ignore': 1,
    'spread literals': 1,
    'long lines': 1,
    'longest file': 4,
    'longest function': 3,
  });
});

test('every workspace is measured, and the repository itself', () => {
  mkdirSync(join(root, 'packages/two'), { recursive: true });
  writeFileSync(join(root, 'package.json'), '{ "workspaces": ["packages/*", "tools", "tools/github"] }');
  expect(measuredFolders(root)).toEqual(['packages/two', 'tools', 'tools/github', '.']);
});
