import type { Json } from '@sovereign-fleet/domain';
import type { ChangeRefusals, RenderedObject, RenderedRegion } from '@sovereign-fleet/renderer';

/** A field of an object that is another, with the value of each side; a side where it is not there has none. */
export interface FieldChange {
  readonly path: string;
  readonly before?: Json;
  readonly after?: Json;
}

/** An object that is new, gone or different. */
export interface Change {
  readonly kind: 'added' | 'removed' | 'changed';
  /** Group, kind, namespace and name, as JSON: the same object on both sides has the same. */
  readonly id: string;
  /** For people: `StatefulSet dmz/dmz-vcluster`. */
  readonly object: string;
  /** What is different, where it is `changed`. */
  readonly fields: readonly FieldChange[];
}

/** An object that differs from the base in the tree, and not in the cluster. */
export interface KeptObject {
  readonly id: string;
  readonly object: string;
  /** Why Flux neither deletes nor changes it, as a sentence without its full stop. */
  readonly reason: string;
}

/** A release that takes another chart than before. A side on which the release is missing has no chart. */
export interface ChartChange {
  readonly release: string;
  readonly before?: string;
  readonly after?: string;
}

/** An image that an object names; a side where it is not there has none. */
export interface ImageChange {
  readonly object: string;
  readonly before?: string;
  readonly after?: string;
}

/** What could not be compared: one release or Kustomization, or '' for the whole region. */
export interface NotCompared {
  readonly part: string;
  readonly reason: string;
}

/** One region of the change beside that of the base. */
export interface RegionComparison {
  readonly region: string;
  /**
   * `new` and `gone` where one side has no such region, `moved` where its folder has another path; `not-compared` where
   * one side failed as a whole. A Flux whose folder is gone or moved reports the missing path, and the cluster goes on.
   */
  readonly state: 'compared' | 'new' | 'gone' | 'moved' | 'not-compared';
  readonly notCompared: readonly NotCompared[];
  readonly charts: readonly ChartChange[];
  readonly images: readonly ImageChange[];
  readonly changes: readonly Change[];
  /** What the cluster keeps as it is, whatever the tree says. */
  readonly kept: readonly KeptObject[];
}

/** One object on both sides, with the ways to the fields that differ. */
export interface ChangedObject {
  readonly before: RenderedObject;
  readonly after: RenderedObject;
  readonly fields: readonly string[];
}

/** How a region differs from the base, for the rules about dangers. What the cluster keeps is in none of the lists. */
export interface ChangeUnderReview {
  readonly region: string;
  readonly state: RegionComparison['state'];
  readonly before: RenderedRegion;
  readonly after: RenderedRegion;
  readonly added: readonly RenderedObject[];
  readonly removed: readonly RenderedObject[];
  readonly changed: readonly ChangedObject[];
  /** What the definitions of kinds have against a change of an object. */
  readonly refusals?: ChangeRefusals | undefined;
}
