import { mkdirSync } from 'node:fs';
import { compile, resolve } from '@sovereign-fleet/compiler';
import { type BootstrapKit, type Fleet, parseFleet, parseSovereign, type Tree, valueOf } from '@sovereign-fleet/domain';
import { FsTree } from 'nx/src/generators/tree';
import { applyChanges, writeTree } from '@sovereign-fleet/workspace/disk';
import { exampleKit } from '@sovereign-fleet/workspace/testing';
import { type NamedSpec, exampleSpecs } from './example-specs';

/** What all Sovereigns share. */
interface Shared {
  readonly fleet: Fleet;
  readonly kit: BootstrapKit;
}

export function readShared(): Shared {
  const fleet = {
    domain: 'fleet.example.com',
    repository: { url: 'https://git.example.com/platform/fleet', branch: 'main' },
  };
  return {
    fleet: valueOf(parseFleet('fleet.ts', fleet)),
    kit: exampleKit(),
  };
}

/** Parses, resolves and compiles. */
export function treeOf(specs: readonly NamedSpec[], { fleet, kit }: Shared): Tree {
  const topologies = specs.map(({ name, spec }) => {
    const sovereign = valueOf(parseSovereign({ source: `sovereigns/${name}/sovereign.ts`, name, spec }));
    return valueOf(resolve({ sovereign, fleet, kits: [kit] }));
  });
  return compile(topologies);
}

/** The Tree of `count` Sovereigns. */
export function compileSpecs(count: number): Tree {
  return treeOf(exampleSpecs(count), readShared());
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
