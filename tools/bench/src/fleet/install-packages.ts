import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outputFolder } from '@sovereign-fleet/domain';
import { repository } from './repository';

/** A workspace with archives of the packages, and the repository's records; returns what npm printed if it failed. */
export function installPackages(root: string): string | undefined {
  mkdirSync(root);
  const { devDependencies } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  writeFileSync(
    join(root, 'package.json'),
    JSON.stringify({ private: true, devDependencies: { nx: devDependencies['nx'] } }),
  );
  for (const path of ['.env', '.gitignore', 'nx.json', 'sovereigns', 'kits', outputFolder]) {
    cpSync(join(repository, path), join(root, path), { recursive: true });
  }
  const pack = spawnSync('npm', ['run', '--silent', 'pack'], { cwd: repository, encoding: 'utf8' });
  if (pack.status !== 0) return pack.stderr;
  const tarballs = join(repository, 'dist/tarballs');
  const archives = readdirSync(tarballs).map((name) => join(tarballs, name));
  const args = ['install', '--save-dev', '--no-audit', '--no-fund', ...archives];
  const { status, stderr } = spawnSync('npm', args, { cwd: root, encoding: 'utf8' });
  return status === 0 ? undefined : stderr;
}
