import type { Dropped } from '../sovereign/drop';

/** The facts of a region that a substitute can carry as a string. */
export const regionFacts = ['fqdn', 'regionKey', 'regionRole', 'canonicalLabel', 'registryMirror'] as const;
export type RegionFact = (typeof regionFacts)[number];

/**
 * One `postBuild` substitute: a fact of the region as a string, or a gate, which is true where the slot of that
 * name is enabled for the region's role. A gate is derived, so it cannot be left unset.
 */
type SubstituteDeclaration =
  { readonly type: 'string'; readonly fact: RegionFact } | { readonly type: 'boolean'; readonly enables: string };

export type SubstituteDeclarations = Readonly<Record<string, SubstituteDeclaration>>;

type SubstituteType = SubstituteDeclaration['type'];

/** The same in every copy of this module: a kit may be loaded beside another one. */
const substituted: unique symbol = Symbol.for('@sovereign-fleet/substituted');

/** Text with declared substitutes in it, and the type that Flux makes of it once they are filled in. */
export interface Substituted<T extends SubstituteType = SubstituteType> {
  readonly [substituted]: T;
  /** Literal text around the names: one more than there are names. */
  readonly literals: readonly string[];
  readonly names: readonly string[];
}

/** A value of a chart as a slot writes it: a literal, text with declared substitutes, or `drop()`. */
export type SlotValue = string | number | boolean | Substituted | Dropped | readonly SlotValue[] | SlotValues;
export interface SlotValues {
  readonly [key: string]: SlotValue;
}

type NamesOf<D extends SubstituteDeclarations, T extends SubstituteType> = {
  [N in keyof D & string]: D[N]['type'] extends T ? N : never;
}[keyof D & string];

/** How the slots of a kit refer to its substitutes; a name that is not declared does not compile. */
interface References<D extends SubstituteDeclarations> {
  /** One substitute alone, of its declared type: use('REGISTRY_MIRROR'). */
  readonly use: <N extends keyof D & string>(name: N) => Substituted<D[N]['type']>;
  /** String substitutes within text, by name: text`${'REGISTRY_MIRROR'}/proxy-ghcr`. */
  readonly text: (literals: readonly string[], ...names: readonly NamesOf<D, 'string'>[]) => Substituted<'string'>;
}

/** The functions by which slots refer to `declarations`. */
export function referencesTo<const D extends SubstituteDeclarations>(declarations: D): References<D> {
  return {
    use: (name) => ({ [substituted]: declarations[name]?.type ?? 'string', literals: ['', ''], names: [name] }),
    text: (literals, ...names) => ({ [substituted]: 'string', literals: [...literals], names }),
  };
}

/** Whether a value is one that `use` or `text` made. */
export function isSubstituted(value: SlotValue): value is Substituted {
  return typeof value === 'object' && substituted in value;
}
