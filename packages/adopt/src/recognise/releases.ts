import { type Issue, isDnsName, type Result } from '@sovereign-fleet/domain';
import type { KubernetesObject } from '@sovereign-fleet/renderer';
import { groupBy } from '../model/group-by';
import { isMap, type Json } from '../model/json';
import type { Note } from '../model/note';
import type { FoundChart, Release } from '../model/recognised';
import { type Arrived, idOf, placeOf, type Source, type SourceObject } from '../model/source';
import { type Blocks, blocksOf } from './blocks';
import { findChart } from './charts';
import { issueOfVersion, rangeNotes } from './chart-versions';
import { type Edges, edgesOf } from './edges';

/** The releases that become slots, with their charts, edges and vClusters. */
export interface Releases {
  readonly all: readonly Release[];
  readonly chartOf: (release: Release) => FoundChart;
  readonly edgesOf: (release: Release) => Edges;
  readonly blocks: Blocks;
  readonly notes: readonly Note[];
}

interface ReleasesOptions {
  readonly objects: readonly SourceObject[];
  readonly asIs: Arrived;
  /** Whether a row may say a range of versions. */
  readonly allowRanges: boolean;
}

/** Finds the releases among the objects. Refuses a tree without any, names of no release, and ranges of versions. */
export function releasesOf(source: Source, { objects, asIs, allowRanges }: ReleasesOptions): Result<Releases> {
  const arrived = objects.map((of): Release => ({ of, spec: specOf(asIs.of.get(of.object)) }));
  const sources = new Map(arrived.filter(({ of }) => isSource(of)).map((one) => [one.of.id, one]));
  const outcomes = arrived
    .filter(({ of }) => of.object.kind === 'HelmRelease')
    .map((release) => ({ release, outcome: findChart(release, sources) }));
  const charts = new Map(
    outcomes.flatMap(({ release, outcome }) => ('found' in outcome ? [[release, outcome.found] as const] : [])),
  );
  const { all, blocks, strangers } = inThisCluster([...charts.keys()]);
  const byId = new Map(all.map((release) => [release.of.id, release]));
  const edges = new Map(all.map((release) => [release, edgesOf(release, byId)]));
  const chartOf = (release: Release) => partOf(charts, release);
  const issues = [
    ...all.filter(({ of }) => !isDnsName(of.object.metadata.name)).map(issueOfName),
    ...outcomes.flatMap(({ outcome }) => ('issue' in outcome ? [outcome.issue] : [])),
    ...all.flatMap((release) => issueOfVersion(release, chartOf(release), allowRanges) ?? []),
  ];
  if (issues.length > 0) return { ok: false, issues };
  const leftOut = [
    ...outcomes.flatMap(({ outcome }) => ('note' in outcome ? [outcome.note] : [])),
    ...strangers.map(strangerNote),
  ];
  if (all.length === 0) return { ok: false, issues: [issueOfNoRelease(source), ...leftOut.map(issueOfNote)] };
  const notes = [
    ...leftOut,
    ...unusedSources(sources, charts),
    ...uniqueNotes(all.flatMap((release) => chartOf(release).notes)),
    ...all.flatMap((release) => rangeNotes(release, chartOf(release))),
    ...[...edges.values()].flatMap((one) => one.notes),
  ];
  return { ok: true, value: { all, chartOf, edgesOf: (release) => partOf(edges, release), blocks, notes } };
}

/** Releases may share a source. */
function uniqueNotes(notes: readonly Note[]): readonly Note[] {
  return [...groupBy(notes, ({ of, text }) => JSON.stringify([of, text])).values()].flatMap(([first]) => first ?? []);
}

function partOf<Value>(map: ReadonlyMap<Release, Value>, release: Release): Value {
  const value = map.get(release);
  if (value === undefined) throw new Error(`${release.of.id} is no release of the tree`);
  return value;
}

/** Without releases for a cluster that no slot makes. */
function inThisCluster(all: readonly Release[]) {
  const byId = new Map(all.map((release) => [release.of.id, release]));
  const blocks = blocksOf(all, (release) => edgesOf(release, byId).to);
  const strangers = all.filter((release) => isMap(release.spec['kubeConfig']) && !blocks.runsIn.has(release));
  return { all: all.filter((release) => !strangers.includes(release)), blocks, strangers };
}

function specOf(object: KubernetesObject | undefined): Readonly<Record<string, Json>> {
  const spec = object?.['spec'];
  return isMap(spec) ? spec : {};
}

export function isSource({ object }: SourceObject): boolean {
  return object.kind === 'HelmRepository' || object.kind === 'OCIRepository';
}

function strangerNote({ of }: Release): Note {
  const text =
    'it is installed by a kubeConfig that no slot of the kit exports, or not as a row does it ' +
    '(createNamespace, storageNamespace); it is left out';
  return { reason: 'kind not typed', of: of.id, place: placeOf(of.raw), text, leavesOut: true };
}

function unusedSources(
  sources: ReadonlyMap<string, Release>,
  charts: ReadonlyMap<Release, FoundChart>,
): readonly Note[] {
  const used = new Set([...charts.values()].map(({ object }) => object.id));
  const unused = [...sources.values()].filter(({ of }) => !used.has(of.id));
  const text = 'no release takes a chart from it; it is left out';
  return unused.map(({ of }) => {
    return { reason: 'kind not typed', of: of.id, place: placeOf(of.raw), text, leavesOut: true };
  });
}

/** Files are named for releases, so that such a name might lead out of the kit. */
function issueOfName({ of }: Release): Issue {
  const { name } = of.object.metadata;
  const problem = 'it is not a lower-case DNS name, and Kubernetes takes no other';
  const remedy = 'Write the name that the release has in the cluster';
  return { file: placeOf(of.raw) ?? of.id, field: 'metadata.name', value: name, code: 'malformed', problem, remedy };
}

function issueOfNoRelease({ tree: { folder } }: Source): Issue {
  const problem = 'no HelmRelease with a chart of a HelmRepository or an OCIRepository is built from it';
  const remedy = 'Name the folder that the Flux of the cluster is pointed at';
  return { file: 'command line', field: '--from', value: folder || '.', code: 'missing', problem, remedy };
}

/** Why a release is no slot, where no other is one either. */
function issueOfNote({ of, place, text: problem }: Note): Issue {
  const remedy = 'Mend that, or name a folder that leads to what it needs, too';
  return { file: place ?? 'command line', field: of, value: 'left out', code: 'missing', problem, remedy };
}

/** The id of the object that a Kustomization names in `substituteFrom`. */
export function settingsId(namespace: string, { kind, name }: { readonly kind?: unknown; readonly name?: unknown }) {
  return idOf(String(kind), namespace, String(name));
}
