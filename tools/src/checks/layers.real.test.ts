import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '../workspace';

const nothing = 'may import nothing of ours (eslint.layers.mjs).';
const byName = 'Import another package by its name, @sovereign-fleet/<name>.';
const reads = 'The core reads and writes nothing. Take what you need as an argument.';
const knows = 'The core knows neither Nx nor GitHub. That is work for generators/ or tools/.';
const atTop = 'Import at the top of the file, where the layers are checked.';
const late = 'Import at the top of the file: Nx takes its TypeScript hook off before an executor runs.';
const examples = 'A test stands on the examples of packages/workspace/src/testing';
const spread = 'A long list is no list of arguments';
const ownJson = 'A rendered value may be a bigint. Use printJson of go-text.';
const detour = 'Write the shortest path.';
const noNx = 'Only generators/ knows Nx.';
const noRow = 'This folder has no row in eslint.layers.mjs.';
const noAdapter = 'The core imports no adapter: it has a subpath of its own, for the shell.';
const domain = 'packages/domain/src/fleet/tree.ts';
const flux = 'packages/flux/src/yaml.ts';
const kit = 'packages/bootstrap-kit/src/define-kit.ts';
const room = 'packages/renderer/src/tree/source-ignore.ts';
const compiler = 'packages/compiler/src/compile.ts';
const specs = 'packages/workspace/src/specs/read-fleet.ts';
const plugin = 'generators/src/plugin/plugin.ts';
const adapter = 'packages/renderer/src/programs/download-tools.ts';
const script = 'tools/src/commands/write-schemas.ts';

const cases = [
  { file: flux, code: "import type { Tree } from '@sovereign-fleet/domain';", says: `flux ${nothing}` },
  {
    file: domain,
    code: "import { resolve } from '@sovereign-fleet/compiler';",
    says: 'domain may import go-text (eslint.layers.mjs).',
  },
  {
    file: domain,
    code: "export { resolve } from '@sovereign-fleet/compiler';",
    says: 'domain may import go-text (eslint.layers.mjs).',
  },
  {
    file: kit,
    code: "import { printManifests } from '@sovereign-fleet/flux';",
    says: 'bootstrap-kit may import domain (eslint.layers.mjs).',
  },
  {
    file: compiler,
    code: "import { defineKit } from '@sovereign-fleet/nx';",
    says: 'compiler may import domain and flux and go-text (eslint.layers.mjs).',
  },
  {
    file: compiler,
    code: "import { treePath } from '@sovereign-fleet/domain/src/fleet/tree';",
    says: 'compiler may import domain and flux and go-text (eslint.layers.mjs).',
  },
  { file: adapter, code: "import { mkdtempSync } from 'node:fs';", says: 'A signal would leave it' },
  { file: compiler, code: "import { treePath } from '../../domain/src/fleet/tree';", says: byName },
  { file: room, code: "import { treePath } from '../../../domain/src/fleet/tree';", says: byName },
  ...["import { a } from '../release/helm-release';", "import type { A } from '../programs/helm';"].map((code) => ({
    file: room,
    code,
    says: 'renderer/tree may import contract (eslint.layers.mjs).',
  })),
  {
    file: 'packages/domain/src/issue/issue.ts',
    code: "export { a } from '../kit/slot';",
    says: 'domain/issue may import no other room (eslint.layers.mjs).',
  },
  {
    file: room,
    code: "import { a } from '../render';",
    says: 'renderer/tree may import contract (eslint.layers.mjs).',
  },
  { file: room, code: "import { readFileSync } from 'node:fs';", says: reads },
  { file: 'packages/policy/src/report/fold.ts', code: 'export const a = JSON.stringify([1]);', says: ownJson },
  ...[room, adapter, script].map((file) => ({ file, code: 'const list = [1]; [0].push(...list);', says: spread })),
  {
    file: 'packages/renderer/src/index.ts',
    code: "export { findHelm } from './programs/programs';",
    says: noAdapter,
  },
  {
    file: 'packages/renderer/src/index.ts',
    code: "export { readTree } from './tree/node';",
    says: noAdapter,
  },
  ...[
    { file: 'packages/renderer/src/render.ts', code: "import { readTree } from './tree/node';" },
    { file: 'packages/renderer/src/render.ts', code: "import type { Helm } from './programs/helm';" },
    { file: kit, code: "import { readBootstrapKit } from './node';" },
    { file: 'packages/renderer/src/release/merged-values.ts', code: "import { readTree } from '../tree/node';" },
    { file: room, code: "import { readTree } from './node';" },
  ].map((row) => ({ ...row, says: noAdapter })),
  ...[
    { file: room, code: "import { a } from './../release/helm-release';" },
    { file: room, code: "import { a } from '../contract/../release/helm-release';" },
    { file: room, code: "import { a } from './x/../../release/helm-release';" },
    { file: room, code: "import { a } from '../x/../../../domain/src/fleet/tree';" },
    { file: room, code: "import { a } from '..';" },
    { file: room, code: "import { a } from '.././release/helm-release';" },
    { file: room, code: "import { a } from '..//release/helm-release';" },
    { file: room, code: "import { a } from '/work/tree';" },
    { file: compiler, code: "import { a } from './x/../../../domain/src/fleet/tree';" },
    { file: specs, code: "import { a } from './../render/render-sovereign';" },
    { file: 'packages/renderer/src/tree/a.test.ts', code: "import { a } from './../../../domain/src/fleet/tree';" },
    { file: 'packages/workspace/src/specs/a.test.ts', code: "import { a } from './../../../domain/src/fleet/tree';" },
  ].map((row) => ({ ...row, says: detour })),
  ...[
    { file: 'packages/renderer/src/new-room/a.ts', code: "import { a } from '../render';" },
    { file: 'packages/renderer/src/new-room/a.ts', code: "import { a } from '../../../domain/src/fleet/tree';" },
    { file: 'packages/renderer/src/tree/below/a.ts', code: "import { a } from '../source-ignore';" },
    { file: 'packages/compiler/src/new-room/a.ts', code: "import { a } from '../compile';" },
    { file: 'packages/workspace/src/new-room/a.ts', code: "import { a } from '../specs/read-fleet';" },
    { file: 'tools/src/checks/below/a.ts', code: "import { a } from '../real-kit';" },
  ].map((row) => ({ ...row, says: noRow })),
  {
    file: 'packages/renderer/src/new-room/a.ts',
    code: "import { compile } from '@sovereign-fleet/compiler';",
    says: 'renderer may import domain and flux and go-text (eslint.layers.mjs).',
  },
  {
    file: 'tools/src/check/parts.ts',
    code: "import { chartsFolder } from '../checks/real-charts';",
    says: 'tools/check may import workspace (eslint.layers.mjs).',
  },
  ...['specs/a.test.ts', 'a.test.ts', 'testing/a.ts'].flatMap((file) => [
    {
      file: `packages/workspace/src/${file}`,
      code: "import { createNodes } from '@sovereign-fleet/nx/plugin';",
      says: 'packages/workspace may import domain and flux and go-text',
    },
    { file: `packages/workspace/src/${file}`, code: "import type { Tree } from '@nx/devkit';", says: noNx },
  ]),
  {
    file: 'tools/github/src/git/a.test.ts',
    code: "import { makeWorkspace } from '@sovereign-fleet/workspace/testing';",
    says: 'tools/github may import nothing of ours (eslint.layers.mjs).',
  },
  { file: domain, code: "import { readFileSync } from 'node:fs';", says: reads },
  { file: domain, code: "import { readFileSync } from 'fs';", says: reads },
  { file: domain, code: "import type { Tree } from '@nx/devkit';", says: knows },
  { file: domain, code: "import { Octokit } from '@octokit/rest';", says: knows },
  { file: flux, code: "export const tree = import('@sovereign-fleet/domain');", says: atTop },
  { file: flux, code: "export const tree: unknown = require('@sovereign-fleet/domain');", says: atTop },
  { file: flux, code: "export * from './manifest';", says: 'Name what is exported.' },
  { file: flux, code: 'export default 1;', says: 'Export by name; Nx alone wants a default.' },
  { file: plugin, code: "import { treePath } from '../../../packages/domain/src/fleet/tree';", says: byName },
  {
    file: plugin,
    code: "import { treePath } from '@sovereign-fleet/domain/src/fleet/tree';",
    says: 'Import what a package exports, not a file of it.',
  },
  { file: specs, code: "import { logger } from '@nx/devkit';", says: noNx },
  {
    file: specs,
    code: "import { renderSovereign } from '../render/render-sovereign';",
    says: 'packages/workspace/specs may import command and loading and code (eslint.layers.mjs).',
  },
  {
    file: specs,
    code: "import { makeWorkspace } from '@sovereign-fleet/renderer/testing';",
    says: 'What is for tests is for tests and tools.',
  },
  {
    file: plugin,
    code: "import { startGithub } from '@sovereign-fleet/github';",
    says: 'generators may import domain and flux and go-text and bootstrap-kit and',
  },
  {
    file: 'generators/src/render/executor.ts',
    code: "import type { One } from '../review/options';",
    says: 'generators/render may import no other room (eslint.layers.mjs).',
  },
  {
    file: 'tools/github/src/git/refs.ts',
    code: "import { fleetBranch } from '@sovereign-fleet/pull-request';",
    says: 'tools/github may import nothing of ours (eslint.layers.mjs).',
  },
  {
    file: 'tools/github/src/git/refs.ts',
    code: "import type { State } from '../state/state';",
    says: 'tools/github/git may import no other room (eslint.layers.mjs).',
  },
  { file: script, code: "import { startGithub } from '../../github/src/start-github';", says: byName },
  { file: script, code: "import { writeTree } from '../../../packages/workspace/src/disk';", says: byName },
  ...[plugin, adapter, script].flatMap((file) =>
    [
      "export const one = import('./two');",
      "export const one = import('../two');",
      "export const one = import('/tmp/two.ts');",
      "export const one = import('@sovereign-fleet/domain');",
      'export const load = (name: string): Promise<unknown> => import(name);',
      "export const one: unknown = require('./two');",
      "export const one: unknown = module.require('./two');",
      "import one = require('./two');\nexport const two: unknown = one;",
      "import { createRequire } from 'node:module';\nexport const load = createRequire(__filename);",
      "import * as node from 'node:module';\nexport const load = node.createRequire(__filename);",
    ].map((code) => ({ file, code, says: late })),
  ),
  ...['generators/src/plugin/nx.real.test.ts', 'tools/src/pages/flux-page.test.ts'].flatMap((file) =>
    [
      "import openova from '../../../kits/openova/kit';",
      "export const kit = '../../kits/openova/kit.ts';",
      "import { compileSpec } from './real-kit';",
      "export const spec = '../../sovereigns/acme/sovereign.ts';",
      "export const tree = '../../gitops-out';",
      "export const tree = join(workspaceRoot, 'gitops-out/clusters');",
    ].map((code) => ({ file, code, says: examples })),
  ),
  { file: 'packages/flux/src/yaml.test.ts', code: "export const tree = '../../../gitops-out';", says: examples },
  {
    file: 'sovereigns/fleet.ts',
    code: "import { join } from 'node:path';",
    says:
      'a spec may import @sovereign-fleet/nx, files of its own folder, files beside sovereigns/fleet.ts and its ' +
      'kit (kits/<kit>/kit.ts)',
  },
  {
    file: 'kits/openova/kit.ts',
    code: "import { packageName } from '@sovereign-fleet/compiler';",
    says: 'a kit may import @sovereign-fleet/nx and files of its own folder',
  },
];

const allowed = [
  { file: kit, code: "import type { Slot } from '@sovereign-fleet/domain';\nexport type Row = Slot;" },
  { file: compiler, code: "import type { Manifest } from '@sovereign-fleet/flux';\nexport type One = Manifest;" },
  { file: plugin, code: "import type { Tree } from '@sovereign-fleet/domain';\nexport type One = Tree;" },
  {
    file: 'tools/src/checks/a4.test.ts',
    code: "import { compileSpec } from './real-kit';\nexport const compile = compileSpec;",
  },
  { file: specs, code: "import { readTree } from '@sovereign-fleet/renderer/node';\nexport const read = readTree;" },
  {
    file: 'packages/workspace/src/specs/a.test.ts',
    code: "import { startGithub } from '@sovereign-fleet/github';\nexport const start = startGithub;",
  },
  {
    file: 'packages/renderer/src/index.ts',
    code: "import { version } from '../package.json';\nexport const one = version;",
  },
  { file: adapter, code: "export const pacote = import('pacote');" },
  { file: adapter, code: "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;" },
  { file: room, code: "import type { Files } from '../contract/ports';\nexport type One = Files;" },
];

// Each row names a file that there is, or one of a name that says that there is none.
test('each file of these rows exists', () => {
  const files = [...cases, ...allowed].map(({ file }) => file).filter((file) => !/\/a(\.test)?\.ts$/.test(file));
  expect(files.filter((file) => !existsSync(join(workspaceRoot, file)))).toEqual([]);
});

let messages: readonly (readonly { readonly message: string }[])[];

beforeAll(() => {
  const input = JSON.stringify(
    [...cases, ...allowed].map(({ file, code }) => ({ filePath: join(workspaceRoot, file), code: `${code}\n` })),
  );
  const script = join(__dirname, 'lint-text.mjs');
  messages = JSON.parse(
    execFileSync(process.execPath, [script], { cwd: workspaceRoot, input, encoding: 'utf8' }),
  ) as typeof messages;
});

test.each(cases.map((row, index) => ({ ...row, index })))('$file: $code fails lint', ({ index, says }) => {
  expect(messages[index]?.map(({ message }) => message)).toContainEqual(expect.stringContaining(says));
});

test.each(allowed.map((row, index) => ({ ...row, index: cases.length + index })))(
  '$file: $code passes',
  ({ index }) => {
    expect(messages[index]).toEqual([]);
  },
);
