import { readFile, stat } from 'node:fs/promises';
import { assembledFolder } from './chart-assembly';
import { type ChartFiles, digestOf, readChartArchive, readChartFolder } from './chart-files';
import { chosenValues } from './chosen-values';
import { failure, type Outcome } from '../contract/failure';
import type { Chart, ChartReference, FindChart } from '../contract/ports';

/**
 * Finds charts with the values files that a HelmChart chooses as their values.yaml (source-controller:
 * spec.valuesFiles). Such a chart is a folder below the cache's, with a digest of its own. Other charts stay as they
 * are.
 */
export function withValuesFiles(find: FindChart, cacheFolder: string): FindChart {
  return (reference) =>
    (reference.valuesFiles ?? []).length === 0 ? find(reference) : findWithValuesFiles(find, reference, cacheFolder);
}

async function findWithValuesFiles(
  find: FindChart,
  reference: ChartReference,
  cacheFolder: string,
): Promise<Outcome<Chart>> {
  const { valuesFiles = [], ignoreMissingValuesFiles = false, ...address } = reference;
  const found = await find(address);
  if (!found.ok) return found;
  const files = await filesOf(found.value);
  if (!files.ok) return files;
  const names = pathsInChart(reference, valuesFiles);
  const values = names.ok ? chosenValues(textReader(files.value), names.value, ignoreMissingValuesFiles) : names;
  if (!values.ok) return { ...values, reason: `chart ${found.value.name}: ${values.reason}` };
  const whole = new Map([...files.value, ['values.yaml', new TextEncoder().encode(values.value)]]);
  const digest = digestOf(whole);
  return { ok: true, value: { ...found.value, path: assembledFolder(cacheFolder, whole, digest), digest } };
}

async function filesOf({ path }: Chart): Promise<Outcome<ChartFiles>> {
  return (await stat(path)).isDirectory() ? readChartFolder(path) : readChartArchive(await readFile(path));
}

/** For a chart in the tree, the paths start at the tree's root. */
function pathsInChart(reference: ChartReference, paths: readonly string[]): Outcome<readonly string[]> {
  const clean = paths.map((path) => path.replace(/^(?:\.?\/+)+/, ''));
  if (reference.kind !== 'folder') return { ok: true, value: clean };
  const folder = reference.path === '' ? '' : `${reference.path}/`;
  const outside = clean.find((path) => !path.startsWith(folder));
  if (outside === undefined) return { ok: true, value: clean.map((path) => path.slice(folder.length)) };
  const reason = `the values file '${outside}' is not in the chart's folder, and only files there are looked at`;
  return failure('invalid-values', reason);
}

function textReader(files: ChartFiles): (path: string) => string | undefined {
  return (path) => {
    const bytes = files.get(path);
    return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
  };
}
