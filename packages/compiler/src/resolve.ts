import {
  type BootstrapKit,
  canonicalLabel,
  type Fleet,
  issuesOfKit,
  issuesOfShard,
  kitOf,
  type Region,
  type RegionFact,
  repositoryOf,
  type Result,
  resultOf,
  type Slot,
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
 * Works out what follows from the record: labels, gates (A4), overrides and the repository. Refuses overrides that have
 * no place, and a kit or a shard that the fleet does not have.
 */
export function resolve({ sovereign, fleet, kits }: Unresolved): Result<Topology> {
  const unknown = issuesOfKit(sovereign, kits);
  if (unknown.length > 0) return { ok: false, issues: [...issuesOfShard(sovereign, fleet), ...unknown] };
  const kit = kitOf(sovereign, kits);
  const issues = [
    ...issuesOfShard(sovereign, fleet),
    ...sovereign.regions.flatMap((region) => issuesOfOverrides(region, sovereign.source, kit)),
  ];
  return resultOf(issues, () => {
    const regions = sovereign.regions.map((region) => resolveRegion(region, { sovereign, fleet, kit }));
    return { fqdn: sovereign.fqdn, repository: repositoryOf(sovereign, fleet), kit, regions };
  });
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
  return {
    key: region.key,
    role: region.role,
    substitutes: substitutesOf(kit, facts),
    overrides: kit.slots.flatMap((slot) => {
      const values = region.overrides[slot.name];
      return values === undefined ? [] : [{ slot, values }];
    }),
  };
}

/** In the order of the kit, which is that of the names. */
function substitutesOf(
  { substitutes, slots }: BootstrapKit,
  facts: Readonly<Record<RegionFact, string>>,
): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const [name, declaration] of Object.entries(substitutes)) {
    const isOn = (slot: Slot) => slot.roles.some((role) => role === facts.regionRole);
    values[name] =
      declaration.type === 'string'
        ? facts[declaration.fact]
        : String(slots.some((slot) => slot.name === declaration.enables && isOn(slot)));
  }
  return values;
}
