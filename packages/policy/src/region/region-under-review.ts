import type { RenderedObject, RenderedRegion } from '@sovereign-fleet/renderer';
import { imagesOf } from '../images/images';
import { leftoversOf } from './leftovers';
import { nodeChoicesOf } from './node-choices';
import { applierTitle, asApplier } from '../objects/object-id';
import type { RegionUnderReview } from '../contract/region-under-review';
import type { ReviewSubject } from '../contract/review-subject';
import { valuesReferences } from '../images/values-in-config-map';

/** The region for the rules, or undefined where the record has none of this key. */
export function regionUnderReview(subject: ReviewSubject, rendered: RenderedRegion): RegionUnderReview | undefined {
  const facts = subject.regions.find(({ key }) => key === rendered.region);
  if (facts === undefined) return undefined;
  const { objects } = rendered;
  const references = valuesReferences(objects);
  const namespaces = objects.filter(({ cluster, object }) => {
    return cluster === undefined && object.kind === 'Namespace' && object.apiVersion === 'v1';
  });
  return {
    subject,
    facts,
    rendered,
    images: objects.flatMap((of) => imagesOf(of, references)),
    nodeChoices: objects.flatMap(nodeChoicesOf),
    leftovers: objects.flatMap(leftoversOf),
    namespaceLabels: new Map(namespaces.map(({ object }) => [object.metadata.name, object.metadata.labels ?? {}])),
    appliers: new Map(objects.flatMap(titledApplier)),
  };
}

function titledApplier(object: RenderedObject): readonly (readonly [string, RenderedObject])[] {
  const applier = asApplier(object);
  return applier === undefined ? [] : [[applierTitle(applier), object]];
}
