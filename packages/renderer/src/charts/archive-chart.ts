import { isExactVersion } from '@sovereign-fleet/domain';
import { isObject, type JsonValue } from '@sovereign-fleet/go-text';
import { readYaml } from '../objects/read-yaml';
import { satisfies } from './version-range';
import { type Archive, readCached, writeCached } from './chart-cache';
import { readChartContents, standInsOf } from './chart-contents';
import { textsOfChart } from './chart-texts';
import { newUnpacking, readChartArchive } from './chart-archive';
import { bytesDigest } from './chart-files';
import { type ChartRequest, isFixed } from './chart-request';
import type { FoundChart } from './folder-chart';
import { mebibyte } from '../programs/output-limit';
import { type HelmCall, pullChart, type PulledChart } from './helm-pull';
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
  const { cache, offline } = call;
  const cached = await readCached(cache.folder, request);
  const isExact = isFixed(request);
  if (cached !== undefined && (isExact || offline)) return archiveChart(cached, isExact ? 'cache' : 'kept');
  if (offline) return failure('chart-absent', 'it is not in the cache, and offline nothing is looked up');
  const answer = await pullChart(call, request);
  if (!answer.ok) return cached === undefined ? answer : { ...answer, reason: `${answer.reason}; ${keptChartHint}` };
  const pulled = await archiveChart({ path: '', ...answer.value }, 'pulled');
  if (!pulled.ok) return pulled;
  const asked = await checkAsked(call, request, pulled.value.chart);
  if (!asked.ok) return asked;
  const { index } = answer.value;
  const whole = index === undefined ? asked : checkIndexDigest(index, answer.value, pulled.value.chart);
  if (!whole.ok) return whole;
  const { path } = await cache.write((folder) => writeCached(folder, request, answer.value));
  return { ok: true, value: { ...pulled.value, chart: { ...pulled.value.chart, path } } };
}

const keptChartHint = 'it was pulled before, and --offline takes it as it was then';

interface CameChart {
  readonly name: string;
  readonly version: string;
}

/**
 * Whether the chart that came is the one that was asked for, or what came. Flux and Helm go by the names of an index or
 * a registry alone, and install whatever is behind them; a review would speak of another chart than the tree names. An
 * OCIRepository names none. A version that is not its tag helm-controller refuses itself; it compares them without
 * builds.
 */
async function checkAsked(call: HelmCall, request: ChartRequest, came: CameChart): Promise<Outcome<true>> {
  if (request.from === 'digest') return { ok: true, value: true };
  const { name } = request;
  if (name !== undefined && came.name !== name.split('/').at(-1)) {
    return failure('chart-mismatch', `${request.url} gave the chart ${came.name} for ${name}`);
  }
  const fits = await satisfies(call, request.version, came.version);
  if (!fits.ok) return fits;
  if (fits.value) return { ok: true, value: true };
  if (request.from === 'registry' && isExactVersion(request.version)) {
    const tag = `the chart under the tag ${request.version} has version ${came.version}`;
    return failure('chart-mismatch', `${tag}, and Flux refuses that`);
  }
  return failure('chart-mismatch', `${request.url} gave version ${came.version} for ${request.version}`);
}

/** An index that says no digest is made by hand. */
const largestToRead = 8 * mebibyte;

/**
 * Whether an archive has the digest that the index of its repository says of it, which may say none. An index that has
 * the digest at all is not read as YAML: some have megabytes.
 */
function checkIndexDigest(index: string, { bytes }: PulledChart, { name, version }: CameChart): Outcome<true> {
  const digest = bytesDigest(bytes).replace('sha256:', '');
  if (index.includes(digest)) return { ok: true, value: true };
  if (index.length > largestToRead) {
    const reason = `the index of its repository is too large to be read, and has not its digest, sha256:${digest}`;
    return failure('chart-mismatch', reason);
  }
  const read = readYaml(index, 'text');
  const said = read.ok ? digestsIn(read.value, name, version) : [];
  if (said.length === 0) return { ok: true, value: true };
  const reason = `its archive has the digest sha256:${digest}, and the index of its repository says ${said.join(', ')}`;
  return failure('chart-mismatch', reason);
}

function digestsIn(index: JsonValue, name: string, version: string): readonly string[] {
  const entries = isObject(index) ? index['entries'] : undefined;
  const rows = entries !== undefined && isObject(entries) ? entries[name] : undefined;
  const all = Array.isArray(rows) ? (rows as readonly JsonValue[]) : [];
  return all.flatMap((row) => {
    if (!isObject(row) || row['version'] !== version) return [];
    return typeof row['digest'] === 'string' && row['digest'] !== '' ? [row['digest']] : [];
  });
}
