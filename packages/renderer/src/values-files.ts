import { readFile, stat } from 'node:fs/promises';
import { assembledFolder } from './chart-assembly';
import { type ChartFiles, digestOf, readChartArchive, readChartFolder } from './chart-files';
import { chosenValues } from './chosen-values';
import type { Chart, ChartReference, FindChart, Outcome } from './ports';

/**
 * Finds charts with the values files that a HelmChart chooses as their values.yaml (source-controller:
 * spec.valuesFiles). Such a chart is a folder below the cache's, with a digest of its own; the others are as they were.
 */
export function withValuesFiles(find: FindChart, cacheFolder: string): FindChart {
  return (reference) => {
    const { valuesFiles = [], ...address } = reference;
    const found = find(address);
    return valuesFiles.length === 0 ? found : choose(found, { ...reference, valuesFiles }, cacheFolder);
  };
}

type Choosing = ChartReference & { readonly valuesFiles: readonly string[] };

async function choose(finding: ReturnType<FindChart>, reference: Choosing, cacheFolder: string): ReturnType<FindChart> {
  const found = await finding;
  const files = found.ok ? await filesOf(found.value) : found;
  if (!found.ok || !files.ok) return files.ok ? found : files;
  const names = inChart(reference, reference.valuesFiles);
  const isLenient = reference.ignoreMissingValuesFiles === true;
  const values = names.ok ? chosenValues(texts(files.value), names.value, isLenient) : names;
  if (!values.ok) return { ok: false, reason: `chart ${found.value.name}: ${values.reason}` };
  const whole = new Map([...files.value, ['values.yaml', new TextEncoder().encode(values.value)]]);
  const path = await assembledFolder(cacheFolder, whole);
  return { ok: true, value: { ...found.value, path, digest: digestOf(whole) } };
}

async function filesOf({ path }: Chart): Promise<Outcome<ChartFiles>> {
  return (await stat(path)).isDirectory() ? readChartFolder(path) : readChartArchive(await readFile(path));
}

/** Of a chart in the tree, the paths are from the tree's root. */
function inChart(reference: ChartReference, paths: readonly string[]): Outcome<readonly string[]> {
  const clean = paths.map((path) => path.replace(/^(?:\.?\/+)+/, ''));
  if (reference.kind !== 'folder') return { ok: true, value: clean };
  const folder = reference.path === '' ? '' : `${reference.path}/`;
  const outside = clean.find((path) => !path.startsWith(folder));
  if (outside === undefined) return { ok: true, value: clean.map((path) => path.slice(folder.length)) };
  return {
    ok: false,
    reason: `the values file '${outside}' is not in the chart's folder, and only those are looked at`,
  };
}

function texts(files: ChartFiles): (path: string) => string | undefined {
  return (path) => {
    const bytes = files.get(path);
    return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
  };
}
