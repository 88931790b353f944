import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { isObject, printJson } from '@sovereign-fleet/go-text';
import { assembledFolder } from './chart-assembly';
import { newUnpacking, readChart, readChartArchive, type Unpacking } from './chart-archive';
import { type ChartFiles, digestOf } from './chart-files';
import { outsideReferences } from './outside-schemas';
import type { Outcome } from '../contract/failure';
import type { Chart, FindChart } from '../contract/ports';
import type { Cache } from '../disk/cache';
import { readYaml } from '../objects/read-yaml';

/**
 * Finds charts as folders of what we have read of them, at any depth: an archive may hold what only Helm finds in it.
 * The schemas that refer outside of themselves are left out, so that Helm asks nobody while it renders; the others
 * stay. Of a library there is what Flux renders of it, in a chart that Helm's command takes. Any other folder without
 * archives and such schemas is taken as it is.
 */
export function withClosedCharts(find: FindChart, cache: Cache): FindChart {
  return async (reference) => {
    const found = await find(reference);
    return found.ok ? closedChart(found.value, cache) : found;
  };
}

async function closedChart(chart: Chart, cache: Cache): Promise<Outcome<Chart>> {
  const files = await readChart(chart.path);
  if (!files.ok) return files;
  const isFolder = (await stat(chart.path)).isDirectory();
  const leadsOut = chart.texts.outsideSchemas.length > 0;
  const { isLibrary } = chart.texts;
  const isPlain = !leadsOut && !isLibrary && ![...files.value.keys()].some(isArchive);
  if (isFolder && isPlain) return { ok: true, value: chart };
  const closed = await closedFiles(files.value, newUnpacking());
  if (!closed.ok) return closed;
  // Helm applies it to folders alone.
  const kept = new Map([...closed.value].filter(([path]) => isFolder || path !== '.helmignore'));
  const whole = isLibrary ? asApplication(kept) : kept;
  const digest = digestOf(whole);
  const folder = await assembledFolder(cache, whole, digest);
  if (!folder.ok) return folder;
  // What was left out of it decides the render, and what it came in does not.
  return { ok: true, value: { ...chart, path: folder.value, ...(leadsOut ? { digest } : {}) } };
}

/** A library as a chart that renders the same: its templates make nothing but what others include (Helm: engine). */
function asApplication(files: ChartFiles): ChartFiles {
  const isOwnTemplate = (path: string) => path.startsWith('templates/') && !basename(path).startsWith('_');
  const kept = [...files].filter(([path]) => !isOwnTemplate(path));
  const own = readYaml(new TextDecoder().decode(files.get('Chart.yaml')), 'v2');
  if (!own.ok || !isObject(own.value)) return files; // Helm says why
  const text = printJson({ ...own.value, type: 'application' });
  return new Map([...kept, ['Chart.yaml', new TextEncoder().encode(`${text}\n`)] as const]);
}

const archive = /^((?:charts\/[^/]+\/)*charts\/[^_./][^/]*)\.tgz$/s;

function isArchive(path: string): boolean {
  return archive.test(path);
}

async function closedFiles(files: ChartFiles, unpacking: Unpacking): Promise<Outcome<ChartFiles>> {
  const closed = new Map<string, Uint8Array>();
  for (const [path, bytes] of files) {
    const own = await closedFile(path, bytes, unpacking);
    if (!own.ok) return own;
    for (const [name, content] of own.value) closed.set(name, content);
  }
  return { ok: true, value: closed };
}

/**
 * A file without what leads out of it. An archive of a subchart becomes a folder, whose name does not matter to Helm.
 */
async function closedFile(path: string, bytes: Uint8Array, unpacking: Unpacking): Promise<Outcome<ChartFiles>> {
  const name = archive.exec(path)?.[1];
  if (name === undefined) {
    const isSchema = /^(.*\/)?values\.schema\.json$/s.test(path);
    const leadsOut = isSchema && outsideReferences(new TextDecoder().decode(bytes)).length > 0;
    return { ok: true, value: new Map(leadsOut ? [] : [[path, bytes]]) };
  }
  const read = await readChartArchive(bytes, unpacking);
  const inner = read.ok ? await closedFiles(read.value, unpacking) : read;
  if (!inner.ok) return inner;
  return { ok: true, value: new Map([...inner.value].map(([file, content]) => [`${name}.unpacked/${file}`, content])) };
}
