import { findings } from '../testing/example-rows';
import { exampleSubject } from '../testing/example-subject';

const pauses = [
  {
    slot: 'bp-cilium',
    region: 'fsn1',
    field: 'regions[0].paused["bp-cilium"]',
    until: '2026-12-31',
    why: 'its nodes are moved',
  },
];

const said =
  'warning said-pause -: Slot bp-cilium, regions[0].paused["bp-cilium"]: it is paused in fsn1 until 2026-12-31: ' +
  'its nodes are moved. Resume it when that is done: npx nx g resume acme bp-cilium --region=fsn1. ' +
  '[sovereigns/acme/sovereign.ts]';

test.each([{ today: undefined }, { today: '2026-11-29' }, { today: '2026-12-31' }])(
  'a pause is said in each review, and fails none until its last day is over: $today',
  ({ today }) => {
    expect(findings({ ...exampleSubject(), pauses, ...(today === undefined ? {} : { today }) })).toEqual([said]);
  },
);

test('a pause that is past its last day fails the review', () => {
  expect(findings({ ...exampleSubject(), pauses, today: '2027-01-01' })).toEqual([
    'error ended-pause -: Slot bp-cilium, regions[0].paused["bp-cilium"]: it was to be paused in fsn1 until ' +
      '2026-12-31: its nodes are moved. Resume it, or write a later day with what is still missing. ' +
      '[sovereigns/acme/sovereign.ts]',
    said,
  ]);
});
