// The packages as people have them: built, packed, installed by npm into a workspace that held nothing but Nx.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesIn, writeFiles } from '@sovereign-fleet/workspace/testing';
import { workspaceRoot } from '../workspace';

const registry = spawnSync('npm', ['ping', '--fetch-retries=0'], { encoding: 'utf8' });
const skip = registry.status === 0 ? undefined : 'no registry of npm can be reached';
const onRegistry = skip === undefined ? test : test.skip;

let folder: string;
let root: string;

const environment = {
  ...process.env,
  NO_COLOR: '1',
  NX_DAEMON: 'false',
  NX_ISOLATE_PLUGINS: 'false',
  NX_NO_CLOUD: 'true',
  NX_MIGRATE_USE_LOCAL: 'true',
};

/** Runs a program in the workspace; gives what it printed, and throws where it fails. */
function run(program: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, env: environment, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${[program, ...args].join(' ')}\n${stdout}\n${stderr}`);
  return stdout;
}

const nx = (...args: readonly string[]) => run('node_modules/.bin/nx', ...args);

const tarballs = join(workspaceRoot, 'dist/tarballs');
const archives = () => readdirSync(tarballs).map((name) => join(tarballs, name));

function commit(): void {
  run('git', 'add', '--all');
  run('git', '-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '--quiet', '--message', 'all');
}

beforeAll(() => {
  if (skip !== undefined) return;
  execFileSync('npm', ['run', '--silent', 'pack'], { cwd: workspaceRoot, stdio: 'pipe' });
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'installed-')));
  root = join(folder, 'platform-fleet');
  mkdirSync(root);
  const { devDependencies } = JSON.parse(readFileSync(join(workspaceRoot, 'package.json'), 'utf8')) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  const manifest = { name: 'platform-fleet', private: true, devDependencies: { nx: devDependencies['nx'] } };
  writeFiles(root, { 'package.json': JSON.stringify(manifest), 'nx.json': '{}\n' });
  run('git', 'init', '--quiet');
  run('npm', 'install', '--save-dev', '--cache', join(folder, 'cache'), '--no-audit', '--no-fund', ...archives());
  nx('g', '@sovereign-fleet/nx:init', '--domain=fleet.example.com');
}, 300_000);

afterAll(() => {
  if (skip === undefined) rmSync(folder, { recursive: true, force: true });
});

onRegistry('a new workspace has a Sovereign by one command, whose tree is in step and renders', () => {
  expect(nx('g', 'sovereign', 'demo', '--regions=fsn1,nbg1')).toContain(
    'New Sovereign "demo", demo.fleet.example.com in fsn1 (primary), nbg1 (secondary).',
  );
  expect(nx('sync:check')).toContain('All files are up to date');
  cpSync(join(workspaceRoot, 'charts'), join(root, 'charts'), { recursive: true });
  expect(nx('run', 'demo:render', '--offline', '--allow-missing-charts')).toContain(
    'demo: written to dist/render/demo',
  );
  expect(nx('show', 'projects').split('\n')).toContain('demo');
});

/** What an archive holds, by its sources: compiled files, declarations of what people import, and what is read. */
function expectedFiles(folder: string, name: string): readonly string[] {
  const sources = execFileSync('git', ['ls-files', '--', `${folder}/src`], { cwd: workspaceRoot, encoding: 'utf8' });
  const own = sources.split('\n').map((path) => path.slice(`${folder}/src/`.length));
  const kept = own.filter((path) => !/\.test\.ts$|(^|\/)testing(\/|\.ts$)|^$/.test(path));
  return kept.flatMap((path) => {
    if (/\.(json|mjs)$/.test(path)) return [`dist/${path}`];
    if (!path.endsWith('.ts') || path.endsWith('.d.ts')) return [];
    const base = `dist/${path.slice(0, -3)}`;
    const isTyped = ['domain', 'bootstrap-kit'].includes(name) || (name === 'nx' && path === 'index.ts');
    return [`${base}.js`, ...(isTyped ? [`${base}.d.ts`] : [])];
  });
}

const beside: Readonly<Record<string, RegExp>> = {
  nx: /^(files|kits\/openova|renovate|workflows)\/|^(generators|executors|migrations)\.json$/,
  workspace: /^charts\/vcluster\//,
};

onRegistry('the archives hold what is compiled and read, no test, no map, and less than 0.6 MB together', () => {
  const names = [...readdirSync(join(workspaceRoot, 'packages')), 'nx'];
  for (const name of names) {
    const archive = archives().find((path) => path.includes(`sovereign-fleet-${name}-0.`)) ?? name;
    const listed = execFileSync('tar', ['--list', '--gzip', '--file', archive], { encoding: 'utf8' });
    const files = listed.split('\n').flatMap((line) => (line === '' ? [] : [line.slice('package/'.length)]));
    const compiled = files.filter((file) => beside[name]?.test(file) !== true).sort();
    const folder = name === 'nx' ? 'generators' : `packages/${name}`;
    expect(compiled).toEqual([...expectedFiles(folder, name), 'README.md', 'package.json'].sort());
  }
  expect(archives().reduce((sum, path) => sum + statSync(path).size, 0)).toBeLessThan(600_000);
});

onRegistry('records and kits are typed where the packages are installed, and a misspelt provider is told', () => {
  const spec = join(root, 'sovereigns/demo/sovereign.ts');
  const compiler = join(workspaceRoot, 'node_modules/typescript/bin/tsc');
  const types = () =>
    spawnSync(process.execPath, [compiler, '--skipLibCheck', 'false'], { cwd: root, encoding: 'utf8' });
  expect(types()).toMatchObject({ status: 0, stdout: '' });
  const text = readFileSync(spec, 'utf8');
  writeFileSync(spec, text.replace("'hetzner'", "'hetzne'"));
  expect(types().stdout).toContain(`Did you mean '"hetzner"'?`);
  writeFileSync(spec, text);
});

onRegistry('a second init changes nothing', () => {
  const before = filesIn(root, 'sovereigns');
  expect(nx('g', '@sovereign-fleet/nx:init')).not.toMatch(/CREATE|UPDATE/);
  expect(filesIn(root, 'sovereigns')).toEqual(before);
});

onRegistry('a workspace that leaves a clone takes its files along, and nothing differs', () => {
  for (const name of ['sovereigns', 'kits', 'gitops-out']) {
    rmSync(join(root, name), { recursive: true, force: true });
    cpSync(join(workspaceRoot, name), join(root, name), { recursive: true });
  }
  expect(nx('sync:check')).toContain('All files are up to date');
});

onRegistry('specs of a clone from before 0.1 are migrated, and a migration that was forgotten fails sync:check', () => {
  const fleet = join(root, 'sovereigns/fleet.ts');
  const before = readFileSync(fleet, 'utf8');
  writeFileSync(fleet, before.replace("'@sovereign-fleet/nx'", "'@sovereign-fleet/domain'"));
  expect(() => nx('sync:check')).toThrow(/import is "@sovereign-fleet\/domain"/);
  const names = ['0-1-0-one-package', '0-1-0-trees'];
  const migrations = names.map((name) => ({ package: '@sovereign-fleet/nx', version: '0.1.0', name, cli: 'nx' }));
  writeFiles(root, { 'migrations.json': JSON.stringify({ migrations }) });
  commit();
  const said = nx('migrate', '--run-migrations', '--skip-install');
  rmSync(join(root, 'migrations.json'));
  expect(readFileSync(fleet, 'utf8')).toBe(before);
  expect(said).toContain('No tree changed.');
  expect(nx('sync:check')).toContain('All files are up to date');
});

onRegistry('a render comes from the cache until the tool itself is another one', () => {
  const fromCache = 'Nx read the output from the cache';
  const render = () => nx('run', 'acme:render', '--offline', '--allow-missing-charts');
  render();
  expect(render()).toContain(fromCache);
  const unrelated = join(folder, 'unrelated');
  writeFiles(unrelated, { 'package.json': '{ "name": "unrelated", "version": "1.0.0" }' });
  run('npm', 'install', '--cache', join(folder, 'cache'), '--no-audit', '--no-fund', unrelated);
  expect(render()).toContain(fromCache);
  const lock = join(root, 'package-lock.json');
  // As an upgrade leaves it: the lock names another archive of a layer.
  const text = readFileSync(lock, 'utf8');
  const entry = /("node_modules\/@sovereign-fleet\/renderer": \{[^}]*?"integrity": ")[^"]+/;
  expect(text).toMatch(entry);
  writeFileSync(lock, text.replace(entry, `$1sha512-${'A'.repeat(86)}==`));
  expect(render()).not.toContain(fromCache);
});
