import { rmSync } from 'node:fs';
import { acmeSource, globexSource, makeSpecs, writeFiles } from '../testing/test-workspace';
import { specSyntax } from './spec-syntax';
import { readFleetRecordAt, recordReaderAt } from './read-fleet';

let root: string;
const globex = 'sovereigns/globex/sovereign.ts';

beforeAll(() => {
  root = makeSpecs({ [globex]: globexSource });
});

afterAll(() => {
  rmSync(root, { recursive: true });
});

test('wherever a spec was cut, the others are read, together with it and with all', () => {
  for (const part of [0, 0.3, 0.6, 0.9]) {
    writeFiles(root, { [globex]: globexSource.slice(0, globexSource.length * part) });
    const all = readFleetRecordAt(root);
    const found = all.ok
      ? [all.value.sovereigns.map(({ name }) => name), all.value.unread.map(({ name }) => name)]
      : all;
    expect(found).toEqual([['acme'], ['globex']]);
    const both = recordReaderAt(root, ['acme', 'globex']);
    expect(['acme', 'globex'].map((name) => both.readSovereign(name).ok)).toEqual([true, false]);
  }
});

test.each([
  { what: 'a whole spec', text: acmeSource, isBroken: false },
  { what: 'a spec that is exported by name', text: 'const a = {};\nexport { a as default };\n', isBroken: false },
  { what: 'a function', text: 'export default function spec() {}\n', isBroken: false },
  { what: 'nothing', text: '', isBroken: true },
  { what: 'zeros', text: '\0\0\0', isBroken: true },
  { what: 'half a spec', text: acmeSource.slice(0, acmeSource.length / 2), isBroken: true },
  { what: 'a spec but for its export', text: 'const a = {};\nexport { a };\nexport const b = 1;\n', isBroken: true },
])('a file with $what is no whole spec: $isBroken', ({ text, isBroken }) => {
  expect(specSyntax('sovereign.ts', text).isBroken).toBe(isBroken);
});
