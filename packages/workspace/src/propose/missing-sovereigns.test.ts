import type { Summary } from '@sovereign-fleet/pull-request';
import { resultsOfMissing } from './missing-sovereigns';

function looked(missing: readonly string[], unclaimed: readonly string[] = []) {
  const summary: Summary = { states: {}, calls: {}, unclaimed, missing };
  return { results: [], summary };
}

const acme = 'clusters/acme.example.com';

test('a Sovereign that is in one of the repositories is not missing', () => {
  expect(resultsOfMissing([looked([acme]), looked([])])).toEqual([]);
});

test('no Sovereign is called missing while a repository could not be looked at', () => {
  expect(
    resultsOfMissing([
      looked([acme]),
      { results: [], summary: { states: {}, calls: {}, unclaimed: [], stopped: 'no network' } },
    ]),
  ).toEqual([]);
  expect(resultsOfMissing([])).toEqual([]);
});

test.each([
  { there: [], says: 'All that is there has a spec.' },
  { there: ['b', 'a'], says: 'Without a spec are there: a, b.' },
  {
    there: Array.from({ length: 22 }, (_, index) => String.fromCharCode(97 + index)),
    says: 'Without a spec are there: a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t and 2 more.',
  },
])('a missing Sovereign is told with those that are there: $says', ({ there, says }) => {
  const folders = there.map((name) => `clusters/${name}`);
  expect(resultsOfMissing([looked([acme], folders), looked([acme])])).toEqual([
    {
      name: 'acme.example.com',
      state: 'failed',
      reason: `neither clusters/acme.example.com nor a branch of it is in the fleet repository. ${says}`,
      warnings: [],
      calls: 0,
    },
  ]);
});
