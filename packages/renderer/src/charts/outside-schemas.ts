import { isJsonList, isJsonMap, type Json, type JsonMap } from '@sovereign-fleet/domain';
import { assembledFolder } from './chart-assembly';
import { type ChartFiles, digestOf, readChart, readChartArchive } from './chart-files';
import type { Outcome } from '../contract/failure';
import type { Chart, FindChart } from '../contract/ports';

/** Schemas that Helm has inside (santhosh-tekuri/jsonschema: metaschemas). */
const knownSchema =
  /^https?:\/\/json-schema\.org\/(schema|draft-0[467]\/schema|draft\/20(19-09|20-12)\/(schema|meta\/[a-z-]+))$/;
const knownDraft = /^(https?:\/\/)?json-schema\.org\/(schema|draft-0[467]\/schema|draft\/20(19-09|20-12)\/schema)#?$/;

/**
 * What Helm would read for a values.schema.json beside the schema itself: URLs, or files of the machine. It is strict:
 * what looks like a reference counts, wherever it stands. What Helm has inside does not, nor a URN, which Helm takes
 * for a schema without rules.
 */
export function outsideReferences(schema: string): readonly string[] {
  const root = parse(schema);
  if (!isJsonMap(root)) return [];
  const maps = mapsWithin(root);
  const own = ownNames(root, maps);
  const isOutside = (reference: string): boolean => {
    const [document = ''] = reference.split('#');
    return document !== '' && !document.startsWith('urn:') && !own.has(document) && !knownSchema.test(document);
  };
  const found = maps.flatMap((map) => [
    ...textsAt(map, ['$ref', '$dynamicRef', '$recursiveRef']).filter(isOutside),
    ...textsAt(map, ['$schema']).filter((text) => !knownDraft.test(text) && isOutside(text)),
  ]);
  return [...new Set(found)];
}

/**
 * By what a schema can refer to itself: the name under which Helm compiles it, and its own id. A relative name is sure
 * only where no id changes what it means (santhosh-tekuri/jsonschema: draft.go, getID).
 */
function ownNames(root: JsonMap, maps: readonly JsonMap[]): ReadonlySet<string> {
  const key = textsAt(root, ['$schema']).some((draft) => draft.includes('draft-04')) ? 'id' : '$id';
  const [id = ''] = root['$ref'] === undefined ? textsAt(root, [key]) : [];
  const hasIds = maps.some((map) => textsAt(map, ['$id', 'id']).length > 0);
  const names = ['file:///values.schema.json', ...(hasIds ? [] : ['values.schema.json'])];
  return new Set(/^[a-z][a-z0-9+.-]*:/i.test(id) ? [...names, id.replace(/#.*$/s, '')] : names);
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json; // JSON has no other types
  } catch {
    return undefined; // Helm says what is wrong with it, before it reads anything else
  }
}

/** A list that grows while it is walked: a schema may be deeper than calls can be. */
function mapsWithin(root: Json): readonly JsonMap[] {
  const all: Json[] = [root];
  for (const one of all) {
    for (const inner of isJsonList(one) ? one : isJsonMap(one) ? Object.values(one) : []) all.push(inner);
  }
  return all.filter(isJsonMap);
}

function textsAt(map: JsonMap, keys: readonly string[]): readonly string[] {
  return keys.flatMap((key) => {
    const value = Object.hasOwn(map, key) ? map[key] : undefined;
    return typeof value === 'string' ? [value] : [];
  });
}

/** What the values.schema.json among the files of one chart refers to outside of itself. */
export function outsideOfFiles(files: ChartFiles): readonly string[] {
  const bytes = files.get('values.schema.json');
  return bytes === undefined ? [] : outsideOf(bytes);
}

function outsideOf(bytes: Uint8Array): readonly string[] {
  return outsideReferences(new TextDecoder().decode(bytes));
}

/**
 * Finds charts without the schemas that refer outside of themselves, in the chart or a subchart, so that Helm asks
 * nobody while it renders. The other schemas stay. Flux reads them from the cluster, so what they say is not known.
 */
export function withoutOutsideSchemas(find: FindChart, cacheFolder: string): FindChart {
  return async (reference) => {
    const found = await find(reference);
    if (!found.ok || found.value.texts.outsideSchemas.length === 0) return found;
    return closedChart(found.value, cacheFolder);
  };
}

async function closedChart(chart: Chart, cacheFolder: string): Promise<Outcome<Chart>> {
  const files = await readChart(chart.path);
  const closed = files.ok ? await closedFiles(files.value) : files;
  if (!closed.ok) return closed;
  const digest = digestOf(closed.value);
  return { ok: true, value: { ...chart, path: assembledFolder(cacheFolder, closed.value, digest), digest } };
}

async function closedFiles(files: ChartFiles): Promise<Outcome<ChartFiles>> {
  const closed = new Map<string, Uint8Array>();
  for (const [path, bytes] of files) {
    const own = await closedFile(path, bytes);
    if (!own.ok) return own;
    for (const [name, content] of own.value) closed.set(name, content);
  }
  return { ok: true, value: closed };
}

/** A file without what leads out of it. An archive of a subchart becomes a folder, which Helm reads in the same way. */
async function closedFile(path: string, bytes: Uint8Array): Promise<Outcome<ChartFiles>> {
  const archive = /^((?:.*\/)?charts\/[^_./][^/]*)\.tgz$/s.exec(path)?.[1];
  if (archive === undefined) {
    const leadsOut = /^(.*\/)?values\.schema\.json$/s.test(path) && outsideOf(bytes).length > 0;
    return { ok: true, value: new Map(leadsOut ? [] : [[path, bytes]]) };
  }
  const read = await readChartArchive(bytes);
  const inner = read.ok ? await closedFiles(read.value) : read;
  if (!inner.ok) return inner;
  return { ok: true, value: new Map([...inner.value].map(([name, content]) => [`${archive}/${name}`, content])) };
}
