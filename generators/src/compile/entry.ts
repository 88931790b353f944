import { join } from 'node:path';
import type { Tree as NxTree } from '@nx/devkit';
import { upToDate } from '../own-code';
import * as generator from './generator';

const current = upToDate({ entry: __filename, file: join(__dirname, 'generator.ts'), module: generator });

/** What Nx runs for `nx sync` and `nx sync:check`: `generator.ts`, as it is on the disk now. */
export default function compileEntry(nxTree: NxTree): ReturnType<typeof generator.default> {
  return current().default(nxTree);
}
