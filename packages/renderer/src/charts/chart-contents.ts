import { newUnpacking, readChartArchive, type Unpacking } from './chart-archive';
import { bytesDigest, type ChartFiles } from './chart-files';
import { type ChartMetadata, readChartMetadata } from './chart-metadata';
import { textsOfFiles } from './chart-texts';
import { failure, type Outcome } from '../contract/failure';
import type { ChartTexts } from '../contract/ports';

/** A chart with the charts in its `charts/`, and theirs. */
export interface ChartContents {
  readonly metadata: ChartMetadata;
  /** Of its own files. */
  readonly texts: ChartTexts;
  readonly subcharts: readonly ChartContents[];
  /** Of a subchart that is an archive: where that is, from the chart it is in, and its digest. */
  readonly archive?: { readonly path: string; readonly digest: string };
}

/**
 * What is in a chart. As in Helm, its subcharts are every folder and every .tgz in `charts/`, except where the name
 * starts with `_` or `.`.
 */
export async function readChartContents(
  files: ChartFiles,
  unpacking: Unpacking = newUnpacking(),
): Promise<Outcome<ChartContents>> {
  const metadata = readChartMetadata((name) => textOf(files, name));
  if (!metadata.ok) return metadata;
  const subcharts: ChartContents[] = [];
  for (const [name, part] of await subchartFiles(files, unpacking)) {
    const contents = part.ok ? await readChartContents(part.value, unpacking) : part;
    if (!contents.ok) return failure('chart-invalid', `charts/${name}: ${contents.reason}`);
    const path = `charts/${name}`;
    const bytes = files.get(path);
    subcharts.push({
      ...contents.value,
      ...(bytes === undefined ? {} : { archive: { path, digest: bytesDigest(bytes) } }),
    });
  }
  return { ok: true, value: { metadata: metadata.value, texts: textsOfFiles(files), subcharts } };
}

function textOf(files: ChartFiles, name: string): string | undefined {
  const bytes = files.get(name);
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}

const subchartPath = /^charts\/([^_./][^/]*)(?:\/(.+))?$/s;

async function subchartFiles(
  files: ChartFiles,
  unpacking: Unpacking,
): Promise<ReadonlyMap<string, Outcome<ChartFiles>>> {
  const found = new Map<string, Outcome<ChartFiles>>();
  const folders = new Map<string, Map<string, Uint8Array>>();
  for (const [path, bytes] of files) {
    const [, name, rest] = subchartPath.exec(path) ?? [];
    if (name === undefined) continue;
    if (rest !== undefined) folders.set(name, (folders.get(name) ?? new Map<string, Uint8Array>()).set(rest, bytes));
    else if (name.endsWith('.tgz')) found.set(name, await readChartArchive(bytes, unpacking));
  }
  for (const [name, value] of folders) found.set(name, { ok: true, value });
  return found;
}

/** `name version` of every subchart, at any depth, that has `standin` in its build metadata: it replaces a real one. */
export function standInsOf({ subcharts }: ChartContents): readonly string[] {
  const found = subcharts.flatMap((subchart) => {
    const { name, version } = subchart.metadata;
    const own = /\+(.*\.)?standin(\.|$)/.test(version) ? [`${name} ${version}`] : [];
    return [...own, ...standInsOf(subchart)];
  });
  return [...new Set(found)].sort();
}
