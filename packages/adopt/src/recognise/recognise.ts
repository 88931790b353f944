import type { Issue, Result } from '@sovereign-fleet/domain';
import type { KubernetesObject } from '@sovereign-fleet/renderer';
import type { Json, KitModel, ModelParameter, ModelSlot } from '../model/kit-model';
import type { Note } from '../model/note';
import { useOf } from '../model/expression';
import { isOfFlux } from '../source/read-source';
import { placeOf, type Source, type SourceObject } from '../source/source-tree';
import { actionOf, freeName, isMap, profilesOf } from './actions';
import { blocksOf } from './blocks';
import { findChart, type FoundChart, issueOfRange, modelChart, namedSources, rangeOf, type Release } from './charts';
import { edgesOf } from './edges';
import { type Extra, placeExtras } from './extras';
import { featuresOf } from './features';
import { deliveredOf } from './inputs';
import { namespacesOf, placeholderNotes, targetOf } from './namespaces';
import { numbersOf } from './numbers';
import { type Facts, type Parameters, parametersOf } from './parameters';
import { nullNotes, resolvedNotes, slotOf } from './slot';
import { type ArrivedBoth, usesIn } from './uses';

export interface RecogniseOptions {
  readonly kit: string;
  /** The facts of the region that is adopted. */
  readonly facts: Facts;
  /** Whether HelmRepositories stay as they are. */
  readonly keepSources: boolean;
  readonly allowRanges: boolean;
  /** Whether a value may be a default: it names no host and no region. */
  readonly isDefault: (value: Json) => boolean;
}

/** What was recognised: the kit, what stands beside its rows, and a Note for all that is not as it was. */
export interface Recognised {
  readonly kit: KitModel;
  readonly extras: readonly Extra[];
  readonly notes: readonly Note[];
  /** The release of each slot. */
  readonly releases: ReadonlyMap<string, Release>;
  readonly charts: ReadonlyMap<string, FoundChart>;
  readonly parameters: Parameters;
}

/** Recognises slots, sources, parameters and features in the source. */
export function recognise(source: Source, both: ArrivedBoth, options: RecogniseOptions): Result<Recognised> {
  const { asIs } = both;
  const objects = source.objects.filter(({ object }) => !isOfFlux(object));
  const arrived = new Map(objects.map((of) => [of.id, { of, spec: specOf(asIs.of.get(of.object)) }]));
  const sources = new Map([...arrived].filter(([, { of }]) => isSource(of)));
  const all = [...arrived.values()].filter(({ of }) => of.object.kind === 'HelmRelease');
  const outcomes = all.map((release) => ({ release, outcome: findChart(release, sources) }));
  const charts = new Map(outcomes.flatMap(({ release, outcome }) => ('found' in outcome ? [[release, outcome.found]] : [])));
  const releases = [...charts.keys()];
  const byId = new Map(releases.map((release) => [release.of.id, release]));
  const edges = new Map(releases.map((release) => [release, edgesOf(release, byId)]));
  const ranges = releases.filter((release) => rangeOf(chartOf(charts, release)) !== undefined);
  const issues = options.allowRanges ? [] : ranges.map((release) => issueOfRange(release, chartOf(charts, release)));
  if (releases.length === 0) issues.push(issueOfNoRelease(source));
  if (issues.length > 0) return { ok: false, issues };

  const uses = usesIn(objects, both);
  const parameters = parametersOf(uses, options.facts, options.isDefault);
  const namespaces = namespacesOf(objects, releases);
  const used = new Set([...releases.map(({ of }) => of), ...namespaces.madeBy.values()]);
  const rest = objects.filter((of) => !used.has(of) && !isSource(of) && of.object.kind !== 'HelmRelease');
  const names = slotNames(releases);
  const nameOf = (release: Release) => names.get(release) ?? '';
  const places = releases.map((release) => ({
    name: nameOf(release),
    namespace: targetOf(release),
    words: [nameOf(release).replace(/^bp-/, ''), chartOf(charts, release).chart, targetOf(release)],
    of: release.of,
  }));
  const { extras, notes } = placeExtras(rest, places);
  const features = featuresOf(releases, both);
  const blocks = blocksOf(releases, (release) => edges.get(release)?.to ?? []);
  const profiles = profilesOf(releases.map(({ spec }) => actionOf(spec)));
  const named = namedSources([...charts.values()], options.keepSources);
  const numbers = numbersOf(releases.map(({ of }) => of.raw?.file));
  const slots = releases.map((release, index): ModelSlot => {
    const name = nameOf(release);
    const brings = new Set(extras.flatMap(({ slot, group }) => (slot === name && group !== undefined ? [group] : [])));
    return slotOf(release, {
      number: numbers[index] ?? '',
      name,
      chart: modelChart(chartOf(charts, release), name, named),
      namespace: namespaces.madeBy.get(release),
      dependsOn: (edges.get(release)?.to ?? []).map(nameOf),
      brings: [...brings],
      where: features.whereOf(release),
      blocks,
      profiles,
      parameters,
      asIs,
    });
  });
  return {
    ok: true,
    value: {
      kit: {
        name: options.kit,
        sources: named.rows,
        profiles: profiles.rows,
        ...deliveredOf(releases, Object.values(named.rows), source),
        ...metadataOf(parameters.declarations),
        features: features.rows,
        slots,
      },
      extras,
      parameters,
      releases: new Map(releases.map((release) => [nameOf(release), release])),
      charts: new Map(releases.map((release) => [nameOf(release), chartOf(charts, release)])),
      notes: [
        ...outcomes.flatMap(({ outcome }) => ('note' in outcome ? [outcome.note] : [])),
        ...parameters.notes,
        ...notes,
        ...[...edges.values()].flatMap((one) => one.notes),
        ...ranges.map((release) => rangeNote(release, chartOf(charts, release))),
        ...releases.flatMap((release) => [...nullNotes(release), ...resolvedNotes(release), ...labelNotes(release)]),
        ...slots.flatMap((slot, index) => placeholdersOf(slot, releases[index])),
      ],
    },
  };
}

function chartOf(charts: ReadonlyMap<Release, FoundChart>, release: Release): FoundChart {
  const found = charts.get(release);
  if (found === undefined) throw new Error(`${release.of.id} has no chart`);
  return found;
}

function specOf(object: KubernetesObject | undefined): Readonly<Record<string, Json>> {
  const spec = object?.['spec'];
  return isMap(spec) ? spec : {};
}

function isSource({ object }: SourceObject): boolean {
  return object.kind === 'HelmRepository' || object.kind === 'OCIRepository';
}

/** A slot has the name of its release, with `bp-` before it. */
function slotNames(releases: readonly Release[]): ReadonlyMap<Release, string> {
  const names = new Map<Release, string>();
  for (const release of releases) {
    const { name } = release.of.object.metadata;
    names.set(release, freeName(name.startsWith('bp-') ? name : `bp-${name}`, [...names.values()]));
  }
  return names;
}

const labelFacts = {
  'catalyst.openova.io/region': ['regionKey', 'SOVEREIGN_REGION_KEY'],
  'catalyst.openova.io/region-role': ['regionRole', 'SOVEREIGN_REGION_ROLE'],
  'catalyst.openova.io/sovereign': ['fqdn', 'SOVEREIGN_FQDN'],
} as const;

/** The labels that every kit has, by which its objects are found again. */
function metadataOf(declared: Readonly<Record<string, ModelParameter>>): Pick<KitModel, 'parameters' | 'labels' | 'annotations'> {
  const parameters: Record<string, ModelParameter> = { ...declared };
  const entries = Object.entries(labelFacts).map(([key, [fact, wanted]]) => {
    const own = Object.entries(parameters).find(([, one]) => 'fact' in one && one.fact === fact)?.[0];
    const name = own ?? freeName(wanted, Object.keys(parameters));
    parameters[name] = { fact };
    return [key, useOf(name)] as const;
  });
  return {
    parameters,
    labels: Object.fromEntries(entries.slice(0, 2)),
    annotations: Object.fromEntries(entries.slice(2)),
  };
}

function issueOfNoRelease({ tree: { folder } }: Source): Issue {
  const problem = 'no HelmRelease with a chart of a HelmRepository or an OCIRepository is built from it';
  const remedy = 'Name the folder that the Flux of the cluster is pointed at';
  return { file: 'command line', field: '--from', value: folder, code: 'missing', problem, remedy };
}

function rangeNote({ of }: Release, { version }: FoundChart): Note {
  const text = `its chart is "${version}", so that another one may come tomorrow`;
  return { reason: 'semver range', of: of.id, place: placeOf(of.raw), text };
}

function labelNotes({ of }: Release): readonly Note[] {
  const { labels = {}, annotations = {} } = of.object.metadata;
  return [...Object.keys(labels).map((key) => `labels.${key}`), ...Object.keys(annotations).map((key) => `annotations.${key}`)].map(
    (field): Note => ({
      reason: 'label of a release',
      of: of.id,
      place: placeOf(of.raw),
      text: `a row has no ${field} for one release; it is left out`,
      allows: [`metadata.${field}`],
    }),
  );
}

function placeholdersOf(slot: ModelSlot, release: Release | undefined): readonly Note[] {
  if (release === undefined) return [];
  return [
    ...placeholderNotes(release.of, slot.namespace.labels, `Namespace ${slot.namespace.name}: labels`),
    ...placeholderNotes(release.of, slot.values, 'values'),
  ];
}
