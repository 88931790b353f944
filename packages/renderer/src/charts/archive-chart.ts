import { type Archive, readCached, writeCached } from './chart-cache';
import { readChartContents, standInsOf } from './chart-contents';
import { textsOfChart } from './chart-texts';
import { newUnpacking, readChartArchive } from './chart-archive';
import { bytesDigest } from './chart-files';
import { type ChartRequest, isFixed } from './chart-request';
import type { FoundChart } from './folder-chart';
import { type HelmCall, pullChart } from './helm-pull';
import { failure, type Outcome } from '../contract/failure';
import type { ChartOrigin } from '../contract/rendered';

/** The chart in an archive (.tgz), which Helm takes as it is, or why it cannot be read. */
export async function archiveChart(archive: Archive, origin: ChartOrigin): Promise<Outcome<FoundChart>> {
  const unpacking = newUnpacking();
  const files = await readChartArchive(archive.bytes, unpacking);
  const contents = files.ok ? await readChartContents(files.value, unpacking) : files;
  if (!contents.ok) return contents;
  const { name, version } = contents.value.metadata;
  const digest = bytesDigest(archive.bytes);
  const { path, artifact } = archive;
  const known = artifact === undefined ? {} : { artifact };
  const texts = textsOfChart(contents.value);
  const chart = { path, name, version, origin, standIns: standInsOf(contents.value), ...known, digest, texts };
  const mount = new Map([[`${name}-${version}.tgz`, archive.bytes]]);
  return { ok: true, value: { chart, contents: contents.value, mount } };
}

/**
 * A chart from the cache, else from the network. A tag may be moved, and Flux sees that (source-controller asks for its
 * digest at each interval). So a chart that is not fixed comes from the cache only offline, and is `kept` then.
 */
export async function fetchChart(
  call: HelmCall & { readonly offline: boolean },
  request: ChartRequest,
): Promise<Outcome<FoundChart>> {
  const { cacheFolder, offline } = call;
  const cached = await readCached(cacheFolder, request);
  const isExact = isFixed(request);
  if (cached !== undefined && (isExact || offline)) return archiveChart(cached, isExact ? 'cache' : 'kept');
  if (offline) return failure('chart-absent', 'it is not in the cache, and offline nothing is looked up');
  const answer = await pullChart(call, request);
  if (!answer.ok) return cached === undefined ? answer : { ...answer, reason: `${answer.reason}; ${keptChartHint}` };
  const pulled = await archiveChart({ path: '', ...answer.value }, 'pulled');
  if (!pulled.ok) return pulled;
  const { path } = await writeCached(cacheFolder, request, answer.value);
  return { ok: true, value: { ...pulled.value, chart: { ...pulled.value.chart, path } } };
}

const keptChartHint = 'it was pulled before, and --offline takes it as it was then';
