import type { Tree as NxTree } from '@nx/devkit';
import { loadCached } from '../compile-cache';
import type * as MakeSovereign from './make-sovereign';
import type { SovereignOptions } from './options';

/** What Nx runs; `make-sovereign.ts` says what it does. All of that is loaded here, so that it comes from the cache. */
export default function sovereignGenerator(nxTree: NxTree, options: SovereignOptions): () => void {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import could not come from the cache
  const { makeSovereign } = loadCached(() => require('./make-sovereign') as typeof MakeSovereign);
  return makeSovereign(nxTree, options);
}
