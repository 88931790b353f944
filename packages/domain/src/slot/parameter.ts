import type { ChartValue } from '../sovereign/json';
import type { Dropped } from '../sovereign/drop';
import type { LayerName } from '../sovereign/layer-name';
import type { RegionFact, regionFacts } from './region-fact';

export const parameterTypes = ['string', 'number', 'boolean', 'list', 'json'] as const;
export type ParameterType = (typeof parameterTypes)[number];

type Fact = {
  readonly [F in RegionFact]: { readonly type: (typeof regionFacts)[F]; readonly fact: F };
}[RegionFact];

/** True where the slot of that name is enabled. It is derived, so it cannot be left unset. */
interface Gate {
  readonly type: 'boolean';
  readonly enables: string;
}

/** True where the feature of that name is on. */
interface FeatureSwitch {
  readonly type: 'boolean';
  readonly feature: string;
}

interface Free {
  /** What it is for, as a person reads it who has to say it. */
  readonly description: string;
  /** The layers that may say it. */
  readonly layers: readonly LayerName[];
}

/** A parameter that people say. A pattern is a regular expression that the whole text has to match. */
export type FreeParameter = Free &
  (
    | {
        readonly type: 'string';
        readonly default?: string;
        readonly pattern?: string;
        readonly oneOf?: readonly string[];
      }
    | { readonly type: 'number'; readonly default?: number; readonly oneOf?: readonly number[] }
    | { readonly type: 'boolean'; readonly default?: boolean }
    | { readonly type: 'list'; readonly default?: readonly ChartValue[] }
    | { readonly type: 'json'; readonly default?: ChartValue }
  );

/** What rows read by its name: a fact of the region, a gate, whether a feature is on, or what people say. */
export type ParameterDeclaration = Fact | Gate | FeatureSwitch | FreeParameter;
export type ParameterDeclarations = Readonly<Record<string, ParameterDeclaration>>;

export function isFact(declaration: ParameterDeclaration): declaration is Fact {
  return 'fact' in declaration;
}

export function isGate(declaration: ParameterDeclaration): declaration is Gate {
  return 'enables' in declaration;
}

export function isFeatureSwitch(declaration: ParameterDeclaration): declaration is FeatureSwitch {
  return 'feature' in declaration;
}

export function isFree(declaration: ParameterDeclaration): declaration is FreeParameter {
  return 'layers' in declaration;
}

/** The same in every copy of this module: a kit may be loaded beside another one. */
const substituted: unique symbol = Symbol.for('@sovereign-fleet/substituted');

/** Text with declared parameters in it, and the type that it arrives with once they are filled in. */
export interface Substituted<T extends ParameterType = ParameterType> {
  readonly [substituted]: T;
  /** Literal text around the names: one more than there are names. */
  readonly literals: readonly string[];
  readonly names: readonly string[];
}

/** A value of a chart as a slot writes it: a literal, text with declared parameters, or `drop()`. */
export type SlotValue = string | number | bigint | boolean | Substituted | Dropped | readonly SlotValue[] | SlotValues;
export interface SlotValues {
  readonly [key: string]: SlotValue;
}

type NamesOf<D extends ParameterDeclarations, T extends ParameterType> = {
  [N in keyof D & string]: D[N]['type'] extends T ? N : never;
}[keyof D & string];

/** How the slots of a kit refer to its parameters; a name that is not declared does not compile. */
interface References<D extends ParameterDeclarations> {
  /** One parameter alone, of its declared type: use('REGISTRY_MIRROR'). */
  readonly use: <N extends keyof D & string>(name: N) => Substituted<D[N]['type']>;
  /** Parameters within text, by name: text`${'REGISTRY_MIRROR'}/proxy-ghcr`. */
  readonly text: (
    literals: readonly string[],
    ...names: readonly NamesOf<D, 'string' | 'number' | 'boolean'>[]
  ) => Substituted<'string'>;
}

/** The functions by which slots refer to `declarations`. */
export function referencesTo<const D extends ParameterDeclarations>(declarations: D): References<D> {
  return {
    use: (name) => ({ [substituted]: declarations[name]?.type ?? 'string', literals: ['', ''], names: [name] }),
    text: (literals, ...names) => ({ [substituted]: 'string', literals: [...literals], names }),
  };
}

/** Whether a value is one that `use` or `text` made. */
export function isSubstituted(value: SlotValue): value is Substituted {
  return typeof value === 'object' && substituted in value;
}

/** The type that a place of a row asks for. */
export function typeOf(value: Substituted): ParameterType {
  return value[substituted];
}

/** The one parameter that a value is, where it is one alone. */
export function aloneIn({ literals, names: [name, ...others] }: Substituted): string | undefined {
  return others.length === 0 && literals.every((text) => text === '') ? name : undefined;
}
