// For tests: a workspace of its own in a temporary folder, with the real packages.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { outputFolder } from '@sovereign-fleet/domain';
import { removeBusyFolder } from '@sovereign-fleet/renderer/temporary-folder';
import { builtPackages, writeManifestAndLock } from './built-packages';
import { keepTree, keptTree } from './kept-trees';
import { repository } from './repository';

/** Specs and a kit for tests, at the paths that a workspace has them: independent of `sovereigns/` and the real kit. */
const fixture = join(__dirname, 'testdata/workspace');

/** Two regions of one provider. */
export const acmeSource = readFileSync(join(fixture, 'sovereigns/acme/sovereign.ts'), 'utf8');

/** Three regions of three providers, the primary in the middle, with an override in one. */
export const globexSource = readFileSync(join(fixture, 'sovereigns/globex/sovereign.ts'), 'utf8');

const specs = {
  'sovereigns/fleet.ts': readFileSync(join(fixture, 'sovereigns/fleet.ts'), 'utf8'),
  'sovereigns/acme/sovereign.ts': acmeSource,
};

/** A folder with specs, in which they can be loaded; the generators run on it in this process. */
export function makeSpecs(files: Readonly<Record<string, string>> = {}): string {
  // A random name: Jest keeps what it loaded by its path.
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'specs-')));
  writeFiles(root, { ...specs, ...files });
  mkdirSync(join(root, 'node_modules/@sovereign-fleet'), { recursive: true });
  symlinkSync(join(repository, 'generators'), join(root, 'node_modules/@sovereign-fleet/nx'));
  copyKit(root);
  return root;
}

/**
 * A whole Nx workspace with specs and a kit of its own, in which our packages are installed as people have them: they
 * start in half the time of their sources.
 */
export function makeWorkspace(files: Readonly<Record<string, string>> = {}): string {
  const root = makeFolder();
  copyFromRepository(root, settings);
  writeManifestAndLock(root);
  linkInstalled(root, builtPackages());
  return fillWorkspace(root, files);
}

/** Where the code of @sovereign-fleet/nx is in such a workspace. */
export const installedCode = './node_modules/@sovereign-fleet/nx/dist';

/** Such a workspace with the sources of our code, as in a checkout: for tests that change them. */
export function makeCheckout(files: Readonly<Record<string, string>> = {}): string {
  const root = makeFolder();
  copyFromRepository(root, [...settings, 'package.json', 'package-lock.json', 'packages', 'generators']);
  linkInstalled(root, join(root, 'packages'));
  symlinkSync(join(root, 'generators'), join(root, 'node_modules/@sovereign-fleet/nx'));
  return fillWorkspace(root, files);
}

const settings = ['nx.json', 'tsconfig.base.json', 'tsconfig.json', '.env'];

function copyFromRepository(root: string, paths: readonly string[]): void {
  for (const path of paths) cpSync(join(repository, path), join(root, path), { recursive: true, filter: isRun });
}

/** Links what npm installed in this repository, and our packages of a folder. */
function linkInstalled(root: string, packages: string): void {
  mkdirSync(join(root, 'node_modules/@sovereign-fleet'), { recursive: true });
  const link = (from: string, to: string) => {
    for (const name of readdirSync(from).filter((entry) => entry !== '@sovereign-fleet')) {
      symlinkSync(join(from, name), join(root, to, name));
    }
  };
  link(join(repository, 'node_modules'), 'node_modules');
  link(packages, 'node_modules/@sovereign-fleet');
}

function fillWorkspace(root: string, files: Readonly<Record<string, string>>): string {
  copyKit(root);
  copyCharts(root);
  writeFiles(root, { ...specs, ...files });
  return root;
}

/** Tests, and what they compare with, are a third of the files. */
function isRun(path: string): boolean {
  return !/\.test\.ts$|\/golden$/.test(path);
}

/**
 * A new folder. Its name is the first that is free, not a random one: what compiles TypeScript keeps its work by path,
 * so a workspace in a folder that an earlier one had starts in half the time.
 */
function makeFolder(): string {
  for (let number = 1; ; number += 1) {
    const folder = join(realpathSync(tmpdir()), `sovereign-fleet-${number}`);
    if (mkdirSync(folder, { recursive: true }) !== undefined) return folder;
  }
}

/**
 * Gives a workspace a cache of its own, for a test that looks into it or breaks it. All others share that of this
 * repository, so that a chart is rendered once for all of them.
 */
export function separateCache(root: string): void {
  const cache = join(root, 'node_modules/.cache');
  removeBusyFolder(cache); // a link, or a folder in which Nx may still write
  mkdirSync(join(cache, 'sovereign-fleet'), { recursive: true });
}

/** A workspace in which `gitops-out/` is what its specs say. */
export function makeCompiledWorkspace(files: Readonly<Record<string, string>> = {}): string {
  const root = makeWorkspace(files);
  compileWorkspace(root);
  return root;
}

/** What was compiled here of specs and kits, by their texts. */
const compiled = new Map<string, Readonly<Record<string, string>>>();

/** Writes what `nx sync` writes, in a third of its time, and of equal specs and code once. Throws what is wrong. */
export function compileWorkspace(root: string): void {
  const given = JSON.stringify([filesIn(root, 'sovereigns'), filesIn(root, 'kits')]);
  const tree = join(root, outputFolder);
  const before = existsSync(tree) ? filesIn(root, outputFolder) : {};
  const known = compiled.get(given) ?? keptTree(given);
  if (known !== undefined && [{}, ...compiled.values()].some((files) => isDeepStrictEqual(files, before))) {
    rmSync(tree, { recursive: true, force: true });
    writeFiles(root, known);
    compiled.set(given, known);
    return;
  }
  compileAnew(root);
  const written = filesIn(root, outputFolder);
  compiled.set(given, written);
  if (Object.keys(before).length === 0) keepTree(given, written);
}

function compileAnew(root: string): void {
  const script = join(__dirname, 'compile-workspace.ts');
  const options = { cwd: repository, encoding: 'utf8' } as const;
  const { status, stderr } = spawnSync(process.execPath, ['--require', '@swc-node/register', script, root], options);
  if (status !== 0) throw new Error(stderr);
}

/** The kit of the fixture's fleet. */
function copyKit(root: string): void {
  cpSync(join(fixture, 'kits'), join(root, 'kits'), { recursive: true });
}

/** Our own charts, in the version that the kit of the fixture names. */
export function copyCharts(root: string): void {
  cpSync(join(repository, 'charts/testdata'), join(root, 'charts/testdata'), { recursive: true });
  for (const block of ['dmz', 'mgmt', 'rtz']) {
    const folder = `charts/bp-${block}-vcluster`;
    // Without what "helm dependency update" fetched.
    const filter = (path: string) => !/\/bp-[^/]+\/(charts|Chart\.lock)$/.test(path);
    cpSync(join(repository, folder), join(root, folder), { recursive: true, filter });
    const chart = readFileSync(join(root, folder, 'Chart.yaml'), 'utf8');
    writeFiles(root, { [`${folder}/Chart.yaml`]: chart.replace(/^version: .*$/m, 'version: 0.1.0') });
  }
}

/** Runs Nx in a workspace as a person without a terminal does, and gives all that it prints. */
export function nx(
  root: string,
  ...args: readonly string[]
): { readonly status: number | null; readonly output: string } {
  const bin = join(root, 'node_modules/nx/dist/bin/nx.js');
  const env = { ...process.env, NO_COLOR: '1', NX_DAEMON: 'false' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { status, output: `${stdout}${stderr}` };
}

/** Every file below a folder of the workspace, by path from its root. */
export function filesIn(root: string, folder: string): Readonly<Record<string, string>> {
  const paths = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
    join(folder, path),
  );
  const files = paths.filter((path) => statSync(join(root, path)).isFile()).sort();
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

export function writeFiles(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}
