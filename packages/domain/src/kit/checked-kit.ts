import type { Slot } from '../slot/slot';
import type { SlotObject } from '../slot/slot-object';
import type { FeatureDeclarations } from './feature';
import type { BootstrapKitRows } from './kit-rows';

declare const checked: unique symbol;

/** A checked kit: its slots are in the order of their numbers, its parameters in that of their names. */
export type BootstrapKit = BootstrapKitRows & {
  /** The file of the kit, as Issues name it. */
  readonly source: string;
  readonly features: FeatureDeclarations;
  readonly [checked]: true;
  /** What slots have beside their HelmReleases, by the names of the slots. */
  readonly objects: Readonly<Record<string, readonly SlotObject[]>>;
  /** Of a kit to which a record adds its own slots, sources or Secrets: the kit that all of its Sovereigns share. */
  readonly base?: BootstrapKit;
};

/** The kit that all of its Sovereigns share, without what a record adds. */
export function baseOf(kit: BootstrapKit): BootstrapKit {
  return kit.base ?? kit;
}

/** The rows of a kit, and those of the kit below. */
export interface WithBase {
  readonly slots: readonly Slot[];
  readonly base?: { readonly slots: readonly Slot[] };
}

/** The slots that a record adds to its kit, in the order of their numbers. */
export function ownSlotsOf({ base, slots }: WithBase): readonly Slot[] {
  return base === undefined ? [] : slots.slice(base.slots.length);
}
