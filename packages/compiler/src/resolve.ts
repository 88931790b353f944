import {
  type BootstrapKit,
  canonicalLabel,
  type Fleet,
  type Region,
  type RegionFact,
  type Result,
  resultOf,
  type Sovereign,
} from '@sovereign-fleet/domain';
import { issuesOfOverrides } from './override';
import type { ResolvedRegion, Topology } from './topology';

export interface Unresolved {
  readonly sovereign: Sovereign;
  readonly fleet: Fleet;
  readonly kit: BootstrapKit;
}

/** Works out what follows from the record: labels, gates (A4) and overrides. Refuses overrides that have no place. */
export function resolve({ sovereign, fleet, kit }: Unresolved): Result<Topology> {
  const issues = sovereign.regions.flatMap((region) => issuesOfOverrides(region, sovereign.source, kit));
  return resultOf(issues, () => {
    const regions = sovereign.regions.map((region) => resolveRegion(region, { sovereign, fleet, kit }));
    return { fqdn: sovereign.fqdn, fleet, kit, regions };
  });
}

function resolveRegion(region: Region, { sovereign, fleet, kit }: Unresolved): ResolvedRegion {
  const facts: Readonly<Record<RegionFact, string>> = {
    fqdn: sovereign.fqdn,
    regionKey: region.key,
    regionRole: region.role,
    canonicalLabel: canonicalLabel(region, sovereign.environment),
    registryMirror: fleet.registryMirror,
  };
  const enabled = new Set(kit.slots.filter(({ roles }) => roles.includes(region.role)).map(({ name }) => name));
  const substitutes = Object.entries(kit.substitutes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, declaration]) => [
      name,
      declaration.type === 'boolean' ? String(enabled.has(declaration.enables)) : facts[declaration.fact],
    ]);
  return {
    key: region.key,
    role: region.role,
    // The entries above are pairs of strings.
    substitutes: Object.fromEntries(substitutes) as Readonly<Record<string, string>>,
    overrides: kit.slots.flatMap((slot) => {
      const values = region.overrides[slot.name];
      return values === undefined ? [] : [{ slot, values }];
    }),
  };
}
