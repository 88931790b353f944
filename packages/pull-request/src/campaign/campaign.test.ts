import { formatIssue } from '@sovereign-fleet/domain';
import { type Campaign, parseCampaign } from './campaign';
import { memberState, stopOf, waitOf, type Member } from './campaign-gate';
import { type Candidate, wavesOf } from './campaign-waves';
import { windowAt } from './campaign-window';
import { objectHash } from '../disk/node';

const file = 'campaigns/k3s.json';

const least = {
  id: 'k3s-1-35',
  version: 'k3s 1.35.0',
  selector: { environments: ['prod'] },
  waves: [
    { name: 'canary', size: 2 },
    { name: 'early', size: '20%' },
    { name: 'all', size: 'rest' },
  ],
};

function parsed(change: object = {}): Campaign {
  const result = parseCampaign(file, { ...least, ...change });
  if (!result.ok) throw new Error(result.issues.map(formatIssue).join('\n'));
  return result.value;
}

test('a campaign has defaults that are careful', () => {
  expect(parsed()).toEqual({
    ...least,
    selector: { names: [], prefixes: [], environments: ['prod'] },
    maxOpen: 100,
    maxUnhealthy: 0,
    soak: 60,
    mergeBy: 'people',
    windows: [],
    health: { from: 'commit-status' },
  });
});

const wavesRemedy =
  "Write waves such as [{ name: 'canary', size: 3 }, { name: 'early', size: '10%' }, { name: 'all', size: 'rest' }].";
const window = { days: ['mon'], from: '08:00', to: '16:00' };

test.each([
  {
    change: { id: 'K3s 1.35' },
    says: `id is "K3s 1.35": it must have lower-case letters, digits and "-" alone. Write an id such as 'k3s-1-35'.`,
  },
  {
    change: { version: 'a\nb' },
    says: `version is "a\\nb": it must have 1 to 64 printable characters. Write what it brings, such as 'k3s 1.35.0'.`,
  },
  {
    change: { selector: {} },
    says:
      "selector is {}: it selects no Sovereign. Write { names: ['acme'] }, { prefixes: ['eu-'] } or { " +
      "environments: ['prod'] }, or more than one of them.",
  },
  {
    change: { selector: { environments: ['production'] } },
    says:
      'selector.environments[0] is "production": there is no such value. Did you mean "prod"? Write one of ' +
      'prod, stg, uat, dev, poc.',
  },
  { change: { waves: [] }, says: `waves is []: it must have at least 1. ${wavesRemedy}` },
  {
    change: { waves: [{ name: 'all', size: 5 }] },
    says: `waves is [{…}]: one wave has the rest, and it is the last. ${wavesRemedy}`,
  },
  {
    change: {
      waves: [
        { name: 'a', size: 'rest' },
        { name: 'b', size: 'rest' },
      ],
    },
    says: `waves is [{…}, {…}]: one wave has the rest, and it is the last. ${wavesRemedy}`,
  },
  {
    change: {
      waves: [
        { name: 'a', size: 1 },
        { name: 'a', size: 'rest' },
      ],
    },
    says: `waves is [{…}, {…}]: two waves have the same name. ${wavesRemedy}`,
  },
  {
    change: {
      waves: [
        { name: 'a', size: 0 },
        { name: 'b', size: 'rest' },
      ],
    },
    says: `waves[0].size is 0: it must be a number, a percentage or "rest". Write 3, '10%' or 'rest'.`,
  },
  {
    change: {
      waves: [
        { name: 'a', size: '101%' },
        { name: 'b', size: 'rest' },
      ],
    },
    says: `waves[0].size is "101%": it must be a number, a percentage or "rest". Write 3, '10%' or 'rest'.`,
  },
  { change: { maxOpen: 0 }, says: 'maxOpen is 0: it must be a whole number from 1 on. Write a number such as 100.' },
  {
    change: { maxUnhealthy: -1 },
    says: 'maxUnhealthy is -1: it must be a whole number from 0 on. Write a number such as 0.',
  },
  { change: { soak: 1.5 }, says: 'soak is 1.5: it must be a whole number from 0 on. Write minutes, such as 60.' },
  ...[{ from: 'file' }, { from: 'flux' }, 'file'].map((health) => ({
    change: { health },
    says:
      `health is ${typeof health === 'string' ? '"file"' : `{ ${Object.keys(health).join(', ')} }`}: it is not ` +
      `a source of health. Write { from: 'commit-status' }, { from: 'file', path: 'health.json' } or { from: ` +
      `'command', command: ['./health'] }.`,
  })),
  {
    change: { health: { from: 'command', command: [] } },
    says:
      "health.command is []: it must have at least 1. Write a program and its arguments, such as ['./health', " +
      "'--quick'].",
  },
  { change: { mergeBy: 'bot' }, says: 'mergeBy is "bot": there is no such value. Write one of people, auto.' },
  { change: { mergeby: 'auto' }, says: 'mergeby is "auto": there is no such key. Write "mergeBy".' },
  {
    change: { windows: [{ ...window, from: '07:60' }] },
    says: `windows[0].from is "07:60": it must be a time of day in UTC. Write a time such as '08:00'.`,
  },
  {
    change: { windows: [{ ...window, pullsPerHour: 0 }] },
    says: 'windows[0].pullsPerHour is 0: it must be a whole number from 1 on. Write a number such as 20.',
  },
  {
    change: { windows: [{ ...window, mergesPerHour: 1.5 }] },
    says: 'windows[0].mergesPerHour is 1.5: it must be a whole number from 1 on. Write a number such as 20.',
  },
  {
    change: { windows: [{ ...window, to: '07:00' }] },
    says:
      `windows[0].to is "07:00": the window ends before it begins. Write a time of the same day, such as ` +
      `'16:00', or '24:00'.`,
  },
  {
    change: { windows: [{ ...window, days: ['monday'] }] },
    says:
      'windows[0].days[0] is "monday": there is no such value. Did you mean "mon"? Write one of sun, mon, tue, ' +
      'wed, thu, fri, sat.',
  },
])('an invalid campaign is refused: $says', ({ change, says }) => {
  const result = parseCampaign(file, { ...least, ...change });
  expect(result.ok ? [] : result.issues.map(formatIssue)).toEqual([`${file}: ${says}`]);
});

const fleet: readonly Candidate[] = Array.from({ length: 10 }, (_, index) => ({
  name: `s${index}`,
  environment: index < 8 ? 'prod' : 'dev',
}));

function waves(change: object, candidates = fleet) {
  const result = wavesOf(parsed(change), { file, candidates, hash: objectHash });
  return result.ok ? result.value.map(({ members }) => members) : result.issues.map(formatIssue);
}

test('named members go first, the others in the order of the campaign', () => {
  expect(waves({ selector: { names: ['s9', 's1'], environments: ['prod'] } })).toEqual([
    ['s9', 's1'],
    ['s3', 's7'],
    ['s0', 's4', 's2', 's5', 's6'],
  ]);
});

test('a new Sovereign moves no member before it, and another campaign has another order', () => {
  const all = waves({}).flat();
  expect(
    waves(
      {},
      fleet.filter(({ name }) => name !== 's3'),
    ).flat(),
  ).toEqual(all.filter((name) => name !== 's3'));
  expect(waves({}, [...fleet].reverse())).toEqual(waves({}));
  expect(waves({ id: 'k3s-1-36' }).flat()).not.toEqual(all);
});

test.each([
  { selector: { prefixes: ['s1', 's9'] }, members: ['s1', 's9'] },
  { selector: { environments: ['dev'] }, members: ['s8', 's9'] },
])('a selector takes names by their beginning, and environments: $members', ({ selector, members }) => {
  expect([...waves({ selector }).flat()].sort()).toEqual(members);
});

test.each([
  {
    selector: { names: ['s1', 'acme'] },
    says:
      'selector.names[1] is "acme": there is no such Sovereign. Write one of s0, s1, s2, s3, s4, s5, s6, s7, ' +
      's8, s9.',
  },
  {
    selector: { environments: ['uat'] },
    says:
      'selector is { names, prefixes, environments }: no Sovereign is selected. Select Sovereigns that there ' +
      'are, by names, prefixes or environments.',
  },
])('an unknown Sovereign in a selector is refused: $says', ({ selector, says }) => {
  expect(waves({ selector })).toEqual([`${file}: ${says}`]);
});

const workdays = parsed({
  windows: [
    { days: ['mon', 'tue'], from: '08:00', to: '12:00', pullsPerHour: 20 },
    { days: ['mon'], from: '14:00', to: '24:00' },
  ],
}).windows;

test.each([
  { now: '2026-01-05T07:59:59Z', opensAt: '2026-01-05T08:00:00.000Z' }, // a Monday
  { now: '2026-01-05T08:00:00Z', open: 20 },
  { now: '2026-01-05T12:00:00Z', opensAt: '2026-01-05T14:00:00.000Z' },
  { now: '2026-01-05T23:59:59Z', open: 0 },
  { now: '2026-01-06T00:00:00Z', opensAt: '2026-01-06T08:00:00.000Z' },
  { now: '2026-01-06T12:00:00Z', opensAt: '2026-01-12T08:00:00.000Z' },
])('at $now a window is open, or the next one is known', ({ now, open, opensAt }) => {
  const found = windowAt(workdays, new Date(now));
  expect(found.open === undefined ? undefined : (found.open.pullsPerHour ?? 0)).toBe(open);
  expect(found.opensAt?.toISOString()).toBe(opensAt);
});

test('a campaign without windows may propose at any time', () => {
  expect(windowAt([], new Date(0))).toEqual({});
});

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
  expect(stopOf(parsed({ maxUnhealthy }), members(states), ['a'])).toBe(says);
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
