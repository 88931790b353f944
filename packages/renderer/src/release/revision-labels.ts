import { isJsonList, isJsonMap, type Json } from '@sovereign-fleet/domain';
import { printJson } from '@sovereign-fleet/go-text';
import { idOfObject } from '../objects/object-id';
import type { Chart } from '../contract/ports';
import type { KubernetesObject } from '../contract/rendered';
import { type Refusal, refusalOf } from './refusal';

/**
 * What the API server refuses since the digest is in the version of the chart: a label that has it with its `+`. One
 * refused object makes Flux give up the release.
 */
export function revisionRefusals(objects: readonly KubernetesObject[], chart: Chart): readonly Refusal[] {
  const build = chart.revision?.split(':')[1]?.slice(0, 12);
  if (build === undefined) return [];
  return objects.flatMap((object) =>
    labelsIn(object).flatMap(([label, value]) => {
      if (!value.includes(`+${build}`)) return [];
      const where = `label ${label} of ${idOfObject(object)} is ${printJson(value)}`;
      const problem = `${where}, which the API server refuses: Flux puts the digest into the chart's version`;
      return [refusalOf('spec.chartRef', problem, 'Have the chart write `| replace "+" "_"` behind the version')];
    }),
  );
}

/** The labels of an object, and those of pods and selectors in it. */
export function labelsIn(value: Json): readonly (readonly [label: string, value: string])[] {
  if (isJsonList(value)) return value.flatMap(labelsIn);
  if (!isJsonMap(value)) return [];
  return Object.entries(value).flatMap(([key, field]) => {
    const isLabels = (key === 'labels' || key === 'matchLabels') && isJsonMap(field);
    if (!isLabels) return labelsIn(field);
    return Object.entries(field).flatMap(([label, text]) => (typeof text === 'string' ? [[label, text] as const] : []));
  });
}
