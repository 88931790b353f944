import type { BootstrapKit, ChartValues, Region, Repository, Role, Slot, Sovereign } from '@sovereign-fleet/domain';

/** A Sovereign with all that follows from its record: nothing in it can be wrong, so `compile` cannot refuse it. */
export interface Topology {
  readonly fqdn: Sovereign['fqdn'];
  /** What its regions' Flux reads. */
  readonly repository: Repository;
  readonly kit: BootstrapKit;
  /** In the order of their keys. */
  readonly regions: readonly ResolvedRegion[];
}

export interface ResolvedRegion {
  readonly key: Region['key'];
  readonly role: Role;
  /** Every substitute that the kit declares, as Flux takes it, by name and in the order of the names. */
  readonly substitutes: Readonly<Record<string, string>>;
  /** In the order of the slots. */
  readonly overrides: readonly Override[];
}

/** Chart values that differ from the kit's in one region. */
interface Override {
  readonly slot: Slot;
  readonly values: ChartValues;
}
