import { isExactVersion } from '@sovereign-fleet/domain';
import {
  type HelmChartSpec,
  type HelmRelease,
  readHelmChart,
  readHelmRepository,
  readOciRepository,
} from '@sovereign-fleet/flux';
import type { ChartReference } from '../contract/ports';
import type { RenderProblem } from '../contract/rendered';
import { isCheckedOut, type SourceFilter } from '../tree/source-files';
import { clampedPath } from '../tree/tree-folder';
import type { Lookup } from './values-reference';
import { idOf } from '../objects/object-id';
import { rangeForHelm, tagRefusal } from './chart-version';

/** The chart that a release wants, or the part of a RenderProblem that says why it is not known. */
export type ReferredChart =
  | { readonly ok: true; readonly value: ChartReference }
  | ({ readonly ok: false } & Pick<RenderProblem, 'kind' | 'problem' | 'remedy'>);

type OciReference = Extract<ChartReference, { kind: 'oci' }>;
type OciRef = Readonly<Partial<Record<'tag' | 'semver' | 'semverFilter' | 'digest', string | undefined>>>;

export interface Sources {
  readonly find: Lookup;
  /** Whether a source, such as `GitRepository flux-system/flux-system`, is the tree itself. */
  readonly isTree: (id: string) => boolean;
  /** What that source says of the files that it passes on. */
  readonly treeFilter?: SourceFilter | undefined;
}

/**
 * The chart that a HelmRelease wants, by its source among the region's objects (helm-controller: spec.chart and
 * spec.chartRef; source-controller: HelmChart). A GitRepository is only known if it is the tree itself. A Bucket is
 * never known.
 */
export function chartReference({ namespace, spec }: HelmRelease, sources: Sources): ReferredChart {
  const { chart, chartRef } = spec;
  if (chart !== undefined) return chartOfSpec(chart.spec, namespace, sources);
  if (chartRef === undefined) return failedReference('it has neither chart nor chartRef', 'Name a chart');
  const id = idOf(chartRef.kind, chartRef.namespace ?? namespace, chartRef.name);
  if (chartRef.kind === 'OCIRepository') return ociChart(id, sources);
  if (chartRef.kind !== 'HelmChart') return unavailableChart(`a chart from ${id} cannot be had here`);
  const object = sources.find(id);
  if (object === undefined) return missingSource(id);
  const read = readHelmChart(object);
  return read.ok ? chartOfSpec(read.value, chartRef.namespace ?? namespace, sources) : brokenSource(id);
}

/** Flux can get this chart, and we cannot. */
function unavailableChart(problem: string): ReferredChart {
  const remedy = 'Take an OCIRepository, a HelmRepository or a path in the tree';
  return { ok: false, kind: 'missing-chart', problem, remedy };
}

/** Flux cannot get this chart either. */
function failedReference(problem: string, remedy: string): ReferredChart {
  return { ok: false, kind: 'failed', problem, remedy };
}

function brokenSource(id: string): ReferredChart {
  return failedReference(`its source ${id} has no spec that Flux would take`, `Mend ${id}`);
}

function missingSource(id: string): ReferredChart {
  const remedy = `Add ${id}, or write it in "standIns" of the kit if the installation brings it`;
  return { ok: false, kind: 'missing-source', problem: `its source ${id} is not in the tree`, remedy };
}

/** What source-controller takes of an OCIRepository's ref: the digest, else the range, else the tag, else `latest`. */
function ociChart(id: string, sources: Sources): ReferredChart {
  const object = sources.find(id);
  if (object === undefined) return missingSource(id);
  const source = readOciRepository(object);
  if (!source.ok) return brokenSource(id);
  const { url, ref } = source.value;
  const isByTag = ref.digest === undefined && ref.semver === undefined;
  const refusal = isByTag && ref.tag !== undefined ? tagRefusal(ref.tag) : undefined;
  if (refusal !== undefined) return failedReference(refusal.problem, `${refusal.remedy}, in ${id}`);
  return { ok: true, value: { kind: 'oci', url, ...versionOf(ref), tracksRevision: true } };
}

/** Has only the fields that are set, so that equal references are the same chart to a store. */
function versionOf(ref: OciRef): Pick<OciReference, 'tag' | 'semver' | 'semverFilter' | 'digest'> {
  const { tag, semver, semverFilter, digest } = ref;
  const range = semver === undefined ? {} : { semver: rangeForHelm(semver), semverFilter };
  const fields = Object.entries({ tag, ...range, digest }).filter(([, field]) => field !== undefined);
  return fields.length === 0 ? { tag: 'latest' } : Object.fromEntries(fields);
}

function chartOfSpec(spec: HelmChartSpec, namespace: string, sources: Sources): ReferredChart {
  const { kind, name } = spec.sourceRef;
  const id = idOf(kind, spec.sourceRef.namespace ?? namespace, name);
  const found =
    kind === 'HelmRepository'
      ? chartInRepository(spec, id, sources)
      : kind === 'GitRepository' || sources.isTree(id)
        ? chartInTree(spec, id, sources)
        : unavailableChart(`chart ${spec.chart} from ${id} cannot be had here`);
  return found.ok ? { ok: true, value: withValuesFiles(found.value, spec) } : found;
}

function chartInRepository({ chart, version }: HelmChartSpec, id: string, sources: Sources): ReferredChart {
  const object = sources.find(id);
  if (object === undefined) return missingSource(id);
  const source = readHelmRepository(object);
  if (!source.ok) return brokenSource(id);
  const { url, type } = source.value;
  const refusal = typeRefusal(url, type);
  if (refusal !== undefined)
    return failedReference(`its source ${id} ${refusal.problem}`, `${refusal.remedy} in ${id}`);
  const base = url.replace(/\/+$/, '');
  if (type === 'oci') return { ok: true, value: { kind: 'oci', url: `${base}/${chart}`, semver: tagOrRange(version) } };
  return { ok: true, value: { kind: 'helm', url, name: chart, version } };
}

/** Why source-controller fetches nothing of a HelmRepository (its reconcilers of HelmRepository and HelmChart). */
function typeRefusal(url: string, type: string): { readonly problem: string; readonly remedy: string } | undefined {
  const isRegistry = url.startsWith('oci://');
  if (isRegistry === (type === 'oci')) return undefined;
  return isRegistry
    ? {
        problem: 'has the URL of a registry and is not of type oci, so that Flux refuses it',
        remedy: 'Write type: oci',
      }
    : { problem: 'is of type oci and has no URL of a registry, so that Flux refuses it', remedy: 'Take type: oci out' };
}

/** A full version is the tag itself (source-controller, OCIChartRepository). */
function tagOrRange(version: string): string {
  return isExactVersion(version) ? version : rangeForHelm(version);
}

/** No path leads out of the source: what would go above its root begins there (source-controller: SecureJoin). */
function chartInTree(spec: HelmChartSpec, id: string, { isTree, treeFilter = {} }: Sources): ReferredChart {
  const { chart } = spec;
  if (!isTree(id)) return unavailableChart(`chart ${chart} is in ${id}, which is not this tree`);
  const path = clampedPath(chart);
  const { paths, ignore } = treeFilter;
  if (paths !== undefined && !isCheckedOut(`${path}/`, paths)) {
    return failedReference(`the chart ${chart} is in no folder that ${id} checks out`, 'Add it to spec.sparseCheckout');
  }
  const tracked = spec.reconcileStrategy === 'Revision' ? { tracksRevision: true as const } : {};
  const left = ignore === undefined ? {} : { ignore };
  return { ok: true, value: { kind: 'folder', path, ...left, ...tracked } };
}

/** `values.yaml` alone is what the chart has anyway (source-controller: BuildOptions.GetValuesFiles). */
function withValuesFiles(chart: ChartReference, spec: HelmChartSpec): ChartReference {
  const { valuesFiles, ignoreMissingValuesFiles } = spec;
  const [first = '', another] = valuesFiles;
  if (valuesFiles.length === 0 || (another === undefined && clampedPath(first) === 'values.yaml')) return chart;
  // Those of a chart in the tree start at the tree's root, and do not leave it.
  const paths = chart.kind === 'folder' ? valuesFiles.map(clampedPath) : valuesFiles;
  const chosen = { ...chart, valuesFiles: paths };
  return ignoreMissingValuesFiles ? { ...chosen, ignoreMissingValuesFiles } : chosen;
}
