import type { Fleet } from '../fleet/fleet';
import type { Issue } from '../issue/issue';
import type { BootstrapKit } from '../kit/checked-kit';
import { isFact } from '../slot/parameter';
import { isNetworkFact } from '../slot/region-fact';
import { rangesRemedy } from '../sovereign/network';

/** That a fleet has no ranges to take the network of a region from, where a kit reads networks. */
export function issuesOfRanges({ network, source }: Fleet, { name, parameters }: BootstrapKit): readonly Issue[] {
  const readsThem = Object.values(parameters).some((one) => isFact(one) && isNetworkFact(one.fact));
  if (network !== undefined || !readsThem) return [];
  const problem = `the kit "${name}" reads the network of each region, and there are no ranges to take it from`;
  const remedy = `${rangesRemedy}, or the ranges that you keep for clusters`;
  return [{ file: source, field: 'network', value: undefined, code: 'missing', problem, remedy }];
}
