import type {
  BootstrapKitRows,
  ChartPin,
  ChartSource,
  ChartValue,
  Dropped,
  Environment,
  FeatureDeclarations,
  LayerName,
  LayerValue,
  LayerValues,
  NamedKit,
  ParameterType,
  Provider,
  Slot as Row,
  SovereignSpec,
} from '@sovereign-fleet/domain';

declare const chartValues: unique symbol;

/**
 * The row of a slot: `export const velero: Slot<'bp-velero'> = { … }`. `Values` are those of its chart, where it has a
 * schema. What has a type of its own is read by name: a record in an editor does not wait for the rows of its kit.
 */
export interface Slot<out Name extends string = string, out Values = unknown> extends Row {
  readonly name: Name;
  readonly [chartValues]?: Values;
}

/** Not `Slot[]`: an editor would hold each row against all that a row may have. `defineKit` does so in its file. */
export type Rows = readonly unknown[];

/** A kit as its file writes it. The parameters of the type are what the compiler knows of it. */
export interface KitRows<Parameters, Slots, Features> extends Omit<
  BootstrapKitRows,
  'parameters' | 'features' | 'slots'
> {
  readonly parameters: Parameters;
  readonly features?: Features;
  readonly slots: Slots;
}

/** A kit that a fleet may name by itself, or with what it says of it. */
export interface Kit<
  in out Parameters,
  in out Slots extends Rows,
  in out Features = FeatureDeclarations,
> extends KitRows<Parameters, Slots, Features> {
  /** The kit with layers above it: `kits: [openova.with({ parameters: { … }, environments: { stg: { … } } })]`. */
  readonly with: (layers: LayersOfKit<Parameters, Slots[number], NameOf<Slots[number]>, Features>) => NamedKit;
}

/** What a layer may say of a kit: its own parameters, features and slots, and no others. */
interface LayerOfKit<Parameters, Slots, Names extends string, Features, Layer extends LayerName> {
  readonly parameters?: OrNothing<ParametersSaid<Parameters, Layer>>;
  readonly features?: FeaturesSaid<Features>;
  readonly versions?: Readonly<Partial<Record<Names, ChartPin>>>;
  readonly overrides?: { readonly [Name in Names]?: ValuesOf<Slots, Name> };
}

/** What a record of a Sovereign of a kit may say; `Own` are the slots that it has beside those of the kit. */
export type SpecOfKit<Parameters, Slots extends Rows, Features, Own> = Omit<
  SpecOfRows<Parameters, Slots[number] | Own, Features>,
  'kit' | 'without' | 'slots' | 'sources' | 'secrets' | 'configMaps' | 'unfollowed' | 'treeSources' | 'standIns'
> & {
  readonly without?: readonly NameOf<Slots[number]>[];
  readonly slots?: readonly Own[];
  readonly sources?: Readonly<Record<string, SourceOfRecord>>;
  readonly secrets?: BootstrapKitRows['secrets'];
  readonly configMaps?: BootstrapKitRows['configMaps'];
  readonly unfollowed?: BootstrapKitRows['unfollowed'];
  readonly treeSources?: BootstrapKitRows['treeSources'];
  readonly standIns?: BootstrapKitRows['standIns'];
};

type SpecOfRows<Parameters, Row, Features> = SovereignSpec<
  LayerOfKit<Parameters, Row, NameOf<Row>, Features, 'sovereign'>,
  LayerOfKit<Parameters, Row, NameOf<Row>, Features, 'region'>
>;

/** In place of a source of the kit, whose type it then has; any other says its type. */
type SourceOfRecord = Omit<ChartSource, 'type'> & Partial<Pick<ChartSource, 'type'>>;

/** What `with` of a kit takes: layers of the whole fleet, of environments and of providers. */
interface LayersOfKit<Parameters, Slots, Names extends string, Features> extends LayerOfKit<
  Parameters,
  Slots,
  Names,
  Features,
  'fleet'
> {
  readonly environments?: Readonly<
    Partial<Record<Environment, LayerOfKit<Parameters, Slots, Names, Features, 'environment'>>>
  >;
  readonly providers?: Readonly<Partial<Record<Provider, LayerOfKit<Parameters, Slots, Names, Features, 'provider'>>>>;
}

/** TypeScript takes any key for a type without keys. */
type OrNothing<Said> = [keyof Said] extends [never] ? undefined : Said;

/** A kit that declares no features knows them by no name. */
type FeaturesSaid<Features> = [keyof Features] extends [never]
  ? undefined
  : string extends keyof Features
    ? undefined
    : { readonly [F in keyof Features]?: boolean };

type ParametersSaid<Declarations, Layer extends LayerName> = {
  readonly [
    N in keyof Declarations as Declarations[N] extends { readonly layers: readonly (infer Allowed)[] }
      ? Layer extends Allowed
        ? N
        : never
      : never
  ]?: ValueOf<Declarations[N]>;
};

type ValueOf<Declaration> = Declaration extends { readonly oneOf: readonly (infer Choice)[] }
  ? Choice
  : Declaration extends { readonly type: infer T extends ParameterType }
    ? { string: string; number: number; boolean: boolean; list: readonly ChartValue[]; json: ChartValue }[T]
    : never;

/** What the type of a row says. All of it is inferred, so that it equals the row's, and the rows are not compared. */
type SaidBy<S> = S extends Slot<infer Name, infer Values> ? { readonly name: Name; readonly values: Values } : never;

type NameOf<S> = SaidBy<S>['name'];

/** A row that does not name the types of its values takes any. */
type ValuesOf<S, Name> = Overridden<Extract<SaidBy<S>, { readonly name: Name }>['values']>;

/** Values of a chart of which each may be left out, or dropped. */
type Overridden<Values> = unknown extends Values ? LayerValues : OverriddenMap<Values>;

type OverriddenMap<Values> = { readonly [K in keyof Values]?: OverriddenValue<Values[K]> | Dropped };

type OverriddenValue<Value> = unknown extends Value
  ? LayerValue
  : Value extends readonly unknown[] | string | number | boolean | null
    ? Value
    : OverriddenMap<Value>;
