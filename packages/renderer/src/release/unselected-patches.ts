import { isJsonList, isJsonMap, type Json, nearest } from '@sovereign-fleet/domain';
import type { HelmRelease, KustomizeRenderer } from '@sovereign-fleet/flux';
import type { KubernetesObject } from '../contract/rendered';
import { isTarget, isWhole, missingTarget } from '../objects/patch-target';
import type { Refusal } from './refusal';

type Objects = readonly KubernetesObject[];

/**
 * Patches and images of post renderers that select nothing of what they are given. Flux takes them without a word. A
 * release that renders nothing, as where its slot is off, has nothing to select.
 */
export function unselectedPatches({ spec }: HelmRelease, given: readonly Objects[]): readonly Refusal[] {
  return spec.postRenderers.flatMap(({ kustomize }, index) => {
    const objects = given[index] ?? [];
    if (kustomize === undefined || objects.length === 0) return [];
    const field = `spec.postRenderers[${index}].kustomize`;
    return [...ofPatches(kustomize, objects, field), ...ofImages(kustomize, objects, field)];
  });
}

function ofPatches({ patches }: KustomizeRenderer, objects: Objects, field: string): readonly Refusal[] {
  return patches.flatMap(({ target }, index): readonly Refusal[] => {
    if (target === undefined || objects.some((object) => isTarget(target, object))) return [];
    return [{ kind: 'unselected', field: `${field}.patches[${index}].target`, ...missingTarget(target, objects) }];
  });
}

function ofImages({ images, patches }: KustomizeRenderer, objects: Objects, field: string): readonly Refusal[] {
  const found = new Set(objects.flatMap(imagesIn));
  return images.flatMap(({ name }, index): readonly Refusal[] => {
    // A patch before it may bring the image.
    if ([...found].some((image) => isNamed(image, name)) || patches.some(({ patch }) => patch.includes(name)))
      return [];
    const problem = `nothing that it is applied to has the image ${name}`;
    const near = nearest(name, [...found].map(withoutVersion));
    const remedy =
      near === undefined ? 'Write the name as the chart has it, or take it out' : `Did you mean "${near}"?`;
    return [{ kind: 'unselected', field: `${field}.images[${index}].name`, problem, remedy }];
  });
}

/** The texts in which kustomize looks for images, wherever they are. */
function imagesIn(value: Json): readonly string[] {
  if (isJsonList(value)) return value.flatMap(imagesIn);
  if (!isJsonMap(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    return typeof item === 'string' ? (key === 'image' || key === 'reference' ? [item] : []) : imagesIn(item);
  });
}

/** As kustomize tells (api: filters/imagetag, isImageMatched). */
function isNamed(image: string, name: string): boolean {
  return isWhole(`(?:${name})(:[\\w.{}-]*)?(@sha256:[\\w.{}-]*)?`, image);
}

function withoutVersion(image: string): string {
  return image.replace(/@sha256:.*$/, '').replace(/:[^/:]*$/, '');
}
