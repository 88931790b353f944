import type { SovereignRule } from '../contract/rule';

export const compiledTree: SovereignRule = {
  id: 'compiled-tree',
  severity: 'error',
  title: 'The tree is what the record compiles to',
  fault: {
    one: 'file is not what the record compiles to',
    many: 'files are not what the record compiles to',
    counts: 'findings',
  },
  why: 'What was reviewed is not what Flux gets once somebody runs "nx sync".',
  per: 'sovereign',
  check: ({ drift = [] }) =>
    drift.map(({ file, field, value, problem, remedy }) => {
      return { at: file, field, problem: `${problem} (${typeof value === 'string' ? value : 'missing'})`, remedy };
    }),
};
