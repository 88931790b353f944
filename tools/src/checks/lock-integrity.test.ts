import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '../workspace';

interface LockEntry {
  readonly link?: boolean;
  readonly integrity?: string;
}

/**
 * Packages of other systems, as `name@version`, that the registry did not have when the lock was completed
 * (docs/decisions/0006). npm takes whatever comes for them.
 */
const withoutIntegrity: readonly string[] = [];

test('each package of the lock has an integrity, but for those that are listed here', () => {
  const lock = JSON.parse(readFileSync(join(workspaceRoot, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, LockEntry & { readonly version: string }>>;
  };
  const packages = Object.entries(lock.packages).filter(([path, { link }]) => {
    return path.includes('node_modules/') && link !== true;
  });
  const open = packages.filter(([, { integrity = '' }]) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity));
  const names = open.map(([path, { version }]) => `${path.slice(path.lastIndexOf('node_modules/') + 13)}@${version}`);
  expect(names).toEqual(withoutIntegrity);
  expect(packages.length).toBeGreaterThan(100);
});
