// A release is tried before there is one: its version, and what it may do to trees.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compileWorkspace, filesIn, writeFiles } from '@sovereign-fleet/workspace/testing';
import { workspaceRoot } from '../workspace';
import { alignVersions } from './align-versions';
import { fixtureFolder, fixtureVersions } from './fixtures';
import { hasTreeMigration, pendingBump, problemOfTrees } from './moved-trees';
import { onRegistry, why } from './on-registry';
import { releaseProgram } from './release-programs';

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'versions-')));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Files of the newest fixture's trees that the sources write otherwise. */
function movedTrees(released: string): readonly string[] {
  cpSync(join(fixtureFolder, released), folder, { recursive: true });
  const before = filesIn(folder, 'gitops-out');
  rmSync(join(folder, 'gitops-out'), { recursive: true });
  compileWorkspace(folder);
  const after = filesIn(folder, 'gitops-out');
  const files = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...files].filter((file) => before[file] !== after[file]).sort();
}

test('trees of the last release move by a minor or major version alone, with a migration that writes them', () => {
  const released = fixtureVersions().at(-1) ?? 'none';
  const moved = movedTrees(released);
  const changes = readdirSync(join(workspaceRoot, '.changeset')).filter((name) => name.endsWith('.md'));
  const pending = pendingBump(changes.map((name) => readFileSync(join(workspaceRoot, '.changeset', name), 'utf8')));
  const { version } = manifestOf(workspaceRoot, 'generators');
  expect(problemOfTrees({ released, version, pending, moved })).toBeUndefined();
  const migrations = readFileSync(join(workspaceRoot, 'generators/migrations.json'), 'utf8');
  expect(moved.length === 0 || hasTreeMigration(migrations, released)).toBe(true);
});

interface Manifest {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

function manifestOf(root: string, path: string): Manifest {
  return JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8')) as Manifest; // our own package.json
}

onRegistry(`a change raises all packages alike, with the lock and one change log${why}`, () => {
  const listed = execFileSync('git', ['ls-files', '*package.json', 'package-lock.json', '.npmrc', '.changeset'], {
    cwd: workspaceRoot,
    encoding: 'utf8',
  });
  const files = listed.split('\n').filter((file) => file !== '' && !file.includes('testdata'));
  for (const file of files) cpSync(join(workspaceRoot, file), join(folder, file));
  const change = `---\n'@sovereign-fleet/nx': minor\n---\n\nRegions read their repository every two minutes\n`;
  writeFiles(folder, { '.changeset/one.md': change });
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
  execFileSync(releaseProgram('changeset'), ['version'], { cwd: folder, stdio: 'pipe' });
  expect(alignVersions(folder)).toBe('0.2.0');
  const workspaces = files.filter((file) =>
    /^(generators|packages\/[^/]+|tools|tools\/(bench|github))\/package\.json$/.test(file),
  );
  const manifests = ['package.json', ...workspaces].map((file) => manifestOf(folder, dirname(file)));
  const versions = manifests.flatMap(({ version, dependencies = {} }) => {
    const ours = Object.entries(dependencies).filter(([name]) => name.startsWith('@sovereign-fleet/'));
    return [version, ...ours.map(([, wanted]) => wanted)];
  });
  expect([...new Set(versions)]).toEqual(['0.2.0']);
  const logs = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('CHANGELOG.md'),
  );
  expect(logs).toEqual(['generators/CHANGELOG.md']);
  expect(readFileSync(join(folder, 'generators/CHANGELOG.md'), 'utf8')).toBe(
    '# @sovereign-fleet/nx\n\n## 0.2.0\n\n### Minor Changes\n\n- Regions read their repository every two minutes\n',
  );
  // npm refuses a lock that does not fit.
  symlinkSync(join(workspaceRoot, 'node_modules'), join(folder, 'node_modules'));
  execFileSync('npm', ['ci', '--dry-run', '--ignore-scripts'], { cwd: folder, stdio: 'pipe' });
});
