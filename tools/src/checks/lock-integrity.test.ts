import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '../workspace';

interface LockEntry {
  readonly link?: boolean;
  readonly integrity?: string;
  readonly optional?: boolean;
  readonly os?: readonly string[];
}

test('each package of the lock has an integrity, but for binaries of systems that the registry did not have', () => {
  const lock = JSON.parse(readFileSync(join(workspaceRoot, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, LockEntry>>;
  };
  const open = Object.entries(lock.packages).filter(([path, { link, integrity }]) => {
    return path.includes('node_modules/') && link !== true && integrity === undefined;
  });
  const named = /-(android|darwin|freebsd|linux|openharmony|win32)-/;
  expect(open.filter(([path, { optional, os }]) => optional !== true || os === undefined || !named.test(path))).toEqual(
    [],
  );
});
