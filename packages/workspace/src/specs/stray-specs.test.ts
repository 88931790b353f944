import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { formatIssue } from '@sovereign-fleet/domain';
import { readFleetRecordAt, wholeFleet } from './read-fleet';
import { acmeSource, makeSpecs, writeFiles } from '../testing/test-workspace';

let root: string;

beforeEach(() => {
  root = makeSpecs();
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function messages(files: Readonly<Record<string, string>>): readonly string[] {
  writeFiles(root, files);
  const record = wholeFleet(readFleetRecordAt(root));
  return record.ok ? [] : record.issues.map(formatIssue);
}

const other = acmeSource.replace('acme', 'other');
const unread = 'it is not read: no spec has this name, and none imports it';
const elsewhere = 'import it in a spec, or keep it outside of sovereigns/';
const missing = 'default export is not set: there is no such file';

test.each<{ what: string; files: Readonly<Record<string, string>>; says: readonly string[] }>([
  {
    what: 'a spec beside the fleet',
    files: { 'sovereigns/foo.ts': other },
    says: [`sovereigns/foo.ts: name is "foo.ts": ${unread}. Move it to sovereigns/foo/sovereign.ts, ${elsewhere}.`],
  },
  {
    what: 'a second fleet',
    files: { 'sovereigns/fleet.js': 'module.exports = {};\n' },
    says: [
      `sovereigns/fleet.js: name is "fleet.js": ${unread}. Remove it, as sovereigns/fleet.ts is read; or ${elsewhere}.`,
    ],
  },
  {
    what: 'a spec in a folder of folders',
    files: { 'sovereigns/eu/other/sovereign.ts': other },
    says: [
      `sovereigns/eu/other/sovereign.ts: name is "sovereign.ts": ${unread}. ` +
        `Move it to sovereigns/other/sovereign.ts, or ${elsewhere}.`,
    ],
  },
  {
    what: 'a spec in the folder of another',
    files: { 'sovereigns/acme/acme/sovereign.ts': other },
    says: [
      `sovereigns/acme/acme/sovereign.ts: name is "sovereign.ts": ${unread}. ` +
        'Give its folder a free name in sovereigns/, or remove it.',
    ],
  },
  {
    what: 'a spec in JavaScript beside the one in TypeScript',
    files: { 'sovereigns/acme/sovereign.js': 'module.exports = {};\n' },
    says: [
      `sovereigns/acme/sovereign.js: name is "sovereign.js": ${unread}. ` +
        `Remove it, as sovereigns/acme/sovereign.ts is read; or ${elsewhere}.`,
    ],
  },
  ...['Sovereign.ts', 'sovereign.js', 'sovereign.mts', 'sovereign.tsx', 'soverign.ts'].map((name) => ({
    what: `a spec that is called ${name}`,
    files: { [`sovereigns/other/${name}`]: other },
    says: [
      `sovereigns/other/sovereign.ts: ${missing}. Rename sovereigns/other/${name} to sovereigns/other/sovereign.ts.`,
    ],
  })),
  {
    what: 'a folder without a spec',
    files: { 'sovereigns/other/notes.md': 'x\n' },
    says: [
      `sovereigns/other/sovereign.ts: ${missing}. ` +
        'Restore it, as by "git restore sovereigns/other/sovereign.ts", or write it, or take its folder away.',
    ],
  },
])('the check for stray specs names $what', ({ files, says }) => {
  expect(messages(files)).toEqual(says);
});

test('a fleet file with capital letters in its name is to be renamed', () => {
  rmSync(join(root, 'sovereigns/fleet.ts'));
  expect(messages({ 'sovereigns/Fleet.ts': 'export default {};\n' })).toEqual([
    `sovereigns/fleet.ts: ${missing}. Rename sovereigns/Fleet.ts to sovereigns/fleet.ts.`,
  ]);
});

test('what a spec imports is read with it, and tests, types and notes are not specs', () => {
  expect(
    messages({
      'sovereigns/acme/sovereign.ts': `import prod from './parts/prod';\n${acmeSource.replace("'prod'", 'prod')}`,
      'sovereigns/acme/parts/prod.ts': "import { prod } from '../../shared';\nexport default prod;\n",
      'sovereigns/shared.ts': "export const prod = 'prod';\nexport default prod;\n",
      'sovereigns/shared.test.ts': 'export default {};\n',
      'sovereigns/shared.d.ts': 'export default {};\n',
      'sovereigns/acme/README.md': 'export default\n',
      'sovereigns/acme/parts/unused.ts': 'export const unused = 1;\n',
    }),
  ).toEqual([]);
});
