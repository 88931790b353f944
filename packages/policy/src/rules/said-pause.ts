import type { SovereignRule } from '../contract/rule';

export const saidPause: SovereignRule = {
  id: 'said-pause',
  severity: 'warning',
  title: 'Nothing is paused',
  fault: { one: 'slot is paused', many: 'slots are paused', counts: 'findings' },
  why: 'Flux leaves it as it is, whatever the tree says, until it is resumed.',
  per: 'sovereign',
  check: ({ name, pauses = [] }) =>
    pauses.map(({ slot, region, field, until, why }) => {
      const where = region === undefined ? '' : ` in ${region}`;
      const option = region === undefined ? '' : ` --region=${region}`;
      const remedy = `Resume it when that is done: npx nx g resume ${name} ${slot}${option}`;
      return { at: `Slot ${slot}`, field, problem: `it is paused${where} until ${until}: ${why}`, remedy };
    }),
};
