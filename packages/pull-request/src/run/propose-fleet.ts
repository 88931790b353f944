import type { Forge } from '../forge/forge';
import type { Desired } from '../proposal/desired';
import type { ResultState } from '../reconcile/plan';
import type { RunSettings } from './fleet-run';
import { proposeOne } from './propose-one';
import {
  type FolderOwner,
  proposeRemovals,
  proposeRemovalsOf,
  type RemovalRun,
  unclaimedFolders,
} from './propose-removals';
import type { SovereignResult } from './sovereign-result';
import { startRun } from './start-run';
import { type Summary, totalsOf } from './summary';

export interface ProposeFleet extends RunSettings {
  readonly desired: readonly Desired[];
  /** Sovereigns that another run proposes: this one leaves their branches and folders alone. */
  readonly others?: readonly FolderOwner[];
  /** Whether `desired` and `others` are the whole fleet. Then any other branch is of a Sovereign that is gone. */
  readonly isWhole: boolean;
  /** Folders of Sovereigns without a spec that are to be removed; `desired` and `others` are then the whole fleet. */
  readonly gone?: readonly string[];
}

export type Tell = (result: SovereignResult) => void;

/**
 * Proposes every Sovereign in the order of the names, and reports each as soon as it is done. Takes one snapshot for
 * all, and then only what differs. Throws a ForgeError if there is no snapshot.
 */
export async function proposeFleet(forge: Forge, fleet: ProposeFleet, tell: Tell): Promise<Summary> {
  const run = await startRun(forge, fleet);
  const states = new Map<ResultState, number>();
  const tellResult = (result: SovereignResult) => {
    states.set(result.state, (states.get(result.state) ?? 0) + 1);
    tell(result);
  };
  const propose = (desired: Desired) => proposeOne(run, desired);
  for (const desired of [...fleet.desired].sort(byName)) tellResult(await propose(desired));
  const owners = [...fleet.desired, ...(fleet.others ?? [])];
  const owned = new Set(owners.map(({ folder }) => folder));
  const removal: RemovalRun = { run, owners, owned, propose, tellResult };
  if (fleet.gone !== undefined) {
    const missing = await proposeRemovalsOf(removal, fleet.gone);
    return { ...totalsOf(run, states), unclaimed: unclaimedFolders(removal), missing };
  }
  if (!fleet.isWhole) return { ...totalsOf(run, states), unclaimed: [] };
  await proposeRemovals(removal);
  return { ...totalsOf(run, states), unclaimed: unclaimedFolders(removal) };
}

function byName(a: Desired, b: Desired): number {
  return Number(a.name > b.name) - Number(a.name < b.name);
}
