import type { SovereignRule } from '../contract/rule';

export const endedPause: SovereignRule = {
  id: 'ended-pause',
  severity: 'error',
  title: 'No pause is past its last day',
  fault: { one: 'pause is past its last day', many: 'pauses are past their last day', counts: 'findings' },
  why: 'What was meant for some days stays for months, and the release misses every change.',
  per: 'sovereign',
  check: ({ pauses = [], today }) =>
    pauses
      .filter(({ until }) => today !== undefined && until < today)
      .map(({ slot, region, field, until, why }) => {
        const where = region === undefined ? '' : ` in ${region}`;
        const problem = `it was to be paused${where} until ${until}: ${why}`;
        return {
          at: `Slot ${slot}`,
          field,
          problem,
          remedy: 'Resume it, or write a later day with what is still missing',
        };
      }),
};
