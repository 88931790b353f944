// For tests: the kit of this workspace, and what it makes of a spec. They hold for any rows that a kit can have.
import { type BootstrapKit, type SovereignSpec, type Tree, valueOf } from '@sovereign-fleet/domain';
import { readSharedAt } from '@sovereign-fleet/workspace/specs';
import { compileExample } from '@sovereign-fleet/workspace/testing';
import { workspaceRoot } from '../workspace';

/** The first kit of the fleet. */
export function realKit(): BootstrapKit {
  const [kit] = valueOf(readSharedAt(workspaceRoot)).kits;
  if (kit === undefined) throw new Error('a fleet has a kit');
  return kit;
}

export function compileSpec(spec: SovereignSpec): Tree {
  return compileExample(spec, realKit());
}
