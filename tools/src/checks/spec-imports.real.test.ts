import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { specImportsReader } from '@sovereign-fleet/workspace/project';
import { writeFiles } from '@sovereign-fleet/workspace/testing';
import { repositoryFiles } from '../repository-files';
import { workspaceRoot } from '../workspace';

const fleet = 'sovereigns/fleet.ts';
const spec = 'sovereigns/acme/sovereign.ts';
const part = 'sovereigns/acme/parts/eu/part.ts';
const deep = 'sovereigns/acme/a/b/c/d/e/part.ts';

/** Every file that the rows name. */
const files = {
  'lib/outside.ts': 'export const a = 1;\n',
  'sovereigns/shared.ts': 'export const a = 1;\n',
  'sovereigns/regions.json': '{}\n',
  'sovereigns/globex/part.ts': 'export const a = 1;\n',
  'sovereigns/acme/near.ts': 'export const a = 1;\n',
  'sovereigns/acme/parts/near.ts': 'export const a = 1;\n',
};

const rows: readonly { readonly file: string; readonly code: string; readonly isRefused: boolean }[] = [
  { file: spec, code: "import { Slot } from '@sovereign-fleet/nx';", isRefused: false },
  { file: spec, code: "import { a } from '../shared';", isRefused: false },
  { file: spec, code: "export * from '../shared';", isRefused: false },
  { file: spec, code: "import regions from '../regions.json';", isRefused: false },
  { file: spec, code: "import { a } from './near';", isRefused: false },
  { file: spec, code: "import { a } from './parts/near';", isRefused: false },
  { file: part, code: "import { a } from '../near';", isRefused: false },
  { file: part, code: "import { a } from '../../near';", isRefused: false },
  { file: part, code: "import { a } from '../../../shared';", isRefused: false },
  { file: fleet, code: "import { a } from './shared';", isRefused: false },
  { file: deep, code: "import { a } from '../../../../../near';", isRefused: false },
  { file: deep, code: "import { a } from '../../../../../../shared';", isRefused: false },
  { file: spec, code: 'export const f = (process: string, at: Date) => [process, at];', isRefused: false },
  { file: deep, code: "import { a } from '../../../../../../globex/part';", isRefused: true },
  { file: deep, code: 'export const found = crypto.randomUUID();', isRefused: true },
  { file: spec, code: "import { a } from './none';", isRefused: true },
  { file: spec, code: 'const f = (process) => 0; export const a = process.env.X;', isRefused: true },
  { file: spec, code: 'export { process as p };', isRefused: true },
  { file: spec, code: 'export const a = Math.random();', isRefused: true },
  { file: spec, code: 'export const a = import.meta.url;', isRefused: true },
  { file: spec, code: "export const values = { global: { module: 'x' }, process: [].length };", isRefused: false },
  { file: spec, code: "import { a } from '../globex/part';", isRefused: true },
  { file: spec, code: "import type { a } from '../globex/part';", isRefused: true },
  { file: part, code: "import { a } from '../../../globex/part';", isRefused: true },
  { file: fleet, code: "import { a } from './acme/near';", isRefused: true },
  { file: spec, code: "import { a } from '../../lib/outside';", isRefused: true },
  { file: spec, code: "export { a } from '../../lib/outside';", isRefused: true },
  { file: spec, code: "import { a } from '@sovereign-fleet/compiler';", isRefused: true },
  { file: spec, code: "import { a } from '@sovereign-fleet/domain/src/tree';", isRefused: true },
  { file: spec, code: "import { readFileSync } from 'node:fs';", isRefused: true },
  { file: spec, code: "import { readFileSync } from 'fs';", isRefused: true },
  { file: spec, code: "import { z } from 'zod';", isRefused: true },
  { file: spec, code: "export const more = import('../shared');", isRefused: true },
  { file: spec, code: "import shared = require('../shared');", isRefused: true },
  { file: spec, code: "export const shared = require('../shared');", isRefused: true },
  { file: spec, code: 'export const stage = process.env.STAGE;', isRefused: true },
  { file: spec, code: 'export const today = new Date();', isRefused: true },
  { file: spec, code: "export const found = globalThis['process'];", isRefused: true },
];

let messages: readonly (readonly { readonly ruleId: string; readonly message: string }[])[];
let root: string;

beforeAll(() => {
  root = makeCheckout();
  const input = JSON.stringify(rows.map(({ file, code }) => ({ filePath: join(root, file), code: `${code}\n` })));
  const script = join(__dirname, 'lint-text.mjs');
  const output = execFileSync(process.execPath, [script], { cwd: root, input, encoding: 'utf8' });
  messages = JSON.parse(output) as typeof messages;
});

/** A folder with the files of the rows, our settings of lint and the code that they load. */
function makeCheckout(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sovereign-fleet-')));
  writeFiles(folder, files);
  // The configuration of ESLint, and the limits that it reads.
  const copied = repositoryFiles.filter((file) => /^eslint\.[\w-]+\.mjs$|\/style-limits\.json$/.test(file));
  for (const name of copied) {
    cpSync(join(workspaceRoot, name), join(folder, name));
  }
  for (const name of ['node_modules', 'packages']) symlinkSync(join(workspaceRoot, name), join(folder, name));
  return folder;
}

afterAll(() => {
  rmSync(root, { recursive: true });
});

test.each(rows.map((row, index) => ({ ...row, index })))(
  'lint and the loader say the same of $code in $file: refused is $isRefused',
  ({ file, code, isRefused, index }) => {
    writeFiles(root, { [file]: `${code}\n` });
    const { issues } = specImportsReader(root)(file);
    const found = messages[index]?.filter(({ ruleId }) => ruleId === 'specs/same-everywhere') ?? [];
    expect(issues.length > 0).toBe(isRefused);
    expect(found.map(({ message }) => message)).toEqual(
      issues.map(({ value, problem, remedy }) => `${JSON.stringify(value)}: ${problem}. ${remedy}.`),
    );
  },
);
