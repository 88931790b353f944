import { formatIssue } from '@sovereign-fleet/domain';
import { parseCampaign } from './campaign';
import { campaignFile, exampleCampaign, leastCampaign } from '../testing/example-campaign';

test('a campaign has defaults that are careful', () => {
  expect(exampleCampaign()).toEqual({
    ...leastCampaign,
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
  const result = parseCampaign(campaignFile, { ...leastCampaign, ...change });
  expect(result.ok ? [] : result.issues.map(formatIssue)).toEqual([`${campaignFile}: ${says}`]);
});
