import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isInstalled } from '@sovereign-fleet/workspace/project';

/** Files of a workspace, by path from its root. */
type Files = ReadonlyMap<string, string>;

const ownPackage = join(__dirname, '../..');

type Folder = 'files' | 'kits' | 'renovate' | 'workflows';

/** Where a folder that comes along with the package is in a clone: from the package. */
function folderOf(name: Folder): string {
  const inClone = { files: 'files', kits: '../kits', renovate: '../docs', workflows: '../.github/workflows' }[name];
  return join(ownPackage, isInstalled ? name : inClone);
}

/** The files of a kit that the package brings: from then on they are their owner's. */
export function filesOfKit(kit: string): Files {
  const folder = join(folderOf('kits'), kit);
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(paths.map((path) => [`kits/${kit}${path.slice(folder.length)}`, readFileSync(path, 'utf8')]));
}

/** The workflows of a fleet, and what Renovate is to know of it. */
export function filesOfCi(): Files {
  const read = (folder: Folder, name: string) => readFileSync(join(folderOf(folder), name), 'utf8');
  return new Map([
    ['.github/workflows/propose.yaml', read('workflows', 'propose.yaml')],
    ['.github/workflows/review.yaml', read('workflows', 'review.yaml')],
    ['.github/workflows/upgrade.yaml', read('files', 'upgrade.yaml')],
    ['renovate.json', read('renovate', 'renovate.json')],
  ]);
}

/** The version of the package that this code is in. */
export function ownVersion(): string {
  const text = readFileSync(join(ownPackage, 'package.json'), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version; // our own package.json
}
