// For tests: our packages as people install them, and what npm says of them in a workspace.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { folderOfCode } from './folder-of-code';
import { repository } from './repository';
import { takeTurn } from './take-turn';

const scope = '@sovereign-fleet';

/**
 * The folder with our packages, built once for the code that is here now. It lies below the repository, so that they
 * find what npm installed there.
 */
export function builtPackages(): string {
  const packages = join(folderOfCode(), 'node_modules', scope);
  if (existsSync(packages)) return packages;
  return takeTurn('build', () => {
    if (!existsSync(packages)) buildInto(packages);
    return packages;
  });
}

function buildInto(packages: string): void {
  const options = { cwd: repository, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'build'], options);
  if (status !== 0) throw new Error(`npm run build\n${stdout}\n${stderr}`);
  const unfinished = `${packages}.${process.pid}`;
  mkdirSync(dirname(packages), { recursive: true });
  cpSync(join(repository, 'dist/packages'), unfinished, { recursive: true });
  for (const name of readdirSync(unfinished)) {
    const own = join(repository, 'packages', name, 'node_modules');
    if (existsSync(own)) symlinkSync(own, join(unfinished, name, 'node_modules'));
  }
  renameSync(unfinished, packages);
}

interface Lock {
  readonly packages: Readonly<Record<string, object>>;
}

/** Writes `package.json` and the lock of this repository as npm writes them where our packages are installed. */
export function writeManifestAndLock(root: string): void {
  const manifest = readJson(join(repository, 'package.json'));
  const lock = readJson(join(repository, 'package-lock.json')) as Lock; // as npm writes it
  const others = Object.entries(lock.packages)
    .filter(([path]) => path.includes('node_modules/') && !path.includes(`node_modules/${scope}/`))
    // What npm put into the folder of one of our packages, since another version is above it.
    .map(([path, entry]) => [path.replace(/^packages\//, `node_modules/${scope}/`), entry] as const);
  const folder = builtPackages();
  const ours = readdirSync(folder).map((name) => [`node_modules/${scope}/${name}`, entryOf(folder, name)] as const);
  const packages = Object.fromEntries([['', withoutWorkspaces(lock.packages[''])] as const, ...others, ...ours]);
  writeJson(join(root, 'package.json'), withoutWorkspaces(manifest));
  writeJson(join(root, 'package-lock.json'), { ...lock, packages });
}

function withoutWorkspaces(given: unknown): object {
  return { ...(given as object), workspaces: undefined }; // of npm
}

/** As of a package that a registry gave: Nx hashes what it gives as its integrity. */
function entryOf(folder: string, name: string): object {
  const { version, dependencies } = readJson(join(folder, name, 'package.json')) as Readonly<Record<string, unknown>>;
  const resolved = `https://registry.npmjs.org/${scope}/${name}/-/${name}-${String(version)}.tgz`;
  const integrity = `sha512-${createHash('sha512').update(folder).digest('base64')}`;
  return { version, resolved, integrity, dependencies };
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function writeJson(file: string, value: object): void {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}
