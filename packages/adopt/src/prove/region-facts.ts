import { canonicalLabel, type Fleet, mirrorOf, type Region, type Sovereign } from '@sovereign-fleet/domain';
import type { Facts } from '../model/recognised';

/** The facts of a region that a substitute of the source may have said, by their names in a kit. */
export function factsOf(region: Region, sovereign: Sovereign, fleet: Fleet): Facts {
  return {
    fqdn: sovereign.fqdn,
    regionKey: region.key,
    regionRole: region.role,
    canonicalLabel: canonicalLabel(region, sovereign.environment),
    registryMirror: mirrorOf(sovereign, fleet),
  };
}
