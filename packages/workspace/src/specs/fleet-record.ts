import type { BootstrapKit, Fleet, Issue, Sovereign } from '@sovereign-fleet/domain';

/** All that people wrote: the fleet with its kits, and its Sovereigns in the order of their names. */
export interface FleetRecord extends SharedRecord {
  readonly sovereigns: readonly Sovereign[];
  /** Sovereigns whose specs cannot be used, in the order of their names: all but their own work goes on. */
  readonly unread: readonly UnreadSovereign[];
}

/** A Sovereign of which nothing is known but its name. */
export interface UnreadSovereign {
  readonly name: string;
  readonly issues: readonly Issue[];
}

/** What the tree of every Sovereign is compiled from, beside its own spec. */
export interface SharedRecord {
  readonly fleet: Fleet;
  /** In the order of the fleet's spec. */
  readonly kits: readonly BootstrapKit[];
}
