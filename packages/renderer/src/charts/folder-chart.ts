import { basename, join, relative, resolve } from 'node:path';
import { assembledFolder } from './chart-assembly';
import { type ChartContents, readChartContents, standInsOf } from './chart-contents';
import { textsOfChart } from './chart-texts';
import { type ChartFiles, digestOf, readChartFolder } from './chart-files';
import type { Dependency } from './chart-metadata';
import { failure, type Failure, type Outcome } from '../contract/failure';
import type { Chart, ChartReference } from '../contract/ports';
import { satisfies } from './version-range';
import type { HelmCall } from './helm-pull';
import { ignoredInTree } from './workspace-folder';

/** A chart with what is in it, and with the files to put into the `charts/` of a chart that depends on it. */
export interface FoundChart {
  readonly chart: Chart;
  readonly contents: ChartContents;
  readonly mount: ChartFiles;
}

/** Where the dependencies of a folder's chart come from. */
export interface DependencySources extends HelmCall {
  /** The checkout. A `file://` may not lead out of it. */
  readonly root: string;
  /** `readFolder`, which runs once for each folder. */
  readonly read: (folder: string) => Promise<Outcome<ReadFolder>>;
  /** Reads the chart to use for a dependency of this name, or gives undefined if there is none. */
  readonly subchart: (name: string) => Promise<Outcome<FoundChart>> | undefined;
  /** Finds a chart as for a release. `trail` has the folders that wait for it. */
  readonly find: (reference: ChartReference, trail: readonly string[]) => Promise<Outcome<FoundChart>>;
}

interface ReadFolder {
  readonly files: ChartFiles;
  readonly contents: ChartContents;
  /** Whether these are all files of the folder. */
  readonly isWhole: boolean;
}

/** The chart in a folder as it stands there, but for what `isPrivate` says of a path. */
export async function readFolder(folder: string, isPrivate: (path: string) => boolean): Promise<Outcome<ReadFolder>> {
  let isWhole = true;
  const files = readChartFolder(folder, (path) => {
    const leavesOut = isPrivate(path);
    if (leavesOut) isWhole = false;
    return leavesOut;
  });
  if (!files.ok) return files;
  const contents = await readChartContents(files.value);
  return contents.ok ? { ok: true, value: { files: files.value, contents: contents.value, isWhole } } : contents;
}

/** A folder of a tree, without what the tree's source leaves out. */
export async function passedOn(
  folder: ReadFolder,
  { root, path, ignore }: { readonly root: string; readonly path: string; readonly ignore: string | undefined },
): Promise<Outcome<ReadFolder>> {
  const own = [...folder.files].filter(([file]) => basename(file) === '.sourceignore');
  const below = new Map(own.map(([file, bytes]) => [file, new TextDecoder().decode(bytes)]));
  const isIgnored = ignoredInTree(root, path, { ignore, below });
  const files = new Map([...folder.files].filter(([file]) => !isIgnored(file)));
  if (files.size === folder.files.size) return { ok: true, value: folder };
  if (!files.has('Chart.yaml')) return failure('chart-invalid', 'its source leaves out its Chart.yaml');
  const contents = await readChartContents(files);
  return contents.ok ? { ok: true, value: { files, contents: contents.value, isWhole: false } } : contents;
}

/**
 * The chart in a folder. Finds the dependencies of its Chart.yaml that are not in its `charts/`: among the subcharts of
 * `sources`, by `file://`, else as a release's chart is found. The chart with its dependencies is then a folder below
 * the cache's, and the workspace stays as it is. Fails if a dependency cannot be had or has another version.
 */
export async function folderChart(
  sources: DependencySources,
  folder: string,
  trail: readonly string[],
): Promise<Outcome<FoundChart>> {
  if (trail.includes(folder)) return failure('chart-invalid', 'its dependencies go in a circle');
  const read = await sources.read(folder);
  if (!read.ok) return read;
  const missing = await missingDependencies(sources, read.value);
  if (!missing.ok) return missing;
  if (missing.value.length === 0 && read.value.isWhole) {
    return { ok: true, value: foundChart(read.value, { path: folder, digest: digestOf(read.value.files) }) };
  }
  const parent = { ...read.value, folder, trail: [...trail, folder], missing: missing.value };
  const whole = await withDependencies(sources, parent);
  if (!whole.ok) return whole;
  const digest = digestOf(whole.value.files);
  const folderOf = await assembledFolder(sources.cache, whole.value.files, digest);
  return folderOf.ok ? { ok: true, value: foundChart(whole.value, { path: folderOf.value, digest }) } : folderOf;
}

function foundChart({ files, contents }: ReadFolder, { path, digest }: Pick<Chart, 'path' | 'digest'>): FoundChart {
  const { name, version } = contents.metadata;
  const mount = new Map([...files].map(([file, bytes]) => [`${name}/${file}`, bytes]));
  const standIns = standInsOf(contents);
  const texts = textsOfChart(contents);
  const chart = { path, name, version, origin: 'workspace', standIns, digest, texts } as const;
  return { chart, contents, mount };
}

/** The dependencies that are not in `charts/`. Helm takes one there by its name, so a wrong version is a failure. */
async function missingDependencies(call: HelmCall, { contents }: ReadFolder): Promise<Outcome<readonly Dependency[]>> {
  const missing: Dependency[] = [];
  const { dependencies } = contents.metadata;
  const [unfound] = dependencies.length === contents.subcharts.length ? [] : dependencies.filter(isUnfound(contents));
  if (unfound !== undefined) {
    const name = unfound.alias ?? unfound.name;
    const reason = `its dependency ${name} has no version, and Flux takes none from a folder then`;
    return failure('chart-invalid', reason);
  }
  for (const dependency of dependencies) {
    const there = contents.subcharts.filter(({ metadata }) => metadata.name === dependency.name);
    const fits = await Promise.all(there.map(({ metadata }) => satisfies(call, dependency.version, metadata.version)));
    const unclear = fits.find((fit) => !fit.ok);
    if (unclear !== undefined) return unclear;
    const other = there.flatMap((subchart) => otherArchive(dependency, subchart));
    if (other[0] !== undefined) return failure('chart-mismatch', other[0]);
    if (there.length === 0) missing.push(dependency);
    else if (!fits.some((fit) => fit.ok && fit.value)) {
      const versions = there.map(({ metadata }) => metadata.version).join(', ');
      const wanted = `its Chart.yaml wants ${dependency.version}`;
      return failure('chart-mismatch', `its charts/ holds ${dependency.name} ${versions}, and ${wanted}`);
    }
  }
  return { ok: true, value: missing };
}

/**
 * Tells of a dependency that Flux does not find in `charts/` and has no range to look for in a folder: it looks by
 * its alias, unless there are as many charts as dependencies (source-controller: internal/helm/chart, collectMissing).
 */
function isUnfound({ subcharts }: ChartContents): (dependency: Dependency) => boolean {
  const names = new Set(subcharts.map(({ metadata }) => metadata.name));
  return ({ name, alias, version, repository }) => {
    const isLocal = repository === '' || repository.startsWith('file://');
    return version === '' && isLocal && !names.has(alias ?? name);
  };
}

interface Parent extends ReadFolder {
  readonly folder: string;
  readonly trail: readonly string[];
  readonly missing: readonly Dependency[];
}

async function withDependencies(sources: DependencySources, parent: Parent): Promise<Outcome<ReadFolder>> {
  const files = new Map(parent.files);
  const subcharts = [...parent.contents.subcharts];
  for (const dependency of parent.missing) {
    const dependent = await findDependency(sources, parent, dependency);
    if (!dependent.ok) return explainMissing(dependency, dependent);
    const fits = await checkVersion(sources, dependency, dependent.value.chart);
    const isReviewed = fits.ok ? checkDigest(dependency, dependent.value) : fits;
    if (!isReviewed.ok) return explainMissing(dependency, isReviewed);
    for (const [path, bytes] of dependent.value.mount) files.set(`charts/${path}`, bytes);
    subcharts.push(dependent.value.contents);
  }
  return { ok: true, value: { files, contents: { ...parent.contents, subcharts }, isWhole: false } };
}

function explainMissing({ name, version, repository }: Dependency, cause: Failure): Outcome<never> {
  const from = repository === '' ? '' : ` from ${withoutCredentials(repository)}`;
  const reason = `it depends on ${name} ${version}${from}, which cannot be had: ${cause.reason}`;
  // The version is one of that chart, and nobody asked for it by name.
  const code = cause.code === 'version-absent' ? 'chart-absent' : cause.code;
  return { ok: false, ...cause, code, reason };
}

async function findDependency(
  sources: DependencySources,
  { folder, trail }: Parent,
  { name, version, repository }: Dependency,
): Promise<Outcome<FoundChart>> {
  const subchart = sources.subchart(name);
  if (subchart !== undefined) return subchart;
  if (repository.startsWith('oci://')) {
    return sources.find({ kind: 'oci', url: `${repository.replace(/\/+$/, '')}/${name}`, semver: version }, trail);
  }
  if (/^https?:/.test(repository)) return sources.find({ kind: 'helm', url: repository, name, version }, trail);
  if (repository.startsWith('file://')) {
    const path = relative(sources.root, resolve(join(folder, repository.slice('file://'.length))));
    return sources.find({ kind: 'folder', path }, trail);
  }
  const reason = repository === '' ? 'it has no repository' : 'its repository is not a URL';
  return failure('chart-invalid', `${reason}, and it is not in charts/`);
}

async function checkVersion(call: HelmCall, { name, version }: Dependency, chart: Chart): Promise<Outcome<true>> {
  if (chart.name !== name) return failure('chart-mismatch', `what was found is the chart ${chart.name}`);
  const fits = await satisfies(call, version, chart.version);
  if (!fits.ok) return fits;
  return fits.value
    ? { ok: true, value: true }
    : failure('chart-mismatch', `what was found has version ${chart.version}`);
}

/** What is wrong with the archive that `helm dependency update` put into `charts/`, where another one was reviewed. */
function otherArchive({ digest }: Dependency, { archive }: ChartContents): readonly string[] {
  if (digest === undefined || archive === undefined || archive.digest === digest) return [];
  return [`its ${archive.path} has the digest ${archive.digest}, and its Chart.yaml says ${digest}`];
}

/** Whether an archive is the one that was reviewed. A folder has no digest that others could have written down. */
function checkDigest({ digest }: Dependency, { chart, mount }: FoundChart): Outcome<true> {
  const isArchive = [...mount.keys()].some((path) => !path.includes('/'));
  if (digest === undefined || !isArchive || chart.digest === digest) return { ok: true, value: true };
  const reason = `what was found has the digest ${chart.digest}, and its Chart.yaml says ${digest}`;
  return failure('chart-mismatch', reason);
}

function withoutCredentials(url: string): string {
  return url.replace(/\/\/[^/]*@/, '//…@').replace(/\?.*/s, '?…');
}
