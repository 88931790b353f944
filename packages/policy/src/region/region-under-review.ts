import type { Applier, JsonMap, RenderedObject, RenderedRegion } from '@sovereign-fleet/renderer';
import { type FoundImage, imagesOf } from '../images/images';
import { type Leftover, leftoversOf } from './leftovers';
import { applierTitle, asApplier } from '../objects/object-id';
import type { RegionFacts, ReviewSubject } from '../contract/review-subject';
import { valuesReferences } from '../images/values-in-config-map';

/** One region with what several rules ask for, looked up once. */
export interface RegionUnderReview {
  readonly subject: ReviewSubject;
  readonly facts: RegionFacts;
  readonly rendered: RenderedRegion;
  readonly images: readonly FoundImage[];
  readonly leftovers: readonly Leftover[];
  /** Labels of a Namespace that is in the render, by its name. */
  readonly namespaceLabels: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** Kustomizations and HelmReleases, by `applierTitle`. */
  readonly appliers: ReadonlyMap<string, RenderedObject>;
}

/** The region for the rules, or undefined where the record has none of this key. */
export function regionUnderReview(subject: ReviewSubject, rendered: RenderedRegion): RegionUnderReview | undefined {
  const facts = subject.regions.find(({ key }) => key === rendered.region);
  if (facts === undefined) return undefined;
  const { objects } = rendered;
  const references = valuesReferences(objects);
  const namespaces = objects.filter(({ object }) => object.kind === 'Namespace' && object.apiVersion === 'v1');
  return {
    subject,
    facts,
    rendered,
    images: objects.flatMap((of) => imagesOf(of, references)),
    leftovers: objects.flatMap(leftoversOf),
    namespaceLabels: new Map(namespaces.map(({ object }) => [object.metadata.name, object.metadata.labels ?? {}])),
    appliers: new Map(objects.flatMap(titledApplier)),
  };
}

function titledApplier(object: RenderedObject): readonly (readonly [string, RenderedObject])[] {
  const applier = asApplier(object);
  return applier === undefined ? [] : [[applierTitle(applier), object]];
}

/** The spec of the object of Flux that applies another, or {} where it is not in the render itself. */
export function specOfApplier({ appliers }: RegionUnderReview, applier: Applier): JsonMap {
  // Flux's own schema has `spec` as an object.
  return (appliers.get(applierTitle(applier))?.object['spec'] ?? {}) as JsonMap;
}
