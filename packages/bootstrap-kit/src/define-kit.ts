import type {
  Dropped,
  FeatureDeclarations,
  LayerValue,
  NamedKit,
  ParameterDeclarations,
  Slot,
  SovereignSpec,
} from '@sovereign-fleet/domain';
import type { KitRows, LayersOfKit, NamedSlot, SpecOfKit } from './kit-types';

/** A kit that a fleet may name by itself, or with what it says of it. */
export type DefinedKit<Kit extends KitRows> = Kit & {
  /** The kit with layers above it: `kits: [openova.with({ parameters: { … }, environments: { stg: { … } } })]`. */
  readonly with: (layers: LayersOfKit<Kit>) => NamedKit;
};

/** Types a kit in `kits/<kit>/kit.ts`; it is checked when it is loaded. */
export function defineKit<
  const Parameters extends ParameterDeclarations,
  const Slots extends readonly NamedSlot[],
  const Features extends FeatureDeclarations,
>(kit: KitRows<Parameters, Features, Slots>): DefinedKit<KitRows<Parameters, Features, Slots>> {
  const withLayers = (layers: object): NamedKit => Object.assign({}, kit, { with: layers });
  // Not enumerable: the rows of a kit are data, and their checks refuse a key that they do not know.
  const defined: object = Object.defineProperty({ ...kit }, 'with', { value: withLayers });
  return defined as DefinedKit<typeof kit>; // the kit, and `with`
}

/** Types the row of one slot, for a file of its own. */
export function defineSlot<const Name extends string>(slot: Slot & { readonly name: Name }): NamedSlot<Name> {
  return slot;
}

/** The same for a slot whose chart has a schema: `typedSlot<Values>()({ … })` types the overrides of its values. */
export function typedSlot<Values>() {
  return <const Name extends string>(slot: Slot & { readonly name: Name }): NamedSlot<Name, Overridden<Values>> => slot;
}

/**
 * The function that types the specs of a kit's Sovereigns, and says whose they are. Slots of a Sovereign's own are
 * among those of which it and its regions may say something.
 */
export function sovereignsOf<Kit extends KitRows>({ name }: Kit): DefineSovereign<Kit> {
  return (spec) => ({ ...(spec as SovereignSpec), kit: name }); // a kit takes less than any spec may say
}

type DefineSovereign<Kit extends KitRows> = <const Own extends readonly NamedSlot[] = readonly []>(
  spec: SpecOfKit<Kit, Own>,
) => SovereignSpec;

/** Values of a chart of which each may be left out, or dropped. */
type Overridden<Values> = unknown extends Values
  ? LayerValue
  : Values extends readonly unknown[] | string | number | boolean | null
    ? Values
    : { readonly [K in keyof Values]?: Overridden<Values[K]> | Dropped };
