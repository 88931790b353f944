import {
  type BootstrapKit,
  canonicalLabel,
  dependenciesIn,
  edgeRefusals,
  type Fleet,
  issuesOfKit,
  issuesOfShard,
  type Issue,
  kitOf,
  type Place,
  type Region,
  type RegionFact,
  repositoryOf,
  type Result,
  resultOf,
  type Slot,
  slotState,
  type Sovereign,
} from '@sovereign-fleet/domain';
import { issuesOfOverrides } from './override';
import type { ResolvedRegion, Topology } from './topology';

export interface Unresolved {
  readonly sovereign: Sovereign;
  readonly fleet: Fleet;
  /** The kits of the fleet. */
  readonly kits: readonly BootstrapKit[];
}

/**
 * Works out what follows from the record: labels, gates (A4), which slots are on, overrides and the repository. Refuses
 * overrides that have no place, slots that wait for one that is not there, and a kit or a shard that the fleet does not
 * have.
 */
export function resolve({ sovereign, fleet, kits }: Unresolved): Result<Topology> {
  const unknown = issuesOfKit(sovereign, kits);
  if (unknown.length > 0) return { ok: false, issues: [...issuesOfShard(sovereign, fleet), ...unknown] };
  const kit = kitOf(sovereign, kits);
  const issues = [
    ...issuesOfShard(sovereign, fleet),
    ...sovereign.regions.flatMap((region) => issuesOfEdges(region, sovereign, kit)),
    ...sovereign.regions.flatMap((region) =>
      issuesOfOverrides({ region, place: placeOf(region, sovereign) }, sovereign.source, kit),
    ),
  ];
  return resultOf(issues, () => {
    const regions = sovereign.regions.map((region) => resolveRegion(region, { sovereign, fleet, kit }));
    return { fqdn: sovereign.fqdn, repository: repositoryOf(sovereign, fleet), kit, regions };
  });
}

function placeOf({ role, provider }: Region, { environment }: Sovereign): Place {
  return { role, provider, environment, features: {} };
}

function issuesOfEdges(region: Region, sovereign: Sovereign, kit: BootstrapKit): readonly Issue[] {
  const { key, role, provider, field } = region;
  return edgeRefusals(kit, placeOf(region, sovereign)).map(({ slot, problem, ...refusal }) => ({
    file: sovereign.source,
    field,
    ...refusal,
    value: key,
    problem: `${slot.name} is on in this ${role} region of ${provider}, and ${problem}`,
  }));
}

interface Resolving extends Omit<Unresolved, 'kits'> {
  readonly kit: BootstrapKit;
}

function resolveRegion(region: Region, { sovereign, fleet, kit }: Resolving): ResolvedRegion {
  const facts: Readonly<Record<RegionFact, string>> = {
    fqdn: sovereign.fqdn,
    regionKey: region.key,
    regionRole: region.role,
    canonicalLabel: canonicalLabel(region, sovereign.environment),
    registryMirror: fleet.registryMirror,
  };
  const place = placeOf(region, sovereign);
  return {
    key: region.key,
    role: region.role,
    substitutes: substitutesOf(kit, { facts, place }),
    slots: kit.slots.map((slot) => ({
      slot,
      state: slotState(slot, place),
      dependencies: dependenciesIn(slot, kit, place),
      override: region.overrides[slot.name],
    })),
  };
}

interface OfRegion {
  readonly facts: Readonly<Record<RegionFact, string>>;
  readonly place: Place;
}

/** In the order of the kit, which is that of the names. */
function substitutesOf(
  { substitutes, slots }: BootstrapKit,
  { facts, place }: OfRegion,
): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const [name, declaration] of Object.entries(substitutes)) {
    const isOn = (slot: Slot) => slotState(slot, place) === 'on';
    values[name] =
      declaration.type === 'string'
        ? facts[declaration.fact]
        : String(slots.some((slot) => slot.name === declaration.enables && isOn(slot)));
  }
  return values;
}
