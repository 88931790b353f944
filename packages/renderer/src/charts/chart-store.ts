import { existsSync, readFileSync } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { archiveChart, fetchChart } from './archive-chart';
import { parseChartMetadata } from './chart-metadata';
import { chartRequest, type ChartRequest, versionOfTag } from './chart-request';
import { folderChart, type FoundChart, readFolder, type DependencySources } from './folder-chart';
import type { HelmCall } from './helm-pull';
import { memoize } from '../programs/memoize';
import { failure, type Outcome } from '../contract/failure';
import type { Chart, ChartReference, FindChart } from '../contract/ports';
import { withValuesFiles } from './values-files';
import { satisfies } from './version-range';

export interface ChartStoreOptions extends HelmCall {
  /** The checkout that holds what references of kind `folder` name. */
  readonly root: string;
  /** Folders of the workspace's charts, by name. */
  readonly localCharts: ReadonlyMap<string, string>;
  /** Folders or archives that are taken for dependencies of this name, before any repository. */
  readonly subcharts: ReadonlyMap<string, string>;
  readonly offline: boolean;
}

export interface ChartStore {
  readonly findChart: FindChart;
  /**
   * Reads the workspace's chart of this name, its dependencies with it, for a reference that is likely to come. Nothing
   * changes by it but when the work is done; what is wrong with the chart is said to who asks for it.
   */
  readonly readAhead: (name: string) => void;
}

/**
 * Finds charts: in the workspace by the chart's name, else in the cache, else over the network by `helm pull`. The same
 * reference is looked up once. A digest is fixed, and the cache answers; a tag or a range is asked for anew in each run, and
 * answered from the cache when offline alone (`isFixed`). A workspace's chart has to have the version that is
 * asked for; it is not held against a digest, unless a digest is all that is asked for. Credentials are
 * those of `helm registry login`, `docker login` and `helm repo add`, by `environment`. Gives why not, with Helm's own words, and whether it could
 * not be had or is there and wrong; never rejects.
 */
export function chartStore(options: ChartStoreOptions): ChartStore {
  const fetch = memoize(JSON.stringify, (request: ChartRequest) => fetchChart(options, request));
  // Only what no other chart waits for is shared: two charts that need each other would wait for ever.
  const findOutermost = memoize(String, (folder: string) => chartInFolder(store, folder, []));
  const store: Store = { ...options, fetch, read: memoize(String, readFolder), findOutermost };
  const keyOf = (reference: ChartReference): string => JSON.stringify(Object.entries(reference).sort());
  const findChart = memoize(keyOf, async (reference: ChartReference): Promise<Outcome<Chart>> => {
    const found = await find(store, reference, []).catch(unreadableFailure);
    if (found.ok) return { ok: true, value: found.value.chart };
    return { ...found, reason: `${labelOf(reference)}: ${found.reason}` };
  });
  const readAhead = (name: string): void => {
    const folder = options.localCharts.get(name);
    if (folder !== undefined) findOutermost(folder).catch(() => undefined);
  };
  return { findChart: withValuesFiles(findChart, options.cacheFolder), readAhead };
}

interface Store extends ChartStoreOptions {
  readonly fetch: (request: ChartRequest) => Promise<Outcome<FoundChart>>;
  readonly read: DependencySources['read'];
  /** Finds a chart that a release asks for, in its folder. */
  readonly findOutermost: (folder: string) => Promise<Outcome<FoundChart>>;
}

/** A disk that cannot be written is no fault of a chart, and no chart can go on without it. */
const diskErrors = ['ENOSPC', 'EDQUOT', 'EROFS'];

/** A folder that cannot be read, or something in the way of the cache: the other charts go on. */
function unreadableFailure(error: unknown): Outcome<never> {
  if (error instanceof Error && 'code' in error && diskErrors.includes(String(error.code))) throw error;
  return failure('unreadable', error instanceof Error ? error.message : String(error));
}

async function find(store: Store, reference: ChartReference, trail: readonly string[]): Promise<Outcome<FoundChart>> {
  if (reference.kind === 'folder') return chartBelowRoot(store, reference.path, trail);
  const folder = store.localCharts.get(nameOf(reference));
  const byDigest = reference.kind === 'oci' && reference.tag === undefined && reference.semver === undefined;
  if (folder !== undefined && !(byDigest && reference.digest !== undefined)) {
    const fits = await checkLocal(store, reference, folder);
    if (!fits.ok) return fits;
    return trail.length === 0 ? store.findOutermost(folder) : chartInFolder(store, folder, trail);
  }
  const request = chartRequest(reference);
  if (!request.ok) return request;
  const found = await store.fetch(request.value);
  if (!found.ok || request.value.from !== 'registry') return found;
  const wrong = tagMismatch(reference, found.value.chart.version);
  return wrong === undefined ? found : failure('chart-mismatch', wrong);
}

type RemoteReference = Exclude<ChartReference, { kind: 'folder' }>;

/** Flux refuses a chart whose version is not its tag (helm-controller, chartRef to an OCIRepository). */
function tagMismatch(reference: RemoteReference, version: string): string | undefined {
  if (reference.kind !== 'oci' || reference.semver !== undefined || reference.tag === undefined) return undefined;
  if (versionOfTag(reference.tag) === version) return undefined;
  return `the chart under the tag ${reference.tag} has version ${version}, and Flux refuses that`;
}

async function chartInFolder(store: Store, folder: string, trail: readonly string[]): Promise<Outcome<FoundChart>> {
  const subchart = (name: string): Promise<Outcome<FoundChart>> | undefined => {
    const path = store.subcharts.get(name);
    return path === undefined ? undefined : subchartAt(store, path, trail);
  };
  const findFurther = (reference: ChartReference, further: readonly string[]): Promise<Outcome<FoundChart>> =>
    find(store, reference, further);
  const root = await realpath(store.root);
  const real = await realpath(folder).catch(() => folder); // that there is none is said where it is read
  return folderChart({ ...store, root, subchart, find: findFurther }, real, trail);
}

async function subchartAt(store: Store, path: string, trail: readonly string[]): Promise<Outcome<FoundChart>> {
  const there = await stat(path).catch(() => undefined);
  if (there?.isFile() !== true) return chartInFolder(store, path, trail);
  return archiveChart({ path, bytes: await readFile(path) }, 'workspace');
}

async function chartBelowRoot(store: Store, path: string, trail: readonly string[]): Promise<Outcome<FoundChart>> {
  const root = await realpath(store.root);
  const folder = await realpath(join(root, path)).catch(() => undefined);
  if (folder === undefined) return failure('not-in-tree', 'there is no such folder');
  if (folder !== root && !folder.startsWith(root + sep))
    return failure('outside-tree', 'it leads out of the workspace');
  return chartInFolder(store, folder, trail);
}

/** Whether the workspace's chart is the one that is asked for, or why not. */
async function checkLocal(store: Store, reference: RemoteReference, folder: string): Promise<Outcome<true>> {
  const name = nameOf(reference);
  const file = join(folder, 'Chart.yaml');
  if (!existsSync(file)) return failure('chart-invalid', `the workspace's chart ${name} has no Chart.yaml`);
  const metadata = parseChartMetadata(readFileSync(file, 'utf8'));
  if (!metadata.ok) return metadata;
  const { version } = metadata.value;
  if (metadata.value.name !== name) {
    return failure('chart-mismatch', `the workspace's folder of ${name} holds the chart ${metadata.value.name}`);
  }
  const fits = await fitsReference(store, reference, version);
  if (!fits.ok) return fits;
  if (fits.value) return { ok: true, value: true };
  const reason = `the workspace's chart ${name} has version ${version}, and the release wants ${requestedVersion(reference)}`;
  return failure('chart-mismatch', reason);
}

/** A tag is one version to the letter; a version of a HelmRepository is a range, even where it is a full one. */
async function fitsReference(store: Store, reference: RemoteReference, version: string): Promise<Outcome<boolean>> {
  if (reference.kind === 'helm') return satisfies(store, reference.version, version);
  if (reference.semver !== undefined) return satisfies(store, reference.semver, version);
  return { ok: true, value: versionOfTag(requestedVersion(reference)) === version };
}

/** The range decides before the tag, and there is a default, as in Flux (OCIRepository, spec.ref). */
function requestedVersion(reference: RemoteReference): string {
  if (reference.kind === 'helm') return reference.version;
  return reference.semver ?? reference.tag ?? 'latest';
}

function nameOf(reference: RemoteReference): string {
  return reference.kind === 'helm' ? reference.name : (reference.url.replace(/\/+$/, '').split('/').at(-1) ?? '');
}

function labelOf(reference: ChartReference): string {
  if (reference.kind === 'folder') return `chart ${reference.path}`;
  const version =
    reference.kind === 'oci' ? (reference.digest ?? requestedVersion(reference)) : requestedVersion(reference);
  return `chart ${nameOf(reference)} ${version}`;
}
