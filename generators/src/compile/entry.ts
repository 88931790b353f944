import { join } from 'node:path';
import type { Tree as NxTree } from '@nx/devkit';
import { upToDate } from '../own-code';
import * as generator from './generator';
import type { CompileOptions } from './options';

const current = upToDate({ entry: __filename, file: join(__dirname, 'generator.ts'), module: generator });

/**
 * What Nx runs for `nx sync`, `nx sync:check` and `nx g compile`: `generator.ts`, as it is on the disk now. The last
 * brings options, and names what changes by itself; the others bring none, and print what they get.
 */
export default function compileEntry(
  nxTree: NxTree,
  options?: CompileOptions,
): ReturnType<typeof generator.default> | undefined {
  const outOfSync = current().default(nxTree, options);
  return options === undefined ? outOfSync : undefined;
}
