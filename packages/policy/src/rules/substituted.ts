import { leftovers } from '../leftovers';
import type { RegionRule } from '../rule';

export const substituted: RegionRule = {
  id: 'substituted',
  severity: 'error',
  title: 'No ${ is left in a key or a value',
  per: 'region',
  check: (region) => leftovers(region).flatMap(({ isProgram, ...breach }) => (isProgram ? [] : [breach])),
};
