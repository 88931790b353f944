// The commands that people type, against a registry on this machine: nothing is installed from a file.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bareWorkspace, type InstalledWorkspace, installedWorkspace, packedOnce } from './installed-workspace';
import { isReachable, onRegistry, why } from './on-registry';
import { packNextVersion, withMigrations } from './next-version';
import { publishArchives } from './publish-archives';
import { npmCache } from '../test-run/npm-cache';
import { workspaceRoot } from '../workspace';
import { type Registry, startRegistry } from './registry';
import { releaseProgram } from './release-programs';

let folder: string;
let registry: Registry;
let archives: readonly string[];
let workspace: InstalledWorkspace;
let settings: Readonly<Record<string, string>>;

function publish(packed: readonly string[]): readonly string[] {
  const said: string[] = [];
  publishArchives(packed, { settings: registry.settings, print: (line) => said.push(line) });
  return said;
}

const read = (file: string) => readFileSync(join(workspace.root, file), 'utf8');

beforeAll(async () => {
  if (!isReachable) return;
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'registry-')));
  archives = packedOnce();
  registry = await startRegistry(join(folder, 'registry'));
  settings = { ...registry.environment, npm_config_cache: npmCache() };
  workspace = bareWorkspace(join(folder, 'platform-fleet'), settings);
});

afterAll(() => {
  if (!isReachable) return;
  registry.stop();
  rmSync(folder, { recursive: true, force: true });
});

onRegistry(
  `a release publishes each package once, what people name last, also after it was interrupted${why}`,
  async () => {
    const named = archives.filter((archive) => archive.includes('-nx-'));
    const [first = '', second = '', ...others] = archives.filter((archive) => !named.includes(archive));
    expect(publish([first])).toEqual(['@sovereign-fleet/adopt@0.1.0 is published']);
    expect(publish([...named, first, second])).toEqual([
      '@sovereign-fleet/adopt@0.1.0 was there',
      '@sovereign-fleet/bootstrap-kit@0.1.0 is published',
      '@sovereign-fleet/nx@0.1.0 is published',
    ]);
    await registry.put(others);
  },
);

onRegistry(`nx add installs the packages, pins them and makes the workspace one of Sovereigns${why}`, () => {
  workspace.run('npm', 'install');
  const said = workspace.run('npx', 'nx', 'add', '@sovereign-fleet/nx');
  expect(said).toContain('CREATE sovereigns/fleet.ts\n');
  expect(said).toContain('Next: npx nx g sovereign --regions=fsn1,nbg1\n');
  expect(said).toContain('Package @sovereign-fleet/nx added successfully.');
  expect(read('package.json')).toContain('"@sovereign-fleet/nx": "0.1.0"');
  workspace.nx('g', 'sovereign', 'demo', '--regions=fsn1,nbg1');
  workspace.nx('g', 'sovereign', 'other', '--regions=fsn1');
  // As CI installs it: npm refuses a lock that does not fit the pin.
  workspace.run('npm', 'ci', '--dry-run');
  expect(workspace.nx('sync:check')).toContain('All files are up to date');
  workspace.commit();
});

onRegistry(`create-nx-workspace makes a workspace by the preset with pnpm, where all commands work${why}`, () => {
  const programs = join(folder, 'programs');
  mkdirSync(programs);
  symlinkSync(releaseProgram('pnpm'), join(programs, 'pnpm'));
  const path = [programs, process.env['PATH']].join(':');
  // npm takes the packages of Octokit that we pin. pnpm takes the newest below them, of which one asks for Node 22: it
  // warns, unless it is told to be strict, as the .npmrc of this repository tells whoever is started in it.
  // Its store would be at the top of the disk on which the folder is.
  const store = { npm_config_store_dir: join(folder, 'pnpm-store') };
  const ofPnpm = { ...settings, ...store, npm_config_engine_strict: 'false', PATH: path, CI: 'true' };
  const flags = ['--preset=@sovereign-fleet/nx', '--nxCloud=skip', '--interactive=false', '--packageManager=pnpm'];
  const here = installedWorkspace(folder, ofPnpm);
  here.run('npx', '--yes', 'create-nx-workspace@23.2.1', 'made-by-preset', ...flags);
  const made = installedWorkspace(join(folder, 'made-by-preset'), ofPnpm);
  expect(readdirSync(made.root)).toContain('pnpm-lock.yaml');
  expect(made.nx('g', 'sovereign', 'demo', '--regions=fsn1')).toContain('New Sovereign "demo"');
  expect(made.nx('sync:check')).toContain('All files are up to date');
  cpSync(join(workspaceRoot, 'charts'), join(made.root, 'charts'), { recursive: true });
  const render = () => made.nx('run', 'demo:render', '--offline', '--allow-missing-charts');
  expect(render()).toContain('demo: written to dist/render/demo');
  expect(render()).toContain('Nx read the output from the cache');
  expect(made.run('pnpm', 'exec', 'sovereign-fleet', '--version')).toBe('0.1.0\n');
});

/** Makes `fleet.ts` say something else, as a release would that renamed a field. */
const madeUp = `exports.default = (tree) => {
  const file = 'sovereigns/fleet.ts';
  tree.write(file, tree.read(file, 'utf-8').replace('What all Sovereigns share', 'Migrated'));
};
`;

onRegistry(`nx migrate takes a version that writes other trees, with its migrations${why}`, async () => {
  const next = {
    from: '0.1.0',
    to: '0.2.0',
    edits: {
      'compiler/dist/region-files.js': (text: string) => text.replace("interval: '1m'", "interval: '2m'"),
      'nx/dist/migrations/one-package.js': () => madeUp,
      'nx/migrations.json': withMigrations('0.2.0', {
        '0-2-0-fleet': './dist/migrations/one-package.js',
        '0-2-0-trees': './dist/migrations/trees.js',
      }),
    },
  };
  await registry.put(packNextVersion(archives, join(folder, 'next'), next));
  // The three commands of docs/install.md.
  workspace.run('npx', 'nx', 'migrate', '@sovereign-fleet/nx@latest');
  workspace.run('npm', 'install');
  expect(() => workspace.nx('sync:check')).toThrow(/gotk-sync\.yaml/);
  const said = workspace.run('npx', 'nx', 'migrate', '--run-migrations');
  rmSync(join(workspace.root, 'migrations.json'));
  expect(said).toContain(
    ['- In 2 Sovereigns, <region>/flux-system/gotk-sync.yaml:', '  - interval: 1m', '  + interval: 2m'].join('\n'),
  );
  expect(read('sovereigns/fleet.ts')).toContain('/** Migrated. */');
  expect(workspace.nx('sync:check')).toContain('All files are up to date');
  const versions = [
    ...read('package-lock.json').matchAll(/"node_modules\/@sovereign-fleet\/[^"/]+": \{\s+"version": "(.+)"/g),
  ];
  expect(versions.map(([, version]) => version)).toEqual(archives.map(() => '0.2.0'));
  const changed = workspace
    .run('git', 'status', '--porcelain')
    .split('\n')
    .filter((line) => line !== '');
  expect(changed.filter((line) => !line.includes('gotk-sync.yaml')).sort()).toEqual([
    ' M package-lock.json',
    ' M package.json',
    ' M sovereigns/fleet.ts',
  ]);
});
