// The packages as people have them: built, packed, installed by npm into a workspace that held nothing but Nx.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesIn, writeFiles } from '@sovereign-fleet/workspace/testing';
import { workspaceRoot } from '../workspace';
import { bareWorkspace, type InstalledWorkspace, packInto } from './installed-workspace';
import { isReachable, onRegistry, why } from './on-registry';
import { releaseProgram } from './release-programs';

let folder: string;
let root: string;
let archives: readonly string[];
let workspace: InstalledWorkspace;

const run = (program: string, ...args: readonly string[]) => workspace.run(program, ...args);
const nx = (...args: readonly string[]) => workspace.nx(...args);

beforeAll(() => {
  if (!isReachable) return;
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'installed-')));
  archives = packInto(join(folder, 'tarballs'));
  root = join(folder, 'platform-fleet');
  // Nothing of a checkout: helm and kubectl are fetched by the package, too.
  workspace = bareWorkspace(root, { npm_config_cache: join(folder, 'cache'), XDG_CACHE_HOME: join(folder, 'home') });
  run('npm', 'install', '--save-dev', ...archives);
  nx('g', '@sovereign-fleet/nx:init', '--domain=fleet.example.com');
}, 300_000);

afterAll(() => {
  if (isReachable) rmSync(folder, { recursive: true, force: true });
});

onRegistry(`a new workspace has a Sovereign by one command, whose tree is in step and renders${why}`, () => {
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

onRegistry(`the archives hold what is compiled and read, no test, no map, and less than 0.6 MB together${why}`, () => {
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
  expect(archives.reduce((sum, path) => sum + statSync(path).size, 0)).toBeLessThan(600_000);
});

onRegistry(`records and kits are typed where the packages are installed, and a misspelt provider is told${why}`, () => {
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

onRegistry(`a second init changes nothing${why}`, () => {
  const before = filesIn(root, 'sovereigns');
  expect(nx('g', '@sovereign-fleet/nx:init')).not.toMatch(/CREATE|UPDATE/);
  expect(filesIn(root, 'sovereigns')).toEqual(before);
});

onRegistry(`a workspace that leaves a clone takes its files along, and nothing differs${why}`, () => {
  for (const name of ['sovereigns', 'kits', 'gitops-out']) {
    rmSync(join(root, name), { recursive: true, force: true });
    cpSync(join(workspaceRoot, name), join(root, name), { recursive: true });
  }
  expect(nx('sync:check')).toContain('All files are up to date');
});

onRegistry(
  `specs of a clone from before 0.1 are migrated, and a migration that was forgotten fails sync:check${why}`,
  () => {
    const fleet = join(root, 'sovereigns/fleet.ts');
    const before = readFileSync(fleet, 'utf8');
    writeFileSync(fleet, before.replace("'@sovereign-fleet/nx'", "'@sovereign-fleet/domain'"));
    expect(() => nx('sync:check')).toThrow(/import is "@sovereign-fleet\/domain"/);
    const names = ['0-1-0-one-package', '0-1-0-trees'];
    const migrations = names.map((name) => ({ package: '@sovereign-fleet/nx', version: '0.1.0', name, cli: 'nx' }));
    writeFiles(root, { 'migrations.json': JSON.stringify({ migrations }) });
    workspace.commit();
    const said = nx('migrate', '--run-migrations', '--skip-install');
    rmSync(join(root, 'migrations.json'));
    expect(readFileSync(fleet, 'utf8')).toBe(before);
    expect(said).toContain('No tree changed.');
    expect(nx('sync:check')).toContain('All files are up to date');
  },
);

onRegistry(
  `a render comes from the cache until a package of the tool is another one, which Nx then names${why}`,
  () => {
    const names = readdirSync(join(root, 'sovereigns')).filter((name) => name !== 'fleet.ts');
    const fromCache = 'Nx read the output from the cache';
    const render = () => nx('run', 'acme:render', '--offline', '--allow-missing-charts');
    render();
    expect(render()).toContain(fromCache);
    const unrelated = join(folder, 'unrelated');
    writeFiles(unrelated, { 'package.json': '{ "name": "unrelated", "version": "1.0.0" }' });
    run('npm', 'install', unrelated);
    expect(render()).toContain(fromCache);
    const lock = join(root, 'package-lock.json');
    // As an upgrade leaves it: the lock names another archive of a layer.
    const text = readFileSync(lock, 'utf8');
    const entry = /("node_modules\/@sovereign-fleet\/renderer": \{[^}]*?"integrity": ")[^"]+/;
    expect(text).toMatch(entry);
    workspace.commit();
    writeFileSync(lock, text.replace(entry, `$1sha512-${'A'.repeat(86)}==`));
    expect(render()).not.toContain(fromCache);
    expect(nx('affected', '-t', 'render', '--base=HEAD', '--explain')).toContain(
      ['npm:@sovereign-fleet/renderer:', ...names.map((name) => `    - ${name}:render`)].join('\n'),
    );
    const affected = nx('show', 'projects', '--affected', '--with-target=render', '--base=HEAD').trim().split('\n');
    expect(affected.sort()).toEqual(names);
  },
);

/** Ways to write TypeScript that people's editors and settings allow. */
const dialects: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  plain: {
    'package.json': '{ "name": "platform-fleet", "private": true }',
    'sovereigns/demo/regions.ts': "export const second = 'nbg1' as const;\n",
    'sovereigns/demo/import': "import { second } from './regions';",
  },
  'enums, types without "type", imports without an ending': {
    'package.json': '{ "name": "platform-fleet", "private": true }',
    'sovereigns/demo/regions.ts':
      "export interface Code { readonly code: string }\nexport enum Region { Second = 'nbg1' }\n",
    'sovereigns/demo/import':
      "import { Code, Region } from './regions';\nconst code: Code = { code: Region.Second };\n" +
      "const second = code.code as 'nbg1';",
  },
  'ES modules, imports with .ts': {
    'package.json': '{ "name": "platform-fleet", "private": true, "type": "module" }',
    'sovereigns/demo/regions.ts': "export const second = 'nbg1' as const;\n",
    'sovereigns/demo/import': "import { second } from './regions.ts';",
  },
};

onRegistry.each(Object.keys(dialects))(`a record is read by this Node that is written in %s${why}`, (dialect) => {
  readDialect(dialect, process.execPath);
});

const isOnLinux = process.platform === 'linux' && ['arm64', 'x64'].includes(process.arch);
const whyNot22 = isOnLinux ? why : ' (skipped: Node 22 is brought for Linux alone)';

(isOnLinux ? onRegistry : test.skip).each(Object.keys(dialects))(
  `a record is read by Node 22 that is written in %s${whyNot22}`,
  (dialect) => {
    readDialect(dialect, releaseProgram('node'));
  },
);

function readDialect(dialect: string, program: string): void {
  const { 'package.json': manifest = '', 'sovereigns/demo/import': imported = '', ...more } = dialects[dialect] ?? {};
  const dependencies = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as object;
  const spec = `import { defineSovereign } from '../../kits/openova/kit${dialect.startsWith('ES') ? '.ts' : ''}';
${imported}

export default defineSovereign({
  fqdn: 'demo.fleet.example.com',
  environment: 'prod',
  regions: [
    { key: 'fsn1', provider: 'hetzner', role: 'primary' },
    { key: second, provider: 'hetzner', role: 'secondary' },
  ],
});
`;
  rmSync(join(root, 'gitops-out/clusters/demo.fleet.example.com'), { recursive: true, force: true });
  writeFiles(root, {
    ...more,
    'package.json': JSON.stringify({ ...dependencies, type: 'commonjs', ...(JSON.parse(manifest) as object) }),
    'sovereigns/demo/sovereign.ts': spec,
  });
  run(program, 'node_modules/nx/dist/bin/nx.js', 'sync');
  expect(filesIn(root, 'gitops-out/clusters/demo.fleet.example.com')).toHaveProperty([
    'gitops-out/clusters/demo.fleet.example.com/nbg1/kustomization.yaml',
  ]);
}
