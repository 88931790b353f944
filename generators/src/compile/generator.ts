import type { Tree as NxTree } from '@nx/devkit';
import { compile, resolve, type Topology } from '@sovereign-fleet/compiler';
import type { Result } from '@sovereign-fleet/domain';
import { type FleetRecord, readFleet } from '../read-fleet';
import { valueOf } from '../refuse';
import { type Changes, writeTree } from '../write-tree';

interface OutOfSync {
  readonly outOfSyncMessage: string;
  readonly outOfSyncDetails: string[];
}

const longestList = 50;

/** Makes `gitops-out/` what the specs say. A sync generator: `nx sync` writes, `nx sync:check` reports. */
export default function compileGenerator(nxTree: NxTree): OutOfSync {
  const topologies = valueOf(resolveAll(valueOf(readFleet(nxTree))));
  const changes = writeTree(nxTree, compile(topologies));
  return {
    outOfSyncMessage: 'gitops-out/ is not what the specs say.',
    outOfSyncDetails: [...detailsOf(changes)],
  };
}

function resolveAll({ fleet, kit, sovereigns }: FleetRecord): Result<readonly Topology[]> {
  const results = sovereigns.map((sovereign) => resolve({ sovereign, fleet, kit }));
  const issues = results.flatMap((result) => (result.ok ? [] : result.issues));
  if (issues.length > 0) return { ok: false, issues };
  return { ok: true, value: results.flatMap((result) => (result.ok ? [result.value] : [])) };
}

function detailsOf({ missing, different, stale }: Changes): readonly string[] {
  const lines = [
    ...missing.map((path) => `missing: ${path}`),
    ...different.map((path) => `differs: ${path}`),
    ...stale.map((path) => `stale: ${path}`),
  ];
  const rest = lines.length - longestList;
  return rest > 0 ? [...lines.slice(0, longestList), `and ${rest} more`] : lines;
}
