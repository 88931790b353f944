import type { RegionRule } from '../contract/rule';

export const substituted: RegionRule = {
  id: 'substituted',
  severity: 'error',
  title: 'No ${ is left in a key or a value',
  fault: { one: 'text still holds ${', many: 'texts still hold ${', counts: 'findings' },
  why: 'The cluster gets the text of a variable for its value.',
  per: 'region',
  check: ({ leftovers }) => leftovers.flatMap(({ isProgram, ...breach }) => (isProgram ? [] : [breach])),
};
