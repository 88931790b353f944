import type {
  BootstrapKit,
  ChartPin,
  Region,
  Repository,
  Role,
  SecretFile,
  Slot,
  SlotState,
  SlotValues,
  Sovereign,
} from '@sovereign-fleet/domain';

/** A Sovereign with all that follows from its record: nothing in it can be wrong, so `compile` cannot refuse it. */
export interface Topology {
  readonly fqdn: Sovereign['fqdn'];
  /** What its regions' Flux reads. */
  readonly repository: Repository;
  readonly kit: BootstrapKit;
  /** In the order of their keys. */
  readonly regions: readonly ResolvedRegion[];
  /** Encrypted files of the Sovereign, those of one region among them. */
  readonly secretFiles: readonly SecretFile[];
}

export interface ResolvedRegion {
  readonly key: Region['key'];
  readonly role: Role;
  /** Every variable that the region's slots read, as Flux takes it, by name and in the order of the names. */
  readonly substitutes: Readonly<Record<string, string>>;
  /** Every slot of the kit, in its order. */
  readonly slots: readonly ResolvedSlot[];
}

/** A slot in one region. */
export interface ResolvedSlot {
  readonly slot: Slot;
  readonly state: SlotState;
  /** The slots that it waits for here, by name. */
  readonly dependencies: readonly string[];
  /** The version of its chart here. */
  readonly pin: ChartPin;
  /** Its values here, those of all layers over the kit's. */
  readonly values: SlotValues;
}
