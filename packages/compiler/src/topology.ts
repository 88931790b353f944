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
import type { FluxInstall } from './flux-install';

/** A Sovereign with all that follows from its record: nothing in it can be wrong, so `compile` cannot refuse it. */
export interface Topology {
  readonly fqdn: Sovereign['fqdn'];
  /** What its regions' Flux reads. */
  readonly repository: Repository;
  /** Whether its regions say on commits of the repository how they are. */
  readonly reportsHealth: boolean;
  /** The Flux that its regions install; undefined where they have it from somebody else. */
  readonly fluxInstall?: FluxInstall | undefined;
  /** As the Sovereign has it: with its own slots, sources and Secrets. */
  readonly kit: BootstrapKit;
  /** In the order of their keys. */
  readonly regions: readonly ResolvedRegion[];
  /** Encrypted files of the Sovereign, those of one region among them. */
  readonly secretFiles: readonly SecretFile[];
}

export interface ResolvedRegion {
  readonly key: Region['key'];
  readonly role: Role;
  /** Every variable that the kit's slots read in it, as Flux takes it, by name and in the order of the names. */
  readonly substitutes: Readonly<Record<string, string>>;
  /** The same for the Sovereign's own slots, which may read a parameter in another form. */
  readonly ownSubstitutes: Readonly<Record<string, string>>;
  /** Every slot of the kit, in its order, and then those of the Sovereign. */
  readonly slots: readonly ResolvedSlot[];
}

/** A slot in one region. */
export interface ResolvedSlot {
  readonly slot: Slot;
  readonly state: SlotState;
  /** Whether the record pauses it: its release is suspended, and all else is as if it were not. */
  readonly isPaused?: true;
  /** The slots that it waits for here, by name. */
  readonly dependencies: readonly string[];
  /** The version of its chart here. */
  readonly pin: ChartPin;
  /** Its values here, those of all layers over the kit's. */
  readonly values: SlotValues;
}
