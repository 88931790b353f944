import type { Tree as NxTree } from '@nx/devkit';
import * as tree from 'nx/src/generators/tree';

interface GeneratorRun<T> {
  /** What the generator returned. */
  readonly result: T;
  /** What was written: `CREATE sovereigns/acme/sovereign.ts`. */
  readonly changes: readonly string[];
}

/** Runs a generator on a folder as Nx does: the generator records its changes, and they are written when it is done. */
export function runGenerator<T>(root: string, generate: (nxTree: NxTree) => T): GeneratorRun<T> {
  const nxTree = new tree.FsTree(root, false);
  const result = generate(nxTree);
  const changes = nxTree.listChanges();
  tree.flushChanges(root, changes); // looked up now: a generator of ours has put its own function there
  return { result, changes: changes.map(({ type, path }) => `${type} ${path}`) };
}
