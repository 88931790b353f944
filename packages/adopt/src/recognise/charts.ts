import { isExactVersion, type Issue, releaseNamespace } from '@sovereign-fleet/domain';
import { asText, freeName, isMap, type JsonMap, omitKeys } from '../model/json';
import type { ModelChart, ModelSource } from '../model/kit-model';
import type { Note } from '../model/note';
import type { FoundChart, Release } from '../model/recognised';
import { idOf, placeOf } from '../model/source';
import { versionOfArtifact } from './chart-versions';
import { namespaceOf } from '@sovereign-fleet/renderer';

/** The chart of a release, or why a row cannot name it: the release is left out, or the tree refused. */
export type ChartOutcome = { readonly found: FoundChart } | { readonly note: Note } | { readonly issue: Issue };

/** Finds the source of a release's chart among the objects, as they arrive. */
export function findChart({ of, spec }: Release, sources: ReadonlyMap<string, Release>): ChartOutcome {
  const refuse = (text: string): ChartOutcome => {
    return { note: { reason: 'kind not typed', of: of.id, place: placeOf(of.raw), text, leavesOut: true } };
  };
  const own = namespaceOf(of.object, 'default');
  const chart = isMap(spec['chart']) && isMap(spec['chart']['spec']) ? spec['chart']['spec'] : undefined;
  const reference = chart === undefined ? spec['chartRef'] : chart['sourceRef'];
  if (!isMap(reference)) return refuse('it has neither chart nor chartRef');
  const { kind, name, namespace } = reference;
  const id = idOf(asText(kind), asText(namespace) || own, asText(name));
  const source = sources.get(id);
  if (source === undefined)
    return refuse(`its chart is in ${id}, which is not in the tree or is no kind that a row names`);
  return chart === undefined ? chartOfArtifact(source) : chartOfRepository(source, chart);
}

function chartOfArtifact(source: Release): ChartOutcome {
  const { of, spec } = source;
  const version = versionOfArtifact(source);
  if ('issue' in version) return version;
  const url = asText(spec['url']);
  const at = url.lastIndexOf('/');
  const from = { type: 'oci', url: url.slice(0, at), secret: secretOf(spec) } as const;
  const others = otherFields(spec);
  const notes = [...version.found.notes, ...movedSecretNotes(source)];
  return { found: { source: from, object: of, chart: url.slice(at + 1), ...version.found, notes, others } };
}

function chartOfRepository(repository: Release, chart: JsonMap): ChartOutcome {
  const { of, spec } = repository;
  const source = { type: 'helm', url: asText(spec['url']), secret: secretOf(spec) } as const;
  const version = asText(chart['version']) || '*';
  const found = { source, object: of, chart: asText(chart['chart']), version };
  const notes = movedSecretNotes(repository);
  return { found: { ...found, otherReference: {}, notes, others: otherFields(spec) } };
}

/** Flux reads the Secret of a source beside it, and sources of a kit are beside Flux. */
function movedSecretNotes({ of, spec }: Release): readonly Note[] {
  const [secret, namespace] = [secretOf(spec), namespaceOf(of.object, 'default')];
  if (secret === undefined || namespace === releaseNamespace) return [];
  const text = `its Secret ${secret} is read in ${releaseNamespace}, and no more in ${namespace}; deliver it there`;
  return [{ reason: 'assumed', of: of.id, place: placeOf(of.raw), text }];
}

/** What a source has beside what a row or our contract says. */
function otherFields(spec: JsonMap): JsonMap {
  const said = ['url', 'type', 'interval', 'secretRef', 'ref', 'layerSelector'];
  return omitKeys(spec, spec['provider'] === 'generic' ? [...said, 'provider'] : said);
}

function secretOf(spec: JsonMap): string | undefined {
  return isMap(spec['secretRef']) ? asText(spec['secretRef']['name']) : undefined;
}

export interface NamedSources {
  readonly rows: Readonly<Record<string, ModelSource>>;
  readonly nameOf: (found: FoundChart) => string;
}

/**
 * The sources of a kit, the most used one first. A chart in a registry is an artifact of its own, so that repositories
 * of one registry are one source; with `keep` each HelmRepository stays under its name.
 */
export function namedSources(found: readonly FoundChart[], keep: boolean): NamedSources {
  const uses = new Map<string, { readonly row: ModelSource; readonly wanted: string; count: number }>();
  for (const one of found) {
    const key = keyOf(one, keep);
    const entry = uses.get(key) ?? { row: rowOf(one, keep), wanted: wantedName(one, keep), count: 0 };
    entry.count += 1;
    uses.set(key, entry);
  }
  const names = new Map<string, string>();
  const sorted = [...uses].sort(([, a], [, b]) => b.count - a.count);
  for (const [key, { wanted }] of sorted) names.set(key, freeName(wanted, [...names.values()]));
  return {
    rows: Object.fromEntries(sorted.map(([key, { row }]) => [names.get(key) ?? '', row])),
    nameOf: (one) => names.get(keyOf(one, keep)) ?? '',
  };
}

function isKept({ source }: FoundChart, keep: boolean): boolean {
  return source.type === 'helm' && (keep || !source.url.startsWith('oci://'));
}

function keyOf(one: FoundChart, keep: boolean): string {
  const { url, secret = '' } = one.source;
  return isKept(one, keep) ? one.object.id : JSON.stringify([url, secret]);
}

function rowOf(one: FoundChart, keep: boolean): ModelSource {
  return isKept(one, keep) ? one.source : { ...one.source, type: 'oci' };
}

/** The last part of a registry's path, or its host. */
function wantedName(one: FoundChart, keep: boolean): string {
  if (isKept(one, keep)) return one.object.object.metadata.name;
  const name =
    one.source.url
      .replace(/^\w+:\/\//, '')
      .replace(/\/+$/, '')
      .split('/')
      .at(-1) ?? '';
  return (
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'charts'
  );
}

/** The chart as a row says it: what follows from the slot's name and the first source is left out. */
export function modelChart(found: FoundChart, slot: string, { rows, nameOf }: NamedSources): ModelChart {
  const [first] = Object.keys(rows);
  const source = nameOf(found);
  return {
    ...(source === first ? {} : { source }),
    ...(found.chart === slot ? {} : { name: found.chart }),
    version: found.version,
    ...(found.digest === undefined ? {} : { digest: found.digest }),
    ...(isExactVersion(found.version) ? {} : { range: true }),
  };
}
