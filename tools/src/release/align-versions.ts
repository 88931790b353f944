import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/**
 * What changesets leaves over, in a repository whose packages have one version: the root's own version and its
 * dependency, the lock, and a change log of each layer, of which people know nothing. Gives the version.
 */
export function alignVersions(root: string): string {
  const { version } = readManifest(root, 'generators');
  const manifest = readManifest(root, '.');
  const dependencies = { ...manifest.dependencies, '@sovereign-fleet/nx': version };
  writeJson(root, 'package.json', { ...manifest, version, dependencies });
  const lock = readJson(root, 'package-lock.json') as Lock; // as npm writes it
  const packages = Object.entries(lock.packages).map(([path, entry]) => {
    if (path.includes('node_modules/')) return [path, entry] as const;
    const own = readManifest(root, path === '' ? '.' : path);
    return [
      path,
      { ...entry, version: own.version, ...(own.dependencies && { dependencies: own.dependencies }) },
    ] as const;
  });
  writeJson(root, 'package-lock.json', { ...lock, version, packages: Object.fromEntries(packages) });
  for (const [path] of packages.filter(([path]) => path !== '' && path !== 'generators')) {
    rmSync(join(root, path, 'CHANGELOG.md'), { force: true });
  }
  return version;
}

interface Lock {
  readonly version: string;
  readonly packages: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

function readManifest(root: string, folder: string): Manifest {
  return readJson(root, join(folder, 'package.json')) as Manifest; // our own package.json
}

function readJson(root: string, file: string): unknown {
  return JSON.parse(readFileSync(join(root, file), 'utf8'));
}

function writeJson(root: string, file: string, value: object): void {
  writeFileSync(join(root, file), `${JSON.stringify(value, null, 2)}\n`);
}
