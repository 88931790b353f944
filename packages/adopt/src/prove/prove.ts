import { compile, resolve } from '@sovereign-fleet/compiler';
import {
  addAll,
  type BootstrapKit,
  buildingBlocksOf,
  type Fleet,
  isBuildingBlock,
  type Region,
  regionFolder,
  type Result,
  type Sovereign,
  type Tree,
} from '@sovereign-fleet/domain';
import type { KubernetesObject } from '@sovereign-fleet/renderer';
import type { ModelSlot } from '../model/kit-model';
import type { Note } from '../model/note';
import type { Comparison, Expected, Proof } from '../model/proof';
import type { Recognised } from '../model/recognised';
import { type Arrived, idOfObject, type Overrides, type Source } from '../model/source';
import { type Additions, namespaceAdditions, releaseAdditions } from './additions';
import { chartsAsPulled, expectedRelease, expectedRepository, migrate } from './expected';
import { normalRelease } from './normal-release';
import { factsOf } from './region-facts';
import { type Variant, variantsOf } from './variants';
import { arrive } from '../source/arrived';
import { isOfFlux } from '../source/read-source';
import { readUnits } from '../source/units';
import { compareObject } from './compare';

export interface ProofRequest {
  readonly source: Source;
  readonly recognised: Recognised;
  readonly notes: readonly Note[];
  readonly fleet: Fleet;
  /** The kits of the fleet as they were loaded, the imported one among them. */
  readonly kits: readonly BootstrapKit[];
  /** The imported Sovereign as it was loaded. */
  readonly sovereign: Sovereign;
}

/** Compiles what was imported, and compares each region with the source, object by object. */
export async function prove(request: ProofRequest): Promise<Result<Proof>> {
  const { sovereign, fleet, kits, recognised } = request;
  const all: RegionOfVariant[] = [];
  for (const variant of variantsOf(recognised)) {
    const topology = resolve({ sovereign: variant.change(sovereign), fleet, kits });
    if (!topology.ok) return topology;
    const tree = compile([topology.value]);
    addAll(
      all,
      sovereign.regions.map((region) => ({ variant, region, tree })),
    );
  }
  const comparisons: Comparison[] = [];
  for (const one of all) {
    // What is wrong as it is would be told again for every other way to say the values.
    if (comparisons.some((done) => done.variant !== one.variant.name && !isEqual(done))) break;
    const compared = await compareRegion(request, one);
    if (!compared.ok) return compared;
    comparisons.push(compared.value);
  }
  return { ok: true, value: { tree: all[0]?.tree ?? new Map(), comparisons } };
}

function isEqual({ objects, surplus }: Comparison): boolean {
  return surplus.length === 0 && objects.every(({ differences }) => differences.length === 0);
}

interface RegionOfVariant {
  readonly variant: Variant;
  readonly region: Region;
  readonly tree: Tree;
}

async function compareRegion(
  { source, recognised, notes, fleet, sovereign }: ProofRequest,
  { variant, region, tree }: RegionOfVariant,
): Promise<Result<Comparison>> {
  const facts = factsOf(region, sovereign, fleet);
  const folder = regionFolder(sovereign.fqdn, region.key);
  const files = new Map<string, string>(tree);
  const units = await readUnits({ files, folder, unread: new Map(), build: source.tree.build, given: {} });
  if (!units.ok) return units;
  const ours = arrive(units.value.units);
  if (!ours.ok) return ours;
  // The cluster itself says what is true of its own region.
  const isCluster = region.key === recognised.facts['regionKey'];
  const ofRegion = isCluster ? {} : factOverrides(recognised, facts);
  const theirs = arrive(source.units, { ...variant.overrides, ...ofRegion });
  if (!theirs.ok) return theirs;
  const { expected, off } = expectedObjects({ source, recognised, notes }, theirs.value, region);
  const slots = new Map(recognised.kit.slots.map((slot) => [recognised.releases.get(slot.name)?.of.id ?? '', slot]));
  const objects = expected.map((one) => {
    const object = normal(ours.value.objects.get(one.id));
    const additions = additionsOf(one.object, slots.get(one.id), facts);
    const { changes, sourceId } = one;
    return { ...compareObject(one, { object, additions, notes }), changes, sourceId };
  });
  const known = new Set(expected.map(({ id }) => id));
  const surplus = [...ours.value.objects].filter(([id, object]) => !known.has(id) && !isOfContract(object));
  const { name } = variant;
  const all = new Set(ours.value.objects.keys());
  const value = { variant: name, region: region.key, objects, surplus: surplus.map(([id]) => id), ours: all, off };
  return { ok: true, value };
}

/** The facts of the region in place of what the cluster's Kustomizations say. */
function factOverrides({ parameters }: Recognised, facts: Readonly<Record<string, string>>): Overrides {
  return Object.fromEntries([...parameters.facts].map(([substitute, fact]) => [substitute, facts[fact]]));
}

function normal(object: KubernetesObject | undefined): KubernetesObject | undefined {
  return object?.kind === 'HelmRelease' ? normalRelease(object) : object;
}

function additionsOf(
  { kind }: KubernetesObject,
  slot: ModelSlot | undefined,
  facts: Readonly<Record<string, string>>,
): Additions {
  if (kind === 'Namespace') return namespaceAdditions;
  return slot === undefined ? new Map() : releaseAdditions(slot, facts);
}

/** What our tree has for itself: Kustomizations, its source, and the ConfigMap of the readiness. */
function isOfContract(object: KubernetesObject): boolean {
  return isOfFlux(object) || idOfObject(object) === 'ConfigMap flux-system/bootstrap-kit-ready';
}

interface ExpectedObjects {
  readonly expected: readonly Expected[];
  readonly off: readonly string[];
}

/** What has to arrive in a region: the source without what Notes leave out, and without slots that A4 has off here. */
function expectedObjects(
  { source, recognised, notes }: Pick<ProofRequest, 'source' | 'recognised' | 'notes'>,
  theirs: Arrived,
  { role }: Region,
): ExpectedObjects {
  const { kit, releases } = recognised;
  const charts = chartsAsPulled(recognised);
  const isOn = ({ buildingBlock, runsIn = buildingBlock }: ModelSlot) =>
    runsIn === undefined || !isBuildingBlock(runsIn) || buildingBlocksOf(role).includes(runsIn);
  const off = kit.slots.filter((slot) => !isOn(slot));
  const on = kit.slots.filter(isOn);
  const gone = new Set([
    ...notes.filter(({ leavesOut = false }) => leavesOut).map(({ of }) => of),
    ...off.map(({ name }) => releases.get(name)?.of.id),
    ...off
      .filter(({ namespace }) => !on.some((slot) => slot.namespace.name === namespace.name))
      .map(({ namespace }) => `Namespace ${namespace.name}`),
    ...recognised.extras.filter(({ slot }) => off.some(({ name }) => name === slot)).map(({ of }) => of.id),
  ]);
  const slotOf = new Map(kit.slots.map((slot) => [releases.get(slot.name)?.of.id ?? '', slot.name]));
  const kept = new Set(Object.entries(kit.sources).flatMap(([name, { type }]) => (type === 'helm' ? [name] : [])));
  const expected = source.objects.flatMap(({ id, object }): readonly Expected[] => {
    const arrived = theirs.of.get(object);
    if (arrived === undefined || isOfFlux(object) || gone.has(id)) return [];
    if (object.kind === 'HelmRepository') return kept.has(object.metadata.name) ? [expectedRepository(arrived)] : [];
    if (object.kind === 'OCIRepository') return [];
    const slot = slotOf.get(id) ?? '';
    const found = charts.get(slot);
    if (found !== undefined) return expectedRelease(arrived, found, slot);
    return [{ id, ...migrate(arrived), sourceId: id }];
  });
  return { expected, off: off.map(({ name }) => name) };
}
