import { isJsonMap, type Json } from '@sovereign-fleet/domain';
import { apiGroups } from '@sovereign-fleet/flux';
import { printJson } from '@sovereign-fleet/go-text';
import type { RenderedObject } from '@sovereign-fleet/renderer';
import type { FoundImage, ImageText } from '../contract/region-under-review';
import { fieldPath } from '../objects/field-path';
import { chartAddsNothing, imageInParts, imageInText } from './image-in-parts';
import { isReference } from './image-reference';
import { imagesInText, namedImages } from './named-images';
import { apiGroup } from '../objects/object-id';
import { type ValuesReferences, valuesIn } from './values-in-config-map';
import { type Step, valueAt, walk } from '../objects/walk';

// CustomResourceDefinitions hold schemas; data of Secrets are fingerprints.
const withoutImages = new Set(['Secret', 'CustomResourceDefinition']);

// Flux's ImageRepository names an image that is looked at, not pulled; what a Kustomization says of images is done.
const groupsWithoutImages = new Set<string>([apiGroups.image, apiGroups.kustomize]);

const workloads = new Set([
  'CronJob',
  'DaemonSet',
  'Deployment',
  'Job',
  'Pod',
  'PodTemplate',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
]);

const containerLists = new Set<Step | undefined>(['containers', 'initContainers', 'ephemeralContainers']);

/**
 * Every image that an object would have pulled: of containers and image volumes at any depth (pod templates of custom
 * resources too), of whatever has an `image`, of what is named as one in arguments, variables, other fields and texts
 * (`namedImages`), and of a HelmRelease's values, inline or from a ConfigMap, where images stand that a program pulls
 * at run time and no rendered object names (`../shared/vcluster-0.20.0/README.md`, Images).
 */
export function imagesOf(of: RenderedObject, references: ValuesReferences = new Map()): readonly FoundImage[] {
  const { kind, apiVersion } = of.object;
  if (withoutImages.has(kind) || groupsWithoutImages.has(apiGroup(apiVersion))) return [];
  if (kind === 'HelmRelease') {
    return imagesIn(of, {
      at: ['spec', 'values'],
      value: valueAt(of.object, 'spec', 'values') ?? null,
      find: inValues,
    });
  }
  if (kind === 'ConfigMap' && apiVersion === 'v1') return imagesOfConfigMap(of, references);
  return imagesIn(of, { at: [], value: of.object, find: (value, steps) => inObject(of, value, steps) });
}

interface PlacedImage extends ImageText {
  readonly steps: readonly Step[];
}

interface Search {
  readonly at: readonly Step[];
  readonly value: Json;
  /** What is certain to be an image, before what a name alone tells. */
  readonly find: (value: Json, steps: readonly Step[]) => readonly PlacedImage[];
}

function imagesIn(of: RenderedObject, { at, value, find }: Search): readonly FoundImage[] {
  const found = new Map<string, FoundImage>();
  walk(value, (inner, steps) => {
    for (const image of find(inner, steps)) add(steps, image, 'all of the field');
    if (at.length === 0 && steps[0] === 'metadata') return;
    for (const image of namedImages(inner, steps)) add(steps, image, 'a part');
  });
  return [...found.values()];

  function add(steps: readonly Step[], image: PlacedImage, is: 'all of the field' | 'a part'): void {
    const { reference, chartAdds } = image;
    const field = fieldPath([...at, ...steps, ...image.steps]);
    if (found.has(field)) return;
    found.set(is === 'a part' ? printJson([field, reference]) : field, { of, field, reference, chartAdds });
  }
}

/** Texts of programs hold placeholders and comments, so only what can be a reference counts as an image. */
function imagesOfConfigMap(of: RenderedObject, references: ValuesReferences): readonly FoundImage[] {
  const referred = valuesIn(of, references);
  const asValues = referred.flatMap(({ steps, values }) => imagesIn(of, { at: steps, value: values, find: inValues }));
  const keys = new Set(referred.map(({ steps }) => steps[1]));
  const data = valueAt(of.object, 'data');
  const others = Object.entries(isJsonMap(data) ? data : {}).filter(([key]) => !keys.has(key));
  const asTexts = others.flatMap(([key, text]) => {
    const found = [...namedImages({ [key]: text }, []), ...(typeof text === 'string' ? imagesInText(text, [key]) : [])];
    return found.map(({ steps, ...image }) => ({ of, field: fieldPath(['data', ...steps]), ...image }));
  });
  return [...asValues, ...asTexts];
}

function inObject(of: RenderedObject, value: Json, steps: readonly Step[]): readonly PlacedImage[] {
  if (!isJsonMap(value)) return [];
  const isContainer = typeof steps.at(-1) === 'number' && containerLists.has(steps.at(-2));
  const { image } = value;
  if (isJsonMap(image) && typeof image['reference'] === 'string') {
    return [{ steps: ['image', 'reference'], reference: image['reference'], chartAdds: chartAddsNothing }];
  }
  if (typeof image === 'string') return [{ steps: ['image'], reference: image, chartAdds: chartAddsNothing }];
  if (isContainer && workloads.has(of.object.kind) && (image ?? null) === null) {
    return [{ steps: ['image'], reference: '', chartAdds: chartAddsNothing }];
  }
  const parts = imageInParts(value, steps.at(-1));
  return parts !== undefined && isReference(`x.y/${parts.reference}`) ? [{ steps: [], ...parts }] : [];
}

function inValues(value: Json, steps: readonly Step[]): readonly PlacedImage[] {
  if (!isJsonMap(value)) return [];
  const isOfVcluster = steps.includes('vcluster');
  const whole = imageInParts(value, steps.at(-1));
  const found: PlacedImage[] = whole === undefined ? [] : [{ steps: [], ...whole }];
  for (const [key, text] of Object.entries(value)) {
    if (typeof text === 'string' && /image$/i.test(key)) found.push({ steps: [key], ...imageInText(value, text) });
  }
  // vcluster puts nothing before what it is given (its README's table), so what stands there is the whole.
  return isOfVcluster ? found.map((one) => ({ ...one, chartAdds: { ...one.chartAdds, registry: false } })) : found;
}
