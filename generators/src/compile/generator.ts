import type { Tree as NxTree } from '@nx/devkit';
import { compile, resolve } from '@sovereign-fleet/compiler';
import {
  errorOfIssues,
  formatIssue,
  type Issue,
  outputFolder,
  type Sovereign,
  printableLine,
  treePlace,
  valueOf,
} from '@sovereign-fleet/domain';
import type { Differences } from '@sovereign-fleet/workspace/disk';
import { type FleetRecord, issuesOfRefusedObjects, issuesOfUnread, readFleet } from '@sovereign-fleet/workspace/specs';
import { failDryRun } from '../nx/dry-run';
import { recordTree } from '../nx/record-tree';
import { parseAllowedRemovals, type CompileOptions } from './options';
import { issuesOfRemovals } from './removals';

interface OutOfSync {
  /** Printed by `nx sync` and by `nx sync:check`; what is in `outOfSyncDetails`, the former does not print. */
  readonly outOfSyncMessage: string;
  /** What Nx does once the files are written: throws where some Sovereigns could not be compiled. */
  readonly callback?: () => void;
}

/**
 * Makes `gitops-out/` what the specs say. A sync generator: `nx sync` writes, `nx sync:check` reports. A spec that
 * cannot be used is its Sovereign's trouble alone: its tree stays, the others are written, and the command fails.
 */
export default function compileGenerator(nxTree: NxTree, options: CompileOptions = {}): OutOfSync {
  const allowed = valueOf(parseAllowedRemovals(options));
  const { compiled, unusable } = compileUsable(valueOf(readFleet(nxTree)));
  const { tree, sovereigns } = compiled;
  const compiledFqdns = new Set<string>(sovereigns.map(({ fqdn }) => fqdn));
  const differences = recordTree(nxTree, tree, {
    // Which of the other trees is that of an unusable spec is not known.
    stays: (path) => unusable.length > 0 && !compiledFqdns.has(fqdnOf(path) ?? ''),
    issuesOf: ({ missing, different, stale }: Differences) => {
      const issues = [
        ...issuesOfRefusedObjects(tree, [...missing, ...different], sovereigns),
        ...issuesOfRemovals(stale, { sovereigns, allowed, unusable }),
      ];
      return issues.length > 0 || isEmpty({ missing, different, stale }) ? [...unusable, ...issues] : [];
    },
  });
  return { outOfSyncMessage: messageOf(differences, unusable), ...callbackFor(unusable) };
}

interface Compiled {
  readonly tree: ReturnType<typeof compile>;
  readonly sovereigns: readonly Sovereign[];
}

/** The trees of the Sovereigns whose specs can be used, and what is wrong with the others. */
function compileUsable({ fleet, kits, sovereigns, unread }: FleetRecord): {
  readonly compiled: Compiled;
  readonly unusable: readonly Issue[];
} {
  const resolved = sovereigns.map((sovereign) => ({ sovereign, topology: resolve({ sovereign, fleet, kits }) }));
  const issues = resolved.flatMap(({ topology }) => (topology.ok ? [] : topology.issues));
  const usable = resolved.flatMap((one) => (one.topology.ok ? [{ ...one, topology: one.topology.value }] : []));
  const compiled = {
    tree: compile(usable.map(({ topology }) => topology)),
    sovereigns: usable.map(({ sovereign }) => sovereign),
  };
  return { compiled, unusable: [...issuesOfUnread(unread), ...issues] };
}

function fqdnOf(path: string): string | undefined {
  return treePlace(path.slice(outputFolder.length + 1))?.fqdn;
}

function isEmpty(differences: Differences): boolean {
  return Object.values(differences).every((paths: readonly string[]) => paths.length === 0);
}

function callbackFor(unusable: readonly Issue[]): Pick<OutOfSync, 'callback'> {
  if (unusable.length === 0) return {};
  failDryRun(errorOfIssues(unusable, 'the rest would be written'));
  const callback = () => {
    throw errorOfIssues(unusable, 'the rest was written');
  };
  return { callback };
}

/** Every file that is written or removed. */
function messageOf({ missing, different, stale }: Differences, unusable: readonly Issue[]): string {
  const counts = `${missing.length} missing, ${different.length} different, ${stale.length} stale`;
  return [
    `${outputFolder}/ is not what the specs say: ${counts}.`,
    ...missing.map((path) => `missing: ${path}`),
    ...different.map((path) => `differs: ${path}`),
    ...stale.map((path) => printableLine(`stale: ${path}`)),
    ...unusable.map((issue) => `not compiled: ${printableLine(formatIssue(issue))}`),
  ].join('\n');
}
