import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readSpecImports } from '@sovereign-fleet/workspace/project';
import { makeSpecs, writeFiles } from '@sovereign-fleet/workspace/testing';
import { workspaceRoot } from '../workspace';

const fleet = 'sovereigns/fleet.ts';
const spec = 'sovereigns/acme/sovereign.ts';
const part = 'sovereigns/acme/parts/eu/part.ts';

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
  { file: spec, code: "import { Slot } from '@sovereign-fleet/domain';", isRefused: false },
  { file: spec, code: "import { a } from '../shared';", isRefused: false },
  { file: spec, code: "export * from '../shared';", isRefused: false },
  { file: spec, code: "import regions from '../regions.json';", isRefused: false },
  { file: spec, code: "import { a } from './near';", isRefused: false },
  { file: spec, code: "import { a } from './parts/near';", isRefused: false },
  { file: part, code: "import { a } from '../near';", isRefused: false },
  { file: part, code: "import { a } from '../../near';", isRefused: false },
  { file: part, code: "import { a } from '../../../shared';", isRefused: false },
  { file: fleet, code: "import { a } from './shared';", isRefused: false },
  { file: spec, code: "export const values = { global: { module: 'x' }, process: values.Date };", isRefused: false },
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

let messages: readonly (readonly { readonly ruleId: string }[])[];
let root: string;

beforeAll(() => {
  root = makeSpecs(files);
  const input = JSON.stringify(
    rows.map(({ file, code }) => ({ filePath: join(workspaceRoot, file), code: `${code}\n` })),
  );
  const script = join(__dirname, 'lint-text.mjs');
  const output = execFileSync(process.execPath, [script], { cwd: workspaceRoot, input, encoding: 'utf8' });
  messages = JSON.parse(output) as typeof messages;
});

afterAll(() => {
  rmSync(root, { recursive: true });
});

test.each(rows.map((row, index) => ({ ...row, index })))(
  'lint and the loader agree on $code in $file: refused is $isRefused',
  ({ file, code, isRefused, index }) => {
    writeFiles(root, { [file]: code });
    const { issues } = readSpecImports(root, file);
    const found = messages[index]?.filter(({ ruleId }) => /no-restricted-(imports|globals|syntax)$/.test(ruleId)) ?? [];
    expect({ lint: found.length > 0, loader: issues.length > 0 }).toEqual({ lint: isRefused, loader: isRefused });
  },
);
