import type { Tree as NxTree } from '@nx/devkit';
import { compile, resolve } from '@sovereign-fleet/compiler';
import { allOf, outputFolder, valueOf, visible } from '@sovereign-fleet/domain';
import type { Differences } from '@sovereign-fleet/workspace/disk';
import { issuesOfRefusedObjects, readFleet, wholeFleet } from '@sovereign-fleet/workspace/specs';
import { recordTree } from '../nx/record-tree';
import { parseAllowedRemovals, type CompileOptions } from './options';
import { issuesOfRemovals } from './removals';

interface OutOfSync {
  /** Printed by `nx sync` and by `nx sync:check`; what is in `outOfSyncDetails`, the former does not print. */
  readonly outOfSyncMessage: string;
}

/** Makes `gitops-out/` what the specs say. A sync generator: `nx sync` writes, `nx sync:check` reports. */
export default function compileGenerator(nxTree: NxTree, options: CompileOptions = {}): OutOfSync {
  const allowed = valueOf(parseAllowedRemovals(options));
  const { fleet, kits, sovereigns } = valueOf(wholeFleet(readFleet(nxTree)));
  const topologies = valueOf(allOf(sovereigns.map((sovereign) => resolve({ sovereign, fleet, kits }))));
  const tree = compile(topologies);
  const issuesOf = ({ missing, different, stale }: Differences) => [
    ...issuesOfRefusedObjects(tree, [...missing, ...different], sovereigns),
    ...issuesOfRemovals(stale, { sovereigns, allowed }),
  ];
  return { outOfSyncMessage: messageOf(recordTree(nxTree, tree, { issuesOf })) };
}

/** Every file that is written or removed. */
function messageOf({ missing, different, stale }: Differences): string {
  const counts = `${missing.length} missing, ${different.length} different, ${stale.length} stale`;
  return [
    `${outputFolder}/ is not what the specs say: ${counts}.`,
    ...missing.map((path) => `missing: ${path}`),
    ...different.map((path) => `differs: ${path}`),
    ...stale.map((path) => `stale: ${visible(path)}`),
  ].join('\n');
}
