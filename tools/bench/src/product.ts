import { compile, resolve } from '@sovereign-fleet/compiler';
import { type BootstrapKit, type Fleet, parseFleet, parseSovereign, type Tree, valueOf } from '@sovereign-fleet/domain';
import { FsTree } from 'nx/src/generators/tree';
// By path: the package offers Nx its plugin, and what a generator is made of to nobody else.
import { applyChanges, writeTree } from '@sovereign-fleet/workspace/disk';
import { exampleKit } from '@sovereign-fleet/workspace/testing';
import { type NamedSpec, specs } from './specs';

/** What all Sovereigns share, parsed. */
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
export function treeOf(given: readonly NamedSpec[], { fleet, kit }: Shared): Tree {
  const topologies = given.map(({ name, spec }) => {
    const sovereign = valueOf(parseSovereign({ source: `sovereigns/${name}/sovereign.ts`, name, spec }));
    return valueOf(resolve({ sovereign, fleet, kit }));
  });
  return compile(topologies);
}

/** The Tree of `count` Sovereigns. */
export function compiled(count: number): Tree {
  return treeOf(specs(count), readShared());
}

/** Writes a Tree below `root` as Nx does for a generator, and gives the number of files that changed. */
export function writeWithNx(tree: Tree, root: string): number {
  const nxTree = new FsTree(root, false);
  writeTree(nxTree, tree);
  const changes = nxTree.listChanges();
  applyChanges(root, changes);
  return changes.length;
}
