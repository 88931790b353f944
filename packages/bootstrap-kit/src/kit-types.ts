import type {
  BootstrapKitRows,
  ChartPin,
  ChartSource,
  ChartValue,
  Environment,
  FeatureDeclarations,
  LayerName,
  LayerValues,
  ParameterDeclaration,
  ParameterDeclarations,
  Provider,
  Slot,
  SovereignSpec,
} from '@sovereign-fleet/domain';

declare const chartValues: unique symbol;

/** A row whose name is known to the compiler, and, where its chart has a schema, the values of its chart. */
export type NamedSlot<Name extends string = string, Values = unknown> = Slot & {
  readonly name: Name;
  readonly [chartValues]?: Values;
};

/** A kit as its file writes it, with what the compiler knows of its rows. */
export type KitRows<
  Parameters extends ParameterDeclarations = ParameterDeclarations,
  Features extends FeatureDeclarations = FeatureDeclarations,
  Slots extends readonly NamedSlot[] = readonly NamedSlot[],
> = Omit<BootstrapKitRows, 'parameters' | 'features' | 'slots'> & {
  readonly parameters: Parameters;
  readonly features?: Features;
  readonly slots: Slots;
};

/** What a layer may say of a kit: its own parameters, features and slots, and no others. */
interface LayerOfKit<Kit extends KitRows, Layer extends LayerName, Own extends readonly NamedSlot[] = readonly []> {
  readonly parameters?: OrNothing<ParametersSaid<Kit['parameters'], Layer>>;
  readonly features?: FeaturesSaid<NonNullable<Kit['features']>>;
  readonly versions?: { readonly [S in Kit['slots'][number] | Own[number] as S['name']]?: ChartPin };
  readonly overrides?: { readonly [S in Kit['slots'][number] | Own[number] as S['name']]?: ValuesOfSlot<S> };
}

/** What a record of a Sovereign of a kit may say; `Own` are the slots that it has beside those of the kit. */
export type SpecOfKit<Kit extends KitRows, Own extends readonly NamedSlot[]> = Omit<
  SovereignSpec<LayerOfKit<Kit, 'sovereign', Own>, LayerOfKit<Kit, 'region', Own>>,
  'kit' | 'without' | 'slots' | 'sources' | 'secrets' | 'configMaps'
> & {
  readonly without?: readonly Kit['slots'][number]['name'][];
  readonly slots?: Own;
  readonly sources?: Readonly<Record<string, SourceOfRecord>>;
  readonly secrets?: BootstrapKitRows['secrets'];
  readonly configMaps?: BootstrapKitRows['configMaps'];
};

/** In place of a source of the kit, whose type it then has; any other says its type. */
type SourceOfRecord = Omit<ChartSource, 'type'> & Partial<Pick<ChartSource, 'type'>>;

/** What `with` of a kit takes: layers of the whole fleet, of environments and of providers. */
export interface LayersOfKit<Kit extends KitRows> extends LayerOfKit<Kit, 'fleet'> {
  readonly environments?: Readonly<Partial<Record<Environment, LayerOfKit<Kit, 'environment'>>>>;
  readonly providers?: Readonly<Partial<Record<Provider, LayerOfKit<Kit, 'provider'>>>>;
}

/** TypeScript takes any key for a type without keys. */
type OrNothing<Said> = [keyof Said] extends [never] ? undefined : Said;

/** A kit that declares no features knows them by no name. */
type FeaturesSaid<Features> = string extends keyof Features ? undefined : { readonly [F in keyof Features]?: boolean };

type ParametersSaid<Declarations extends ParameterDeclarations, Layer extends LayerName> = {
  readonly [
    N in keyof Declarations as Declarations[N] extends { readonly layers: readonly (infer Allowed)[] }
      ? Layer extends Allowed
        ? N
        : never
      : never
  ]?: ValueOf<Declarations[N]>;
};

type ValueOf<D extends ParameterDeclaration> = D extends { readonly oneOf: readonly (infer Choice)[] }
  ? Choice
  : { string: string; number: number; boolean: boolean; list: readonly ChartValue[]; json: ChartValue }[D['type']];

/** A row that does not name the types of its values takes any. */
type ValuesOfSlot<S> =
  S extends NamedSlot<string, infer Values> ? (unknown extends Values ? LayerValues : Values) : LayerValues;
