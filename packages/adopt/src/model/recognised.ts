import type { JsonMap } from './json';
import type { KitModel, ModelParameter, ModelSource } from './kit-model';
import type { Note } from './note';
import type { SourceObject } from './source';

/** An expression of a substitute in a text. */
export interface Use {
  readonly name: string;
  /** What stands behind `:=` and its like; undefined where there is no default. */
  readonly fallback?: string | undefined;
  /** The expression as it stands, where it is of another form, as `${X^^}`. */
  readonly other?: string | undefined;
}

/** A release and its spec as it arrives. */
export interface Release {
  readonly of: SourceObject;
  readonly spec: JsonMap;
}

/** Where a chart comes from, before sources have names. */
export interface FoundChart {
  readonly source: ModelSource;
  /** The HelmRepository or the OCIRepository. */
  readonly object: SourceObject;
  readonly chart: string;
  readonly version: string;
  readonly digest?: string | undefined;
  /** What of its reference, such as the filter of a range, no row says. */
  readonly otherReference: JsonMap;
  readonly notes: readonly Note[];
  /** Fields of the source that a row does not say. */
  readonly others: JsonMap;
}

/** An object that stands beside a row, as YAML. */
export interface Extra {
  readonly slot: string;
  readonly of: SourceObject;
  /** The group of a custom resource, which the slot is taken to bring. */
  readonly group?: string | undefined;
}

/** The facts of the region that is adopted, by their names in a kit. */
export type Facts = Readonly<Record<string, string>>;

/** What the substitutes of the source are in the kit. */
export interface Parameters {
  readonly declarations: Readonly<Record<string, ModelParameter>>;
  /** The parameter that stands for a use; undefined where the value itself is written. */
  readonly nameOf: (use: Use) => string | undefined;
  readonly notes: readonly Note[];
  /** The substitute of the source that each parameter stands for, where its default may be looked at. */
  readonly substitutes: ReadonlyMap<string, string>;
  /** The fact that a substitute of the source is. */
  readonly facts: ReadonlyMap<string, string>;
}

/** What was recognised: the kit, what stands beside its rows, and a Note for all that is not as it was. */
export interface Recognised {
  readonly kit: KitModel;
  readonly extras: readonly Extra[];
  readonly notes: readonly Note[];
  /** The release of each slot. */
  readonly releases: ReadonlyMap<string, Release>;
  readonly charts: ReadonlyMap<string, FoundChart>;
  readonly parameters: Parameters;
  /** Of the region that is adopted. */
  readonly facts: Facts;
}
