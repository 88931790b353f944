import { z } from 'zod';
import type { HelmRelease } from './helm-release';
import type { Lookup } from './merged-values';
import type { ChartReference, Outcome } from './ports';
import { idOf } from './region-state';

const OciSource = z.looseObject({
  url: z.string(),
  ref: z
    .looseObject({ tag: z.string().optional(), semver: z.string().optional(), digest: z.string().optional() })
    .prefault({}),
});
const HelmSource = z.looseObject({ url: z.string(), type: z.string().default('default') });

/**
 * The chart that a HelmRelease asks for, through the source that it refers to among the region's objects. The reason
 * where the source is not there, or of a kind that no chart can be had from here.
 */
export function chartReference({ namespace, spec }: HelmRelease, find: Lookup): Outcome<ChartReference> {
  if (spec.chartRef !== undefined) {
    const { kind, name, namespace: own = namespace } = spec.chartRef;
    const id = idOf(kind, own, name);
    return kind === 'OCIRepository' ? ociChart(id, find) : unsupported(id);
  }
  if (spec.chart === undefined) return { ok: false, reason: 'it has neither spec.chart nor spec.chartRef' };
  const { chart, version, sourceRef, valuesFiles } = spec.chart.spec;
  const id = idOf(sourceRef.kind, sourceRef.namespace ?? namespace, sourceRef.name);
  if (valuesFiles.length > 0) return { ok: false, reason: 'spec.chart.spec.valuesFiles is not supported' };
  if (sourceRef.kind !== 'HelmRepository') return unsupported(id);
  const source = HelmSource.safeParse(find(id)?.['spec']);
  if (!source.success) return { ok: false, reason: `its source ${id} is not in the tree` };
  const { url, type } = source.data;
  if (type === 'oci')
    return { ok: true, value: { kind: 'oci', url: `${url.replace(/\/$/, '')}/${chart}`, semver: version } };
  return { ok: true, value: { kind: 'helm', url, name: chart, version } };
}

function unsupported(id: string): Outcome<ChartReference> {
  return { ok: false, reason: `a chart from ${id} is not supported` };
}

/** What source-controller takes of an OCIRepository's ref: the digest, else the range, else the tag, else `latest`. */
function ociChart(id: string, find: Lookup): Outcome<ChartReference> {
  const source = OciSource.safeParse(find(id)?.['spec']);
  if (!source.success) return { ok: false, reason: `its source ${id} is not in the tree` };
  const { url, ref } = source.data;
  const { tag, semver, digest } = ref;
  const given = {
    ...(tag === undefined ? {} : { tag }),
    ...(semver === undefined ? {} : { semver }),
    ...(digest === undefined ? {} : { digest }),
  };
  return { ok: true, value: { kind: 'oci', url, ...(Object.keys(given).length === 0 ? { tag: 'latest' } : given) } };
}
