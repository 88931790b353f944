// The packages as people have them: built, packed, installed by npm into a workspace that held nothing but Nx.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesIn, type NxProcess, writeFiles } from '@sovereign-fleet/workspace/testing';
import { npmCache } from '../test-run/npm-cache';
import { workspaceRoot } from '../workspace';
import { recordIn, workspacesByType } from './dialects';
import { type InstalledWorkspace, packedOnce, workspaceWithPackages } from './installed-workspace';
import { isReachable, onRegistry, why } from './on-registry';
import { releaseProgram } from './release-programs';

let folder: string;
let root: string;
let archives: readonly string[];
let workspace: InstalledWorkspace;
let oneNx: NxProcess;

const run = (program: string, ...args: readonly string[]) => workspace.run(program, ...args);

/** Runs a command in the one Nx of this suite. */
async function nx(...args: readonly string[]): Promise<string> {
  const { status, output } = await oneNx.command(...args);
  if (status !== 0) throw new Error(output);
  return output;
}

beforeAll(async () => {
  if (!isReachable) return;
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'installed-')));
  archives = packedOnce();
  root = join(folder, 'platform-fleet');
  // Nothing of a checkout: helm and kubectl are fetched by the package, too.
  workspace = workspaceWithPackages(root, { npm_config_cache: npmCache(), XDG_CACHE_HOME: join(folder, 'home') });
  workspace.nx('g', '@sovereign-fleet/nx:init', '--domain=fleet.example.com');
  oneNx = await workspace.startNx();
}, 300_000);

afterAll(async () => {
  if (!isReachable) return;
  await oneNx.stop();
  rmSync(folder, { recursive: true, force: true });
});

onRegistry(`a new workspace has a Sovereign by one command, whose tree is in step and renders${why}`, async () => {
  expect(workspace.nx('g', 'sovereign', 'demo', '--regions=fsn1,nbg1')).toContain(
    'New Sovereign "demo", demo.fleet.example.com in fsn1 (primary), nbg1 (secondary).',
  );
  expect(await nx('sync:check')).toContain('All files are up to date');
  cpSync(join(workspaceRoot, 'charts'), join(root, 'charts'), { recursive: true });
  expect(await nx('run', 'demo:render', '--offline', '--allow-missing-charts')).toContain(
    'demo: written to dist/render/demo',
  );
  expect((await nx('show', 'projects')).split('\n')).toContain('demo');
});

/** What an archive holds, by its sources: compiled files, and what is read. */
function expectedFiles(folder: string): readonly string[] {
  const sources = execFileSync('git', ['ls-files', '--', `${folder}/src`], { cwd: workspaceRoot, encoding: 'utf8' });
  const own = sources.split('\n').map((path) => path.slice(`${folder}/src/`.length));
  const kept = own.filter((path) => !/\.test\.ts$|(^|\/)testing(\/|\.ts$)|(^|\/)golden\/|^$/.test(path));
  return kept.flatMap((path) => {
    if (/\.(json|mjs)$/.test(path)) return [`dist/${path}`];
    if (!path.endsWith('.ts') || path.endsWith('.d.ts')) return [];
    return [`dist/${path.slice(0, -3)}.js`];
  });
}

const beside: Readonly<Record<string, RegExp>> = {
  nx: /^(files|kits\/openova|renovate|workflows)\/|^(generators|executors|migrations)\.json$|^CHANGELOG\.md$/,
  workspace: /^charts\/vcluster\//,
};

onRegistry(`the archives hold what is compiled and read, no test, no map, and less than 0.62 MB together${why}`, () => {
  const names = [...readdirSync(join(workspaceRoot, 'packages')), 'nx'];
  for (const name of names) {
    const archive = archives.find((path) => path.includes(`sovereign-fleet-${name}-0.`)) ?? name;
    const listed = execFileSync('tar', ['--list', '--gzip', '--file', archive], { encoding: 'utf8' });
    const files = listed.split('\n').flatMap((line) => (line === '' ? [] : [line.slice('package/'.length)]));
    const compiled = files.filter((file) => beside[name]?.test(file) !== true && !file.endsWith('.d.ts')).sort();
    const folder = name === 'nx' ? 'generators' : `packages/${name}`;
    expect(compiled).toEqual([...expectedFiles(folder), 'README.md', 'package.json'].sort());
    // Declarations come as far as people's files reach them, which the next test compiles without skipLibCheck.
    expect(files.includes('dist/index.d.ts')).toBe(['bootstrap-kit', 'domain', 'nx'].includes(name));
    const declared = files.filter((file) => file.endsWith('.d.ts')).map((file) => file.replace('.d.ts', '.js'));
    expect(declared.filter((file) => !files.includes(file))).toEqual([]);
  }
  expect(archives.reduce((sum, path) => sum + statSync(path).size, 0)).toBeLessThan(620_000);
});

onRegistry(`records and kits are typed where the packages are installed, and a misspelt provider is told${why}`, () => {
  const text = readFileSync(join(root, 'sovereigns/demo/sovereign.ts'), 'utf8');
  const misspelt = 'sovereigns/demo/misspelt.ts';
  writeFiles(root, { [misspelt]: text.replace("'hetzner'", "'hetzne'") });
  const compiler = join(workspaceRoot, 'node_modules/typescript/bin/tsc');
  const args = [compiler, '--skipLibCheck', 'false', '--pretty', 'false'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  rmSync(join(root, misspelt));
  const errors = stdout.split('\n').filter((line) => /^\S/.test(line));
  expect(errors).toEqual([expect.stringMatching(/^sovereigns\/demo\/misspelt\.ts.* Did you mean '"hetzner"'\?$/)]);
});

onRegistry(
  `the values of charts are typed where the compiler of schemas is installed, and else it is named${why}`,
  () => {
    const file = 'kits/openova/slots/58-mgmt-vcluster/values.ts';
    const types = readFileSync(join(root, file), 'utf8');
    rmSync(join(root, file));
    expect(() => run('npx', 'sovereign-fleet', 'values')).toThrow(
      'package.json: devDependencies is not set: json-schema-to-typescript, which makes the types, is not installed. ' +
        'Run "npm install --save-dev json-schema-to-typescript@16".',
    );
    run('npm', 'install', '--save-dev', 'json-schema-to-typescript@16.0.0');
    expect(run('npx', 'sovereign-fleet', 'values')).toBe(`${file}\n`);
    expect(readFileSync(join(root, file), 'utf8')).toBe(types);
    expect(run('npx', 'sovereign-fleet', 'values', '--check')).toBe('');
    expect(run('npx', 'sovereign-fleet', 'values', '--help')).toContain(
      'Writes values.ts beside each values.schema.json',
    );
  },
);

onRegistry(
  `records that were read before are read without TypeScript, and one that was edited is checked${why}`,
  () => {
    const script = `
    const { ok } = require('@sovereign-fleet/workspace/specs').readFleetRecordAt('.');
    const isLoaded = Object.keys(require.cache).some((path) => path.includes('/typescript/lib/'));
    console.log(ok ? 'read' : 'refused', isLoaded ? 'by TypeScript' : 'as it was kept');
  `;
    const read = () => run(process.execPath, '-e', script);
    read();
    expect(read()).toBe('read as it was kept\n');
    const file = join(root, 'sovereigns/fleet.ts');
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, `${before}// edited\n`);
    expect(read()).toBe('read by TypeScript\n');
    writeFileSync(file, `${before}console.log('edited');\n`);
    expect(read()).toBe('refused by TypeScript\n');
    writeFileSync(file, before);
  },
);

onRegistry(`a second init changes nothing${why}`, async () => {
  const before = filesIn(root, 'sovereigns');
  expect(await nx('g', '@sovereign-fleet/nx:init')).not.toMatch(/CREATE|UPDATE/);
  expect(filesIn(root, 'sovereigns')).toEqual(before);
});

onRegistry(`a workspace that leaves a clone takes its files along, and nothing differs${why}`, async () => {
  for (const name of ['sovereigns', 'kits', 'gitops-out']) {
    rmSync(join(root, name), { recursive: true, force: true });
    cpSync(join(workspaceRoot, name), join(root, name), { recursive: true });
  }
  expect(await nx('sync:check')).toContain('All files are up to date');
});

onRegistry(
  `specs of a clone from before 0.1 are migrated, and a migration that was forgotten fails sync:check${why}`,
  async () => {
    const fleet = join(root, 'sovereigns/fleet.ts');
    const before = readFileSync(fleet, 'utf8');
    writeFileSync(fleet, before.replace("'@sovereign-fleet/nx'", "'@sovereign-fleet/domain'"));
    await expect(nx('sync:check')).rejects.toThrow(/import is "@sovereign-fleet\/domain"/);
    const names = ['0-1-0-one-package', '0-1-0-trees'];
    const migrations = names.map((name) => ({ package: '@sovereign-fleet/nx', version: '0.1.0', name, cli: 'nx' }));
    writeFiles(root, { 'migrations.json': JSON.stringify({ migrations }) });
    workspace.commit();
    const said = workspace.nx('migrate', '--run-migrations', '--skip-install');
    rmSync(join(root, 'migrations.json'));
    expect(readFileSync(fleet, 'utf8')).toBe(before);
    expect(said).toContain('No tree changed.');
    expect(await nx('sync:check')).toContain('All files are up to date');
  },
);

onRegistry(
  `a render comes from the cache until a package of the tool is another one, which Nx then names${why}`,
  async () => {
    const names = readdirSync(join(root, 'sovereigns')).filter((name) => name !== 'fleet.ts');
    const fromCache = 'Nx read the output from the cache';
    const render = () => nx('run', 'acme:render', '--offline', '--allow-missing-charts');
    await render();
    expect(await render()).toContain(fromCache);
    const unrelated = join(folder, 'unrelated');
    writeFiles(unrelated, { 'package.json': '{ "name": "unrelated", "version": "1.0.0" }' });
    run('npm', 'install', unrelated);
    expect(await render()).toContain(fromCache);
    const lock = join(root, 'package-lock.json');
    // As an upgrade leaves it: the lock names another archive of a layer.
    const text = readFileSync(lock, 'utf8');
    const entry = /("node_modules\/@sovereign-fleet\/renderer": \{[^}]*?"integrity": ")[^"]+/;
    expect(text).toMatch(entry);
    workspace.commit();
    writeFileSync(lock, text.replace(entry, `$1sha512-${'A'.repeat(86)}==`));
    expect(await render()).not.toContain(fromCache);
    expect(await nx('affected', '-t', 'render', '--base=HEAD', '--explain')).toContain(
      ['npm:@sovereign-fleet/renderer:', ...names.map((name) => `    - ${name}:render`)].join('\n'),
    );
    const shown = await nx('show', 'projects', '--affected', '--with-target=render', '--base=HEAD');
    const affected = shown.trim().split('\n');
    expect(affected.sort()).toEqual(names);
  },
);

const dialects = [
  ['plain TypeScript, and with enums, types without "type", imports without an ending', 'commonjs'],
  ['ES modules, imports with .ts', 'module'],
] as const;

onRegistry.each(dialects)(`records are read by this Node that are written in %s${why}`, (_, type) => {
  readDialects(type, process.execPath);
});

const isOnLinux = process.platform === 'linux' && ['arm64', 'x64'].includes(process.arch);
const whyNot22 = isOnLinux ? why : ' (skipped: Node 22 is brought for Linux alone)';

(isOnLinux ? onRegistry : test.skip).each(dialects)(
  `records are read by Node 22 that are written in %s${whyNot22}`,
  (_, type) => {
    readDialects(type, releaseProgram('node'));
  },
);

function readDialects(type: 'commonjs' | 'module', program: string): void {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as object;
  writeFiles(root, { 'package.json': JSON.stringify({ ...manifest, type }) });
  const written = Object.entries(workspacesByType[type]);
  for (const [name, dialect] of written) writeFiles(join(root, 'sovereigns', name), recordIn(dialect, name));
  run(program, 'node_modules/nx/dist/bin/nx.js', 'sync');
  for (const [name] of written) {
    const tree = join('gitops-out/clusters', `${name}.fleet.example.com`);
    expect(filesIn(root, tree)).toHaveProperty([join(tree, 'nbg1/kustomization.yaml')]);
    rmSync(join(root, tree), { recursive: true });
    rmSync(join(root, 'sovereigns', name), { recursive: true });
  }
}
