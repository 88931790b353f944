import { mkdirSync } from 'node:fs';
import { compile, resolve } from '@sovereign-fleet/compiler';
import { parseSovereign, type Tree, valueOf } from '@sovereign-fleet/domain';
import { FsTree } from 'nx/src/generators/tree';
import { applyChanges, writeTree } from '@sovereign-fleet/workspace/disk';
import { type ExampleFleet, sharedOfFive } from './example-fleet';
import { exampleSpecs } from './example-specs';

/** Parses, resolves and compiles. */
export function treeOf({ specs, shared }: ExampleFleet): Tree {
  const topologies = specs.map(({ name, spec }) => {
    const sovereign = valueOf(parseSovereign({ source: `sovereigns/${name}/sovereign.ts`, name, spec }));
    return valueOf(resolve({ sovereign, ...shared }));
  });
  return compile(topologies);
}

/** The Tree of `count` Sovereigns of the kit of five slots. */
export function compileSpecs(count: number): Tree {
  return treeOf({ specs: exampleSpecs(count), shared: sharedOfFive() });
}

/** Writes a Tree below `root` as Nx does for a generator; returns how many files changed. */
export function writeWithNx(tree: Tree, root: string): number {
  // Changes are written whole or not at all, into a folder that exists.
  mkdirSync(root, { recursive: true });
  const nxTree = new FsTree(root, false);
  writeTree(nxTree, tree);
  const changes = nxTree.listChanges();
  applyChanges(root, changes);
  return changes.length;
}
