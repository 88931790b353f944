import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { formatIssue } from '@sovereign-fleet/domain';
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
  { what: 'lists', text: `export default ${'['.repeat(100_000)}${']'.repeat(100_000)};\n` },
  { what: 'sums', text: `export default ${'1+'.repeat(100_000)}1;\n` },
  { what: 'calls', text: `const f: any = 0;\nexport default f${'()'.repeat(100_000)};\n` },
  { what: 'types', text: `export default 1${' as any'.repeat(100_000)};\n` },
])('a spec of $what that are nested without end is refused by its name, and the others are read', ({ text }) => {
  writeFiles(root, { [globex]: text });
  const all = readFleetRecordAt(root);
  const found = all.ok ? [all.value.sovereigns.map(({ name }) => name), all.value.unread] : all;
  const issue = {
    file: globex,
    field: 'syntax',
    value: 'nested',
    problem: 'a spec is data that people read, and this is nested hundreds of levels deep',
    remedy: 'Write it flat',
  };
  expect(found).toEqual([['acme'], [{ name: 'globex', issues: [issue] }]]);
  expect(specSyntax('sovereign.ts', text).isBroken).toBe(true);
});

test.each([
  {
    what: 'a link to a file of this machine',
    make: (path: string): void => {
      symlinkSync('/etc/hostname', path);
    },
  },
  {
    what: 'a folder',
    make: (path: string): void => {
      mkdirSync(path);
    },
  },
])('$what among the objects of a Sovereign is refused by its name, and the others are read', ({ make }) => {
  writeFiles(root, { [globex]: globexSource, 'sovereigns/globex/slots/70-billing/rates.yaml': 'kind: A\n' });
  make(join(root, 'sovereigns/globex/slots/70-billing/other.yaml'));
  const all = readFleetRecordAt(root);
  const unread = all.ok ? all.value.unread.map(({ issues }) => issues.map(formatIssue)) : all;
  expect(unread).toEqual([
    [
      'sovereigns/globex/slots/70-billing/other.yaml: file is "no plain file": it is a link or a folder, or has more ' +
        'than 3 MiB. Write what is meant into the file itself.',
    ],
  ]);
  rmSync(join(root, 'sovereigns/globex/slots'), { recursive: true });
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
