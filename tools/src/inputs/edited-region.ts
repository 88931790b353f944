import fc, { type Arbitrary } from 'fast-check';
import { isJsonMap, type Json } from '@sovereign-fleet/domain';
import type { KubernetesObject, RenderedObject, RenderedRegion, RenderProblem } from '@sovereign-fleet/renderer';
import { editValue, type ValueEdit, valueEdit } from './edited-value';
import { fluxObject } from './flux-objects';
import { oddText } from './odd-texts';

/** How a region differs from one that programs rendered. Numbers count its objects, and begin again at its end. */
export interface RegionEdits {
  readonly edits: readonly { readonly object: number; readonly edit: ValueEdit }[];
  readonly added: readonly Json[];
  readonly removed: readonly number[];
  readonly problems: readonly RenderProblem[];
  /** Of the charts of its first releases. */
  readonly versions: readonly string[];
}

const problem: Arbitrary<RenderProblem> = fc.record({
  kind: fc.constantFrom('failed', 'missing-chart', 'refused', 'changed-type', 'suspended', 'dropped-field', 'assumed'),
  object: oddText,
  field: oddText,
  problem: oddText,
  remedy: oddText,
});

const place = fc.nat({ max: 999 });

export const regionEdits: Arbitrary<RegionEdits> = fc.record({
  edits: fc.array(fc.record({ object: place, edit: valueEdit }), { maxLength: 8 }),
  added: fc.array(fluxObject, { maxLength: 2 }),
  removed: fc.array(place, { maxLength: 2 }),
  problems: fc.array(problem, { maxLength: 2 }),
  versions: fc.array(oddText, { maxLength: 2 }),
});

export function editRegion(region: RenderedRegion, given: RegionEdits): RenderedRegion {
  const { edits, added, removed, problems, versions } = given;
  const objects = [...region.objects];
  for (const { object, edit } of edits) {
    const at = object % Math.max(objects.length, 1);
    const one = objects[at];
    if (one !== undefined) objects[at] = { ...one, object: editObject(one.object, edit) };
  }
  const left = objects.filter((_, index) => !removed.some((number) => number % objects.length === index));
  const releases = region.releases.map((release, index) => {
    const version = versions[index] ?? release.chart.version;
    return { ...release, chart: { ...release.chart, version } };
  });
  return { ...region, objects: [...left, ...added.flatMap(renderedObject)], releases, problems };
}

/** What each object has, whatever else is wrong with it. */
function editObject(object: KubernetesObject, edit: ValueEdit): KubernetesObject {
  const isKept = (steps: readonly (string | number)[]) =>
    ['apiVersion', 'kind', 'metadata', 'metadata.name'].includes(steps.join('.'));
  return editValue(object, edit, isKept) as KubernetesObject; // what makes it one is kept
}

function renderedObject(object: Json): readonly RenderedObject[] {
  if (!isJsonMap(object) || !isJsonMap(object['metadata'])) return [];
  const { apiVersion, kind, metadata } = object;
  const { name, namespace } = metadata as Readonly<Record<string, Json>>;
  if (![apiVersion, kind, name].every((text) => typeof text === 'string' && text !== '')) return [];
  const appliedBy = { kind: 'Kustomization', namespace: 'flux-system', name: 'flux-system' } as const;
  const one = object as KubernetesObject; // it has what makes it one
  return [{ appliedBy, namespace: typeof namespace === 'string' ? namespace : '', object: one }];
}
