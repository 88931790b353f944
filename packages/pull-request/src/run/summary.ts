import type { ForgeMethod } from '../forge/forge';
import type { ResultState } from '../reconcile/plan';
import type { FleetRun } from './fleet-run';

/** What a run did, in numbers. */
export interface Summary {
  readonly states: Readonly<Partial<Record<ResultState, number>>>;
  readonly calls: Readonly<Partial<Record<ForgeMethod, number>>>;
  /** Why the run ended before all was done, if it did. */
  readonly stopped?: string;
  /** Folders of the base that belong to no Sovereign, and that this run did not report on. */
  readonly unclaimed: readonly string[];
  /** Folders that were asked for by name, and have neither a folder in the base nor a branch. */
  readonly missing?: readonly string[];
}

/** The part of the summary that every run has. */
export function totalsOf({ budget }: FleetRun, states: ReadonlyMap<ResultState, number>): Omit<Summary, 'unclaimed'> {
  const stopped = budget.stopReason()?.reason;
  return {
    states: Object.fromEntries(states),
    calls: Object.fromEntries(budget.calls),
    ...(stopped === undefined ? {} : { stopped }),
  };
}
