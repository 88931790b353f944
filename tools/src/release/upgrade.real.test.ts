// What each released version made is upgraded to the packages of today: installed, migrated, and in step.
import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesIn, writeFiles } from '@sovereign-fleet/workspace/testing';
import { npmCache } from '../test-run/npm-cache';
import { workspaceRoot } from '../workspace';
import { fixtureFolder, fixtureVersions } from './fixtures';
import { packedOnce, workspaceWithPackages } from './installed-workspace';
import { isReachable, onRegistry, why } from './on-registry';

/** What people's files are after all migrations: those of the fixture, and these that differ. */
const goldenFolder = join(workspaceRoot, 'tools/testdata/golden');

let folder: string;

beforeAll(() => {
  if (!isReachable) return;
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'upgrade-')));
});

afterAll(() => {
  if (isReachable) rmSync(folder, { recursive: true, force: true });
});

type Files = Readonly<Record<string, string>>;

const written = (root: string): Files => ({ ...filesIn(root, 'sovereigns'), ...filesIn(root, 'kits') });

function expected(version: string, actual: Files): Files {
  const before = written(join(fixtureFolder, version));
  const golden = join(goldenFolder, version);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    const differs = Object.entries(actual).filter(([file, text]) => before[file] !== text);
    rmSync(golden, { recursive: true, force: true });
    writeFiles(golden, Object.fromEntries(differs));
  }
  return existsSync(golden) ? { ...before, ...filesIn(golden, '.') } : before;
}

onRegistry.each(fixtureVersions())(`a workspace of %s is upgraded, and its trees are in step${why}`, (version) => {
  const root = join(folder, version);
  const { run, nx, commit } = workspaceWithPackages(root, { npm_config_cache: npmCache() });
  rmSync(join(root, 'package-lock.json'));
  cpSync(join(fixtureFolder, version), root, { recursive: true });
  writeFiles(root, { '.gitignore': 'node_modules/\n.nx/\n' });
  // What is there fits what the fixture wants, or npm replaces it.
  run('npm', 'install', '--save-dev', ...packedOnce());
  // What `nx migrate` writes, and the version's own migrations too, which may be run twice.
  const { generators } = JSON.parse(
    readFileSync(join(root, 'node_modules/@sovereign-fleet/nx/migrations.json'), 'utf8'),
  ) as { readonly generators: Readonly<Record<string, { readonly version: string }>> };
  const migrations = Object.entries(generators)
    .filter(([, migration]) => migration.version.localeCompare(version, 'en', { numeric: true }) >= 0)
    .map(([name, migration]) => ({ package: '@sovereign-fleet/nx', name, version: migration.version, cli: 'nx' }));
  expect(migrations).not.toEqual([]);
  writeFiles(root, { 'migrations.json': JSON.stringify({ migrations }) });
  commit();
  nx('migrate', '--run-migrations', '--skip-install');
  expect(nx('sync:check')).toContain('All files are up to date');
  const after = written(root);
  expect(after).toEqual(expected(version, after));
});
