import { join } from 'node:path';
import { sovereignFolder } from '@sovereign-fleet/compiler';
import type { Sovereign } from '@sovereign-fleet/domain';
import { treeOfFiles } from '@sovereign-fleet/pull-request';
import { objectHash, readDesiredFiles } from '@sovereign-fleet/pull-request/node';
import { outputFolder } from '../write-tree';

/** Git's tree of what is compiled of a Sovereign below a root, or undefined where it cannot be proposed as it is. */
export function desiredSubtree(root: string, { fqdn }: Pick<Sovereign, 'fqdn'>): string | undefined {
  const files = readDesiredFiles(join(root, outputFolder), sovereignFolder(fqdn));
  return files.ok ? treeOfFiles(files.value, objectHash) : undefined;
}
