import type { Json, JsonMap, RenderedObject } from '@sovereign-fleet/renderer';
import { fieldPath } from './field-path';
import { parseImage } from './image-reference';
import { apiGroup } from './object-id';
import { isMap, type Step, valueAt, walk } from './walk';

/** An image that an object names. */
export interface FoundImage {
  readonly of: RenderedObject;
  readonly field: string;
  /** The reference in one piece, '' where it is given and empty. */
  readonly reference: string;
  /** What the chart may still put to it, so that the rule cannot know the whole: values of a HelmRelease only. */
  readonly chartAdds: { readonly registry: boolean; readonly tag: boolean };
}

// ConfigMaps hold text of programs, with placeholders and comments in it, so an image in them is never certain;
// CustomResourceDefinitions hold schemas; data of Secrets are fingerprints.
const withoutImages = new Set(['ConfigMap', 'Secret', 'CustomResourceDefinition']);

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

const complete = { registry: false, tag: false };

/**
 * Every image that an object would have pulled: of containers and image volumes at any depth (pod templates of custom
 * resources too), of custom resources with an `image`, and of a HelmRelease's values, where images stand that a program
 * pulls at run time and no rendered object names (`../shared/vcluster-0.20.0/README.md`, Images).
 */
export function imagesOf(of: RenderedObject): readonly FoundImage[] {
  const { kind, apiVersion } = of.object;
  const group = apiGroup(apiVersion);
  // Flux's ImageRepository names an image that is looked at, not pulled.
  if (withoutImages.has(kind) || group === 'image.toolkit.fluxcd.io') return [];
  const found: FoundImage[] = [];
  if (kind === 'HelmRelease') {
    walk(valueAt(of.object, 'spec', 'values') ?? null, (value, steps) => {
      found.push(...imagesInValues(of, value, steps));
    });
  } else {
    walk(of.object, (value, steps) => {
      found.push(...imagesInObject(of, value, steps));
    });
  }
  return found;
}

function imagesInObject(of: RenderedObject, value: Json, steps: readonly Step[]): readonly FoundImage[] {
  if (!isMap(value)) return [];
  const isContainer = typeof steps.at(-1) === 'number' && containerLists.has(steps.at(-2));
  const isRequired = isContainer && workloads.has(of.object.kind);
  const image = value['image'];
  if (isMap(image) && typeof image['reference'] === 'string') {
    return [
      { of, field: fieldPath([...steps, 'image', 'reference']), reference: image['reference'], chartAdds: complete },
    ];
  }
  const reference = typeof image === 'string' ? image : undefined;
  if (reference === undefined && !(isRequired && (image === undefined || image === null))) return [];
  return [{ of, field: fieldPath([...steps, 'image']), reference: reference ?? '', chartAdds: complete }];
}

function imagesInValues(of: RenderedObject, value: Json, steps: readonly Step[]): readonly FoundImage[] {
  if (!isMap(value)) return [];
  const isOfVcluster = steps.includes('vcluster');
  const whole = imageInParts(value, steps.at(-1));
  const found = whole === undefined ? [] : [{ of, field: fieldPath(['spec', 'values', ...steps]), ...whole }];
  for (const [key, text] of Object.entries(value)) {
    if (typeof text !== 'string' || !/image$/i.test(key)) continue;
    const one = imageInText(value, text);
    found.push({ of, field: fieldPath(['spec', 'values', ...steps, key]), ...one });
  }
  // vcluster puts nothing before what it is given (its README's table), so what stands there is the whole.
  return isOfVcluster ? found.map((one) => ({ ...one, chartAdds: { ...one.chartAdds, registry: false } })) : found;
}

type ImageText = Pick<FoundImage, 'reference' | 'chartAdds'>;

/** `{ registry, repository, tag, digest }` as most charts have it. */
function imageInParts(value: JsonMap, key: Step | undefined): ImageText | undefined {
  const repository = textOf(value['repository']);
  if (repository === undefined || /^[a-z]+:\/\//.test(repository)) return undefined;
  const isImage = /image$/i.test(String(key)) || ['registry', 'tag', 'digest'].some((part) => part in value);
  if (!isImage) return undefined;
  const registry = textOf(value['registry']);
  const name = registry === undefined || registry === '' ? repository : `${registry}/${repository}`;
  const isOpen = registry === undefined && parseImage(repository).host === undefined;
  return withTag(value, name, { registry: isOpen, tag: true });
}

/** `image: registry/name:tag` in one text, or with the rest beside it. */
function imageInText(beside: JsonMap, text: string): ImageText {
  const registry = textOf(beside['registry']) ?? '';
  const isWhole = text === '' || registry === '' || parseImage(text).host !== undefined;
  return withTag(beside, isWhole ? text : `${registry}/${text}`, complete);
}

function withTag(beside: JsonMap, name: string, chartAdds: FoundImage['chartAdds']): ImageText {
  const { tag: ownTag, digest: ownDigest } = parseImage(name);
  const digest = textOf(beside['digest']) ?? '';
  const tag = textOf(beside['tag']);
  const tagged = tag === undefined || ownTag !== undefined || name === '' ? name : `${name}:${tag}`;
  const reference = digest === '' || ownDigest !== undefined ? tagged : `${tagged}@${digest}`;
  return { reference, chartAdds: { ...chartAdds, tag: chartAdds.tag && tag === undefined && ownTag === undefined } };
}

/** A tag such as 1.10 may have been read as a number. */
function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
