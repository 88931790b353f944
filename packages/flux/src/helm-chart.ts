import { z } from 'zod';
import { FilledText, type ReadResource, readSpec, type Resource } from './read-resource';

/** An object that another one refers to; without a namespace it is in the same one. */
export const ObjectReference = z.looseObject({ kind: z.string(), name: z.string(), namespace: FilledText });

/** A chart in a source, as a HelmRelease or a HelmChart asks for it (source-controller: HelmChart). */
export const HelmChartSpec = z.looseObject({
  chart: z.string(),
  version: z.string().default('*'),
  sourceRef: ObjectReference,
  reconcileStrategy: z.enum(['ChartVersion', 'Revision']).default('ChartVersion'),
  valuesFiles: z.array(z.string()).default([]),
  ignoreMissingValuesFiles: z.boolean().default(false),
});

export type HelmChartSpec = z.output<typeof HelmChartSpec>;

/** What a HelmChart asks for. */
export function readHelmChart(object: Resource): ReadResource<HelmChartSpec> {
  return readSpec(HelmChartSpec, object['spec']);
}
