import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFiles } from '@sovereign-fleet/workspace/testing';
import { workspaceRoot } from '../workspace';
import { takeTurn } from './take-turn';

/** A workspace of somebody who has the packages and not their sources. */
export interface InstalledWorkspace {
  readonly root: string;
  /** Runs a program in it; gives what it printed, and throws where it fails. */
  readonly run: (program: string, ...args: readonly string[]) => string;
  readonly nx: (...args: readonly string[]) => string;
  /** Commits all files. */
  readonly commit: () => void;
}

type Environment = Readonly<Record<string, string>>;

const environment: Environment = {
  NO_COLOR: '1',
  NX_DAEMON: 'false',
  NX_ISOLATE_PLUGINS: 'false',
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
  return { root, run, nx: (...args) => run('node_modules/.bin/nx', ...args), commit };
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

/** Packs the packages, and gives their archives in a folder, where no other suite packs them anew. */
export function packInto(folder: string): readonly string[] {
  return takeTurn('pack', () => {
    const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'pack'], {
      cwd: workspaceRoot,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`npm run pack\n${stdout}\n${stderr}`);
    const tarballs = join(workspaceRoot, 'dist/tarballs');
    mkdirSync(folder, { recursive: true });
    return readdirSync(tarballs).map((name) => {
      copyFileSync(join(tarballs, name), join(folder, name));
      return join(folder, name);
    });
  });
}
