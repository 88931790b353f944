import { branchName } from '../forge/branch-name';
import { type Desired, fqdnOf } from '../proposal/desired';
import type { ObservedFleet } from '../forge/forge';
import { folderMode } from '../forge/git-tree';
import type { Observed } from '../reconcile/observed';
import type { FleetRun } from './fleet-run';

type View = Pick<FleetRun, 'snapshot'>;

/** What the snapshot shows of one Sovereign. */
export function observedIn({ snapshot }: View, { name }: Desired): Observed {
  const branch = branchName(name);
  const proposed = typeof branch === 'string' ? snapshot.proposed.get(branch) : undefined;
  return { base: snapshot.base, proposed: proposed ?? {} };
}

/** Whether the base has exactly what is desired of a Sovereign. */
export function isInBase({ snapshot: { base } }: View, desired: Desired): boolean {
  const entry = base.clusters.get(fqdnOf(desired));
  const isFolder = entry === undefined || entry.mode === folderMode;
  return isFolder && entry?.sha === desired.subtree;
}

export function openPullCount({ proposed }: ObservedFleet): number {
  return [...proposed.values()].filter(({ pull }) => pull !== undefined).length;
}

/** How many pull requests are still to be opened. */
export function countToOpen(run: Pick<FleetRun, 'snapshot' | 'left'>): number {
  return [...run.left].filter((one) => observedIn(run, one).proposed.pull === undefined && !isInBase(run, one)).length;
}

export function countCalls({ budget }: Pick<FleetRun, 'budget'>): number {
  return [...budget.calls.values()].reduce((sum, calls) => sum + calls, 0);
}
