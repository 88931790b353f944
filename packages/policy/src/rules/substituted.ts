import type { RegionRule } from '../rule';

export const substituted: RegionRule = {
  id: 'substituted',
  severity: 'error',
  title: 'No ${ is left in a key or a value',
  per: 'region',
  check: ({ leftovers }) => leftovers.flatMap(({ isProgram, ...breach }) => (isProgram ? [] : [breach])),
};
