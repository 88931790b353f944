import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Installs what the lock in a folder names, unless it is there; returns what npm printed if it failed. */
export function installPinned(folder: string): string | undefined {
  if (isInstalled(folder)) return undefined;
  process.stderr.write(`installing the programs of ${folder}\n`);
  const args = ['ci', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status, error, stderr } = spawnSync('npm', args, { cwd: folder, encoding: 'utf8' });
  return status === 0 ? undefined : (error?.message ?? stderr);
}

function isInstalled(folder: string): boolean {
  const lock = join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(lock)) return false;
  const present = entriesIn(lock);
  // Optional packages are for other systems, and npm installs none that nothing asks for.
  return Object.entries(entriesIn(join(folder, 'package-lock.json'))).every(
    ([path, { version, optional, extraneous }]) =>
      path === '' || optional === true || extraneous === true || present[path]?.version === version,
  );
}

interface LockEntry {
  readonly version: string;
  readonly optional?: boolean;
  readonly extraneous?: boolean;
}

/** What a lock file of npm says, by path. */
function entriesIn(lock: string): Readonly<Record<string, LockEntry>> {
  return (JSON.parse(readFileSync(lock, 'utf8')) as { readonly packages: Readonly<Record<string, LockEntry>> })
    .packages;
}
