import { memberState, stopOf, waitOf, type Member } from './campaign-gate';
import { exampleCampaign } from '../testing/example-campaign';

const now = new Date('2026-01-05T10:00:00Z');
const unknown = { state: 'unknown' } as const;
const since = (time: string) => new Date(`2026-01-05T${time}:00Z`);

test.each([
  { state: 'deferred', health: unknown, member: 'waiting' },
  { state: 'failed', health: unknown, member: 'waiting' },
  { state: 'created', health: unknown, member: 'proposed' },
  { state: 'updated', health: unknown, member: 'proposed' },
  { state: 'repaired', health: unknown, member: 'proposed' },
  { state: 'open-current', health: { state: 'healthy', since: since('08:00') }, member: 'proposed' },
  { state: 'held', health: unknown, member: 'held' },
  { state: 'declined', health: unknown, member: 'declined' },
  { state: 'unchanged', health: unknown, member: 'merged' },
  { state: 'cleaned', health: unknown, member: 'merged' },
  { state: 'closed-obsolete', health: unknown, member: 'merged' },
  { state: 'unchanged', health: { state: 'unhealthy', since: since('08:00') }, member: 'failed' },
  { state: 'unchanged', health: { state: 'healthy', since: since('09:01') }, member: 'merged' },
  { state: 'unchanged', health: { state: 'healthy', since: since('09:00') }, member: 'healthy' },
] as const)('a member that is $state with health $health.state is $member', ({ state, health, member }) => {
  expect(memberState({ state, health, soak: 60, now })).toBe(member);
});

function members(states: Readonly<Record<string, Member['state']>>): readonly Member[] {
  return Object.entries(states).map(([name, state]) => ({ name, state }));
}

test.each([
  { states: { a: 'healthy', b: 'merged' }, maxUnhealthy: 0, says: undefined },
  {
    states: { a: 'failed' },
    maxUnhealthy: 5,
    says: 'campaign k3s-1-35 stops: of its first wave, a is failed. Mend that, or end the campaign',
  },
  { states: { a: 'declined' }, maxUnhealthy: 1, says: undefined },
  { states: { b: 'failed' }, maxUnhealthy: 1, says: undefined },
  {
    states: { b: 'failed', c: 'held', d: 'declined' },
    maxUnhealthy: 2,
    says:
      'campaign k3s-1-35 stops: b is failed, c is held, d is declined, and no more than 2 may be failed, ' +
      'declined or held. Mend them, or raise maxUnhealthy',
  },
] as const)('a campaign stops if too many members are not well: $says', ({ states, maxUnhealthy, says }) => {
  expect(stopOf(exampleCampaign({ maxUnhealthy }), members(states), ['a'])).toBe(says);
});

test.each([
  { states: { a: 'healthy', b: 'held' }, says: undefined },
  { states: { a: 'healthy', b: 'merged' }, says: 'waits for wave canary: b is merged' },
  {
    states: { a: 'waiting', b: 'proposed', c: 'merged', d: 'waiting', e: 'waiting', f: 'waiting' },
    says: 'waits for wave canary: a is waiting, b is proposed, c is merged, d is waiting, e is waiting and 1 more',
  },
] as const)('the next wave waits until all are healthy: $says', ({ states, says }) => {
  expect(waitOf('canary', members(states))).toBe(says);
});
