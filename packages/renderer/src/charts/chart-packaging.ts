import { readFile, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { assembledFolder } from './chart-assembly';
import { readChart } from './chart-archive';
import { type ChartFiles, digestOf } from './chart-files';
import { fluxVersion } from './flux-version';
import { chosenValues } from './chosen-values';
import { allAsked, apisAskedIn } from '../cluster/asked-apis';
import { failure, type Outcome } from '../contract/failure';
import type { Chart, ChartReference, FindChart } from '../contract/ports';
import type { Cache } from '../disk/cache';
import { ignoredInTree, privatePaths, workspaceFolder } from './workspace-folder';
import { emitYaml, isObject } from '@sovereign-fleet/go-text';
import { readYaml } from '../objects/read-yaml';

interface Place {
  /** The checkout that references of kind `folder` start from. */
  readonly root: string;
  readonly cache: Cache;
}

/**
 * Finds charts as Flux hands them to Helm: with the values files that a HelmChart chooses as their values.yaml
 * (source-controller: spec.valuesFiles), and with the revision of their source in their version (helm-controller:
 * mutateChartWithSourceRevision; source-controller: VersionMetadata). Such a chart is a folder below the cache's, with
 * a digest of its own. Other charts stay as they are.
 */
export function withPackaging(find: FindChart, place: Place): FindChart {
  return async (reference) => {
    const { valuesFiles = [], ignoreMissingValuesFiles = false, tracksRevision, ...address } = reference;
    const found = await find(address);
    if (!found.ok) return found;
    const chart = tracksRevision === true ? withRevision(found.value, reference) : found.value;
    const version = fluxVersion(chart, { hasValuesFiles: valuesFiles.length > 0 });
    if (!version.ok) return version;
    if (version.value === chart.version && valuesFiles.length === 0) return { ok: true, value: chart };
    const choice = { reference, paths: valuesFiles, ignoreMissing: ignoreMissingValuesFiles };
    return repack(chart, { version: version.value, choice }, place);
  };
}

/** The digest is that of the reference, else that of what was pulled. */
function withRevision(chart: Chart, reference: ChartReference): Chart {
  const digest = reference.kind === 'oci' ? (reference.digest ?? chart.artifact) : undefined;
  return { ...chart, revision: digest ?? 'unknown' };
}

interface Changes {
  readonly version: string;
  readonly choice: {
    readonly reference: ChartReference;
    readonly paths: readonly string[];
    readonly ignoreMissing: boolean;
  };
}

async function repack(chart: Chart, { version, choice }: Changes, place: Place): Promise<Outcome<Chart>> {
  const files = await readChart(chart.path);
  if (!files.ok) return files;
  const whole = new Map(files.value);
  if (version !== chart.version) whole.set('Chart.yaml', withVersion(files.value.get('Chart.yaml'), version));
  if (choice.paths.length > 0) {
    const values = await valuesOf(files.value, choice, place);
    if (!values.ok) return { ...values, reason: `chart ${chart.name}: ${values.reason}` };
    whole.set('values.yaml', new TextEncoder().encode(values.value));
  }
  const digest = digestOf(whole);
  const asked = allAsked([chart.texts.asked, apisAskedIn(new TextDecoder().decode(whole.get('values.yaml')))]);
  const folder = await assembledFolder(place.cache, whole, digest);
  return folder.ok
    ? { ok: true, value: { ...chart, path: folder.value, digest, texts: { ...chart.texts, asked } } }
    : folder;
}

/** The Chart.yaml with another version. It was read before, so it is a map. */
function withVersion(bytes: Uint8Array | undefined, version: string): Uint8Array {
  const read = readYaml(new TextDecoder().decode(bytes), 'v2');
  const metadata = read.ok && isObject(read.value) ? read.value : {};
  return new TextEncoder().encode(emitYaml({ ...metadata, version }));
}

/**
 * Of a chart in the tree, values files are looked up from the tree's root, else in the chart. Flux replaces the chart's
 * values.yaml, and refuses a chart that has none (source-controller: OverwriteChartDefaultValues).
 */
async function valuesOf(
  files: ChartFiles,
  { reference, paths, ignoreMissing }: Changes['choice'],
  { root }: Place,
): Promise<Outcome<string>> {
  if (!files.has('values.yaml')) return failure('invalid-values', 'failed to locate values file: values.yaml');
  const texts = new Map<string, string | undefined>();
  for (const path of paths) {
    const bytes =
      reference.kind === 'folder' ? await treeFile(root, path, reference.ignore) : files.get(cleanPath(path));
    texts.set(path, bytes === undefined ? undefined : new TextDecoder().decode(bytes));
  }
  return chosenValues((path) => texts.get(path), paths, ignoreMissing);
}

function cleanPath(path: string): string {
  return path.replace(/^(?:\.?\/+)+/, '');
}

/** A file of the checkout. A link counts as missing, since source-controller passes none on, as what it ignores. */
async function treeFile(root: string, path: string, ignore: string | undefined): Promise<Uint8Array | undefined> {
  const file = workspaceFolder(root, path);
  if (!file.ok || (await privatePaths(root))(file.value)) return undefined;
  if (ignoredInTree(root, dirname(path), { ignore })(basename(path))) return undefined;
  return (await stat(file.value)).isFile() ? await readFile(file.value) : undefined;
}
