import { countText } from '@sovereign-fleet/domain';
import type { SovereignRule } from '../contract/rule';

export const threeRegions: SovereignRule = {
  id: 'three-regions',
  severity: 'warning',
  title: 'A Sovereign has three regions or more (A1)',
  fault: {
    one: 'Sovereign has fewer than three regions',
    many: 'Sovereigns have fewer than three regions',
    counts: 'findings',
  },
  why: 'With two regions the loss of one leaves no majority.',
  per: 'sovereign',
  check: ({ regions }) => {
    // One that is retired has none, and asks for none.
    if (regions.length === 0 || regions.length >= 3) return [];
    const problem = `it has ${countText(regions.length, 'region')}, and A1 asks for three`;
    return [
      { at: 'Sovereign', field: 'regions', problem, remedy: 'Add a region to its record, or live with the risk' },
    ];
  },
};
