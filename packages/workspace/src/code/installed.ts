import { existsSync } from 'node:fs';
import { extname, join, sep } from 'node:path';

/** Whether this code is compiled, as the packages of npm are, and not the sources of the repository. */
export const isInstalled = extname(__filename) === '.js';

/** The root of the workspace that this code is installed in, or written in. */
export function workspaceOfCode(): string {
  const [root = '', installed] = __dirname.split(`${sep}node_modules${sep}`);
  return installed === undefined ? join(__dirname, '../../../..') : root;
}

/** The folder of the package that this code is in, as it is published. */
const ownPackage = join(__dirname, '../..');

/** The chart that stands in for vcluster (docs/decisions/0012): the workspace's own, or the one that we bring. */
export function standInChart(root: string): string {
  const own = join(root, 'charts/testdata/vcluster');
  return isInstalled && !existsSync(own) ? join(ownPackage, 'charts/vcluster') : own;
}
