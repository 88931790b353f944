import type { Json, JsonMap } from '@sovereign-fleet/domain';
import type { RenderedObject, RenderedRegion } from '@sovereign-fleet/renderer';
import type { Breach } from './finding';
import type { RegionFacts, ReviewSubject } from './review-subject';

/** One region with what several rules ask for, looked up once. */
export interface RegionUnderReview {
  readonly subject: ReviewSubject;
  readonly facts: RegionFacts;
  readonly rendered: RenderedRegion;
  readonly images: readonly FoundImage[];
  readonly nodeChoices: readonly NodeChoice[];
  readonly leftovers: readonly Leftover[];
  /** Labels of each Namespace of the region's own cluster in the render, by its name. */
  readonly namespaceLabels: ReadonlyMap<string, JsonMap>;
  /** Kustomizations and HelmReleases, by `applierTitle`. */
  readonly appliers: ReadonlyMap<string, RenderedObject>;
}

/** An image, and what of it is not known here. */
export interface ImageText {
  /** The reference in one piece, '' where it is given and empty. */
  readonly reference: string;
  /** What a chart or a program may still put to it, so that the rule cannot know the whole. */
  readonly chartAdds: { readonly registry: boolean; readonly tag: boolean };
}

/** An image that an object names. */
export interface FoundImage extends ImageText {
  readonly of: RenderedObject;
  readonly field: string;
}

/** A label of nodes: with a value, in an expression, or as that which nodes have alike. */
export type NodeLabel = { readonly key: string; readonly field: string } & (
  | { readonly by: 'value'; readonly value: Json }
  | { readonly by: 'expression'; readonly operator: Json | undefined; readonly values: Json }
  | { readonly by: 'topology' }
);

/** A label by which an object chooses nodes. */
export type NodeChoice = NodeLabel & { readonly of: RenderedObject };

/** A text with `${` in it, after all was substituted. */
export interface Leftover extends Breach {
  /** Whether `${` may be the text's own: scripts, files in ConfigMaps. */
  readonly isProgram: boolean;
}
