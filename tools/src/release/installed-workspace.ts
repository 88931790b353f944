import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type NxProcess, startNx, takeTurn, writeFiles } from '@sovereign-fleet/workspace/testing';
import { linkFiles } from '../test-run/link-files';
import { madeOnce } from '../test-run/made-once';
import { workspaceRoot } from '../workspace';

/** A workspace of somebody who has the packages and not their sources. */
export interface InstalledWorkspace {
  readonly root: string;
  /** Runs a program in it; gives what it printed, and throws where it fails. */
  readonly run: (program: string, ...args: readonly string[]) => string;
  readonly nx: (...args: readonly string[]) => string;
  /** Starts its Nx, once for many commands. */
  readonly startNx: () => Promise<NxProcess>;
  /** Commits all files. */
  readonly commit: () => void;
}

type Environment = Readonly<Record<string, string>>;

const environment: Environment = {
  NO_COLOR: '1',
  NX_DAEMON: 'false',
  NX_NO_CLOUD: 'true',
  NX_MIGRATE_USE_LOCAL: 'true',
  // Workspaces of tests, and the home of `.ci/run`, are in the folder for temporary files.
  NX_ALLOW_INSECURE_DIRECTORIES: 'true',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
};

/** Commands in a folder, which may hold a workspace already. */
export function installedWorkspace(root: string, more: Environment = {}): InstalledWorkspace {
  const env = { ...process.env, ...environment, ...more };
  const run = (program: string, ...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, env, encoding: 'utf8', input: '' });
    if (status !== 0) throw new Error(`${[program, ...args].join(' ')}\n${stdout}\n${stderr}`);
    return stdout;
  };
  const commit = () => {
    run('git', 'add', '--all');
    run('git', '-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '--quiet', '--message', 'all');
  };
  return {
    root,
    run,
    nx: (...args) => run('node_modules/.bin/nx', ...args),
    startNx: () => startNx(root, () => env),
    commit,
  };
}

/** A folder with `nx` in its package.json, as `nx add` wants it, and nothing installed. */
export function bareWorkspace(root: string, more: Environment = {}): InstalledWorkspace {
  const { devDependencies } = JSON.parse(readFileSync(join(workspaceRoot, 'package.json'), 'utf8')) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  const manifest = { name: 'platform-fleet', private: true, devDependencies: { nx: devDependencies['nx'] } };
  writeFiles(root, { 'package.json': `${JSON.stringify(manifest, null, 2)}\n`, 'nx.json': '{}\n' });
  const workspace = installedWorkspace(root, more);
  workspace.run('git', 'init', '--quiet');
  return workspace;
}

/**
 * A workspace that has the packages of their archives. It is installed once for all suites of a run, which get copies.
 * npm replaces what it has installed and never edits it, but for its list of that.
 */
export function workspaceWithPackages(root: string, more: Environment = {}): InstalledWorkspace {
  const made = madeOnce('workspace', (folder) => {
    bareWorkspace(folder).run('npm', 'install', '--save-dev', ...packedOnce());
  });
  linkFiles(made, root, (path) => path.startsWith('node_modules/') && path !== 'node_modules/.package-lock.json');
  // The package.json of a workspace names archives by the path from there.
  const archives = join(dirname(root), 'archives');
  if (!existsSync(archives)) symlinkSync(dirname(packedOnce()[0] ?? made), archives);
  return installedWorkspace(root, more);
}

/** The archives of the packages, packed once for all suites of a run. */
export function packedOnce(): readonly string[] {
  const folder = madeOnce('archives', packInto);
  return archivesIn(folder);
}

/** Packs the packages, and gives their archives in a folder, where nobody packs them anew. */
export function packInto(folder: string): readonly string[] {
  return takeTurn('build', () => {
    const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'pack'], {
      cwd: workspaceRoot,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`npm run pack\n${stdout}\n${stderr}`);
    mkdirSync(folder, { recursive: true });
    for (const archive of archivesIn(join(workspaceRoot, 'dist/tarballs'))) {
      copyFileSync(archive, join(folder, basename(archive)));
    }
    return archivesIn(folder);
  });
}

function archivesIn(folder: string): readonly string[] {
  const names = readdirSync(folder).sort();
  return names.map((name) => join(folder, name));
}
