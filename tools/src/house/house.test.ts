import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isBareParticiple, measureFile } from './file-measures';
import { circlesIn, depthOf, readImportGraph } from './import-graph';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'house-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function graphOf(files: Readonly<Record<string, string>>) {
  for (const [path, text] of Object.entries(files)) {
    const file = join(root, 'one/src', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return readImportGraph(root, 'one');
}

test('a circle is found, by a type too, and nothing beside it', () => {
  const graph = graphOf({
    'a.ts': "import type { B } from './room/b';\nexport type A = B;\n",
    'room/b.ts': "import type { A } from '../a';\nexport interface B { a: A }\n",
    'c.ts': "export { type A } from './a';\n",
  });
  expect(circlesIn(graph)).toEqual([['src/a.ts', 'src/room/b.ts']]);
});

test('the depth is the longest chain of imports; tests and declarations are no files of a package', () => {
  const graph = graphOf({
    'a.ts': "import './b';\nimport './c';\n",
    'b.ts': "import './c';\n",
    'c.ts': 'export const c = 1;\n',
    'a.test.ts': "import './a';\n",
    'd.d.ts': '',
  });
  expect([...graph.imports.keys()]).toEqual(['src/a.ts', 'src/b.ts', 'src/c.ts']);
  expect(depthOf(graph)).toBe(3);
  expect(circlesIn(graph)).toEqual([]);
});

test('an import by a path that leads out of the package is told', () => {
  const graph = graphOf({ 'room/a.ts': "import { b } from '../../../other/src/b';\nexport const a = b;\n" });
  expect(graph.outside).toEqual(['one/src/room/a.ts: ../../../other/src/b']);
});

test('what is counted in a file', () => {
  const long = `// ${'x'.repeat(120)}`;
  const text = `${long}\n// prettier-ignore\nfunction made() {\n  return { ...{ a: 1 }, ...[] };\n}\nconst place = () => [...[1]];\n`;
  expect(measureFile('a.ts', text)).toEqual({
    lines: 6,
    longLines: 1,
    prettierIgnores: 1,
    spreadLiterals: 3,
    functions: [
      { name: 'made', lines: 3 },
      { name: 'place', lines: 1 },
    ],
  });
});

test.each([
  { name: 'given', bare: true },
  { name: 'placed', bare: true },
  { name: 'placedVcluster', bare: false },
  { name: 'proceed', bare: false },
  { name: 'render', bare: false },
])('$name is a bare participle: $bare', ({ name, bare }) => {
  expect(isBareParticiple(name)).toBe(bare);
});
