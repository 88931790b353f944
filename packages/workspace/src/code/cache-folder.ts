import { join } from 'node:path';

/** Where charts, renders and answers are kept between runs. */
export function cacheFolderIn(root: string): string {
  return join(root, 'node_modules/.cache/sovereign-fleet');
}
