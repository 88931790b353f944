import { slotState } from '../slot/slot-state';
import { acme, fsn1, nbg1, sovereignMessages, sovereignSource } from '../testing/example-sovereign';
import { slotOf } from '../testing/example-kit';
import { isFenced, planStep } from './promotion';
import { parseSovereign } from './sovereign';

const promotion = { from: 'fsn1', to: 'nbg1', step: 1 };

test.each([
  {
    what: 'a region that is not there',
    said: { to: 'hel1' },
    says: '.to is "hel1": the Sovereign has no such region.',
  },
  { what: 'one region twice', said: { to: 'fsn1' }, says: '.to is "fsn1": it is the region that was the primary.' },
  { what: 'roles of another step', said: { step: 2 }, says: '.step is 2: at this step nbg1 is the primary.' },
  { what: 'a step too many', said: { step: 4 }, says: '.step is 4: there is no such step. Write 1, 2 or 3.' },
  {
    what: 'another answer',
    said: { data: 'some' },
    says: `.data is "some": there is no such value. Did you mean "none"?`,
  },
  {
    what: 'a day that is none',
    said: { lost: { on: '2026-02-30', why: 'x' } },
    says: '.lost.on is "2026-02-30": it must be a day.',
  },
])('a promotion with $what is refused', ({ said, says }) => {
  const [first = ''] = sovereignMessages({ ...acme, promotion: { ...promotion, ...said } });
  expect(first).toContain(`promotion${says}`);
});

test('a promotion to a region that is drained is refused', () => {
  const regions = [fsn1, { ...nbg1, state: 'draining' }];
  expect(sovereignMessages({ ...acme, regions, promotion })).toEqual([
    `promotion.to is "nbg1": nbg1 is on its way out. Take state: 'draining' out of it, or write another region.`,
  ]);
});

test('the old primary is fenced until the new one serves, and longer where it is lost', () => {
  const fencedAt = (step: 1 | 2 | 3, more = {}) => {
    return ['fsn1', 'nbg1', 'hel1'].filter((key) => isFenced(key, { from: 'fsn1', to: 'nbg1', step, ...more }));
  };
  expect(([1, 2, 3] as const).map((step) => fencedAt(step))).toEqual([['fsn1'], ['fsn1', 'nbg1'], []]);
  expect(fencedAt(3, { lost: { on: '2026-12-31', why: 'x' } })).toEqual(['fsn1']);
  expect(isFenced('fsn1', undefined)).toBe(false);
});

test('a region that is fenced runs what regions of both roles run', () => {
  const place = { role: 'primary', provider: 'hetzner', environment: 'prod', features: {}, isFenced: true } as const;
  const stateOf = (more: object) => slotState(slotOf('01', 'bp-a', more), place);
  expect(stateOf({})).toBe('on');
  expect(stateOf({ where: { roles: ['primary'], off: 'absent' } })).toBe('absent');
  expect(stateOf({ where: { roles: ['secondary'], off: 'empty' } })).toBe('empty');
  expect(stateOf({ runsIn: 'mgmt' })).toBe('absent');
  expect(stateOf({ runsIn: 'dmz' })).toBe('on');
});

test.each([
  { what: 'no plan', said: {}, step: undefined },
  {
    what: 'a promotion',
    said: { promotion },
    step: { what: 'nbg1 becomes the primary in place of fsn1', step: 1, of: 3 },
  },
  {
    what: 'a region that leaves',
    said: { regions: [fsn1, { ...nbg1, state: 'draining' }] },
    step: { what: 'nbg1 leaves', step: 1, of: 2 },
  },
  {
    what: 'a k3s that goes from region to region',
    said: { regions: [fsn1, { ...nbg1, k3sVersion: 'v1.35.2+k3s1' }] },
    step: { what: 'its nodes go to v1.35.2+k3s1', step: 1, of: 2 },
  },
  { what: 'the end', said: { state: 'retiring' }, step: { what: 'acme leaves the fleet', step: 1, of: 2 } },
  { what: 'an end that came', said: { state: 'retired' }, step: { what: 'acme leaves the fleet', step: 2, of: 2 } },
])('a record with $what says where it stands', ({ said, step }) => {
  const parsed = parseSovereign({ source: sovereignSource, name: 'acme', spec: { ...acme, ...said } });
  expect(parsed.ok ? planStep(parsed.value) : parsed.issues).toEqual(step);
});

test('a Sovereign that is retired has no regions, and remembers which it had', () => {
  const spec = { ...acme, state: 'retired' };
  const parsed = parseSovereign({ source: sovereignSource, name: 'acme', spec });
  expect(parsed.ok ? parsed.value : parsed.issues).toMatchObject({ regions: [], removedRegions: ['fsn1', 'nbg1'] });
});
