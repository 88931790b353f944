import type { RegionRule } from '../contract/rule';

// A warning, since `$${HOME}` in a script is written so that `${HOME}` arrives: the render cannot tell it from a slip.
export const substitutedProgram: RegionRule = {
  id: 'substituted-program',
  severity: 'warning',
  title: 'No ${ is left in scripts and in files of ConfigMaps but what they mean themselves',
  fault: { one: 'text for a program still holds ${', many: 'texts for programs still hold ${', counts: 'findings' },
  why: 'Flux replaces it by nothing where it knows no such variable, and the program that starts then is another one.',
  per: 'region',
  check: ({ leftovers }) =>
    leftovers.flatMap(({ isProgram, ...breach }) => {
      const remedy = 'Look whether the program means it; else declare the substitute in the kit';
      return isProgram ? [{ ...breach, remedy }] : [];
    }),
};
