import { windowAt } from './campaign-window';
import { exampleCampaign } from '../testing/example-campaign';

const workdays = exampleCampaign({
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
