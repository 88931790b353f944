import type { Tree } from '@sovereign-fleet/domain';
import type { KubernetesObject } from '@sovereign-fleet/renderer';
import type { Json } from './json';

/** A field of two objects that are to be the same. */
export interface FieldDifference {
  readonly path: string;
  /** Undefined where there is none. */
  readonly source: Json | undefined;
  readonly ours: Json | undefined;
}

/** An object as it has to arrive, and what was changed in it on purpose. */
export interface Expected {
  readonly id: string;
  readonly object: KubernetesObject;
  /** Each counted by itself: `HelmRepository: apiVersion v1beta2 → v1`. */
  readonly changes: readonly string[];
  /** The id of the object of the source that it is; undefined where our contract has it in place of another. */
  readonly sourceId: string | undefined;
}

/** What a comparison of one object with ours found. */
export interface Compared {
  readonly id: string;
  /** Fields that our contract adds, by path. */
  readonly additions: readonly string[];
  readonly differences: readonly FieldDifference[];
}

/** Objects of one region, one way to say the values: the source beside ours. */
export interface Comparison {
  readonly variant: string;
  readonly region: string;
  readonly objects: readonly (Compared & Pick<Expected, 'changes' | 'sourceId'>)[];
  /** Objects of ours that neither the source nor our contract has. */
  readonly surplus: readonly string[];
  /** Every object of ours, by id. */
  readonly ours: ReadonlySet<string>;
  /** Slots that are off here, since A4 has their building block elsewhere. */
  readonly off: readonly string[];
}

export interface Proof {
  readonly tree: Tree;
  readonly comparisons: readonly Comparison[];
}
