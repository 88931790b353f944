import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { tagOfVersion, versionOfTag } from '@sovereign-fleet/flux';
import { archiveChart, fetchChart } from './archive-chart';
import { parseChartMetadata } from './chart-metadata';
import { withPackaging } from './chart-packaging';
import { chartRequest, type ChartRequest } from './chart-request';
import { folderChart, type FoundChart, passedOn, readFolder, type DependencySources } from './folder-chart';
import type { HelmCall } from './helm-pull';
import { withClosedCharts } from './closed-chart';
import { cacheIn } from '../disk/cache';
import { memoize } from '../programs/memoize';
import { failure, type Outcome } from '../contract/failure';
import type { Chart, ChartReference, FindChart } from '../contract/ports';
import { matchesTag, satisfies } from './version-range';
import { isSameVersion, isVersion } from '../release/chart-version';
import { privatePaths, workspaceFolder } from './workspace-folder';

export interface ChartStoreOptions extends Omit<HelmCall, 'cache'> {
  /** Where charts are kept between runs. */
  readonly cacheFolder: string;
  /** The checkout in which references of kind `folder` are looked up. */
  readonly root: string;
  /** Folders of the workspace's charts, by name. */
  readonly localCharts: ReadonlyMap<string, string>;
  /** Folders or archives by the name of a dependency. They are used before any repository. */
  readonly subcharts: ReadonlyMap<string, string>;
  readonly offline: boolean;
}

export interface ChartStore {
  readonly findChart: FindChart;
  /**
   * Reads the workspace's chart of this name with its dependencies, since somebody will probably ask for it. This only
   * changes when the work is done: `findChart` then reports what is wrong with the chart. Never rejects.
   */
  readonly readAhead: (name: string) => Promise<void>;
  /** What is to be said of charts that could not be kept for the next run. */
  readonly notes: () => readonly string[];
}

/**
 * Finds charts: in the workspace by the chart's name, else in the cache, else over the network by `helm pull`. Looks up
 * the same reference once. The cache answers for a digest. A tag or a range is looked up again in each run, and comes
 * from the cache only offline (`isFixed`). A workspace's chart must have the requested version. It is not compared with
 * a digest; for one without a version beside it, and for a tag that is none, it stands where nothing else can be had.
 * Credentials are those of `helm registry login`,
 * `docker login` and `helm repo add`, found by `environment`. A failure has Helm's own words, and its code says whether
 * the chart could not be had or is there and wrong. Never rejects.
 */
export function chartStore(options: ChartStoreOptions): ChartStore {
  const cache = cacheIn(options.cacheFolder);
  const fetch = memoize(JSON.stringify, (request: ChartRequest) => fetchChart({ ...options, cache }, request));
  // Shares only charts that no other chart waits for: two charts that need each other would wait for ever.
  const findOutermost = memoize(String, (folder: string) => chartInFolder(store, folder, []));
  // Asked ahead, since programs of the render wait for it. Who needs it, is told why it cannot be said.
  privatePaths(options.root).catch(() => undefined);
  const read = memoize(String, async (folder: string) => readFolder(folder, await privatePaths(options.root)));
  const store: Store = { ...options, cache, fetch, read, findOutermost };
  const keyOf = (reference: ChartReference): string => JSON.stringify(Object.entries(reference).sort());
  const findChart = memoize(keyOf, async (reference: ChartReference): Promise<Outcome<Chart>> => {
    const found = await find(store, reference, []).catch(unreadableFailure);
    if (found.ok) return { ok: true, value: found.value.chart };
    return { ...found, reason: `${labelOf(reference)}: ${found.reason}` };
  });
  const readAhead = async (name: string): Promise<void> => {
    const folder = options.localCharts.get(name);
    if (folder !== undefined) await findOutermost(folder).catch(() => undefined);
  };
  const findPackaged = withClosedCharts(withPackaging(findChart, { ...options, cache }), cache);
  const findWritten: FindChart = (reference) => findPackaged(reference).catch(unreadableFailure);
  return { findChart: memoize(keyOf, findWritten), readAhead, notes: cache.notes };
}

interface Store extends ChartStoreOptions, HelmCall {
  readonly fetch: (request: ChartRequest) => Promise<Outcome<FoundChart>>;
  readonly read: DependencySources['read'];
  /** Finds a chart that a release asks for, in its folder. */
  readonly findOutermost: (folder: string) => Promise<Outcome<FoundChart>>;
}

/** The disk cannot be written. That is not a fault of one chart, and stops all of them. */
const diskErrors = ['ENOSPC', 'EDQUOT', 'EROFS'];

/** A folder that cannot be read. The other charts go on. */
function unreadableFailure(error: unknown): Outcome<never> {
  if (error instanceof Error && 'code' in error && diskErrors.includes(String(error.code))) throw error;
  return failure('unreadable', error instanceof Error ? error.message : String(error));
}

async function find(store: Store, reference: ChartReference, trail: readonly string[]): Promise<Outcome<FoundChart>> {
  if (reference.kind === 'folder') return chartBelowRoot(store, reference, trail);
  const folder = store.localCharts.get(nameOf(reference));
  if (folder === undefined) return fetchRemote(store, reference);
  const fetched = saysVersion(reference) ? undefined : await fetchRemote(store, reference);
  if (fetched !== undefined && (fetched.ok || fetched.code !== 'chart-absent')) return fetched;
  const fits = await checkLocal(store, reference, folder);
  if (!fits.ok) return fits;
  return trail.length === 0 ? store.findOutermost(folder) : chartInFolder(store, folder, trail);
}

async function fetchRemote(store: Store, reference: RemoteReference): Promise<Outcome<FoundChart>> {
  const request = chartRequest(reference);
  return request.ok ? store.fetch(request.value) : request;
}

/** A digest or a tag such as `latest` may be that of any version, also of the workspace's chart. */
function saysVersion(reference: RemoteReference): boolean {
  if (reference.kind === 'helm' || (reference.semver !== undefined && reference.digest === undefined)) return true;
  return reference.semver !== undefined || isVersion(versionOfTag(reference.tag ?? ''));
}

type RemoteReference = Exclude<ChartReference, { kind: 'folder' }>;

async function chartInFolder(store: Store, folder: string, trail: readonly string[]): Promise<Outcome<FoundChart>> {
  const subchart = (name: string): Promise<Outcome<FoundChart>> | undefined => {
    const path = store.subcharts.get(name);
    return path === undefined ? undefined : subchartAt(store, path, trail);
  };
  const findFurther = (reference: ChartReference, further: readonly string[]): Promise<Outcome<FoundChart>> =>
    find(store, reference, further);
  const root = await realpath(store.root);
  const real = await realpath(folder).catch(() => folder); // a missing folder is reported where it is read
  return folderChart({ ...store, root, subchart, find: findFurther }, real, trail);
}

async function subchartAt(store: Store, path: string, trail: readonly string[]): Promise<Outcome<FoundChart>> {
  const there = await stat(path).catch(() => undefined);
  if (there?.isFile() !== true) return chartInFolder(store, path, trail);
  return archiveChart({ path, bytes: await readFile(path) }, 'workspace');
}

type FolderReference = Extract<ChartReference, { kind: 'folder' }>;

/** A chart as the source of the tree passes it on. */
async function chartBelowRoot(
  store: Store,
  { path, ignore }: FolderReference,
  trail: readonly string[],
): Promise<Outcome<FoundChart>> {
  const folder = workspaceFolder(store.root, path);
  if (!folder.ok) return folder;
  const read: Store['read'] = async (one) => {
    const whole = await store.read(one);
    return one === folder.value && whole.ok ? passedOn(whole.value, { root: store.root, path, ignore }) : whole;
  };
  return chartInFolder({ ...store, read }, folder.value, trail);
}

/** Whether the workspace's chart is the requested one, or why not. */
async function checkLocal(store: Store, reference: RemoteReference, folder: string): Promise<Outcome<true>> {
  const name = nameOf(reference);
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink() === true) {
    return failure('outside-tree', 'a symbolic link leads to it');
  }
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
  const requested = requestedVersion(reference);
  const reason = `the workspace's chart ${name} has version ${version}, and the release wants ${requested}`;
  return failure('chart-mismatch', reason);
}

/**
 * A version of a HelmRepository is a range, even if it is a full version. A tag that is a version has to be that of the
 * chart (helm-controller: mutateChartWithSourceRevision).
 */
async function fitsReference(store: Store, reference: RemoteReference, version: string): Promise<Outcome<boolean>> {
  if (reference.kind === 'helm') return satisfies(store, reference.version, version);
  const { semver, semverFilter } = reference;
  if (semver !== undefined) {
    const counts = await matchesTag(semverFilter, tagOfVersion(version));
    return counts.ok && counts.value ? satisfies(store, semver, version) : counts;
  }
  return { ok: true, value: !saysVersion(reference) || isSameVersion(versionOfTag(reference.tag ?? ''), version) };
}

/** The range goes before the tag, and there is a default, as in Flux (OCIRepository, spec.ref). */
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
