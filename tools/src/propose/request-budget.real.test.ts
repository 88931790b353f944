import {
  type Clock,
  type Desired,
  type Limits,
  proposeFleet,
  type SovereignResult,
} from '@sovereign-fleet/pull-request';
import type { Github } from '@sovereign-fleet/github';
import { desiredFor, plainOptions, wideLimits } from './faulty-fleet';
import { forgeOn, startForge, stopAll } from '@sovereign-fleet/pull-request/testing';
import { impatientClock } from './fake-clock';

afterEach(stopAll);

const files = { 'clusters/README.md': 'Sovereigns\n' };

const fleet = (count: number, text: string) => {
  return Array.from({ length: count }, (_, index) => desiredFor(`s${String(index).padStart(2, '0')}`, { a: text }));
};

interface Given {
  readonly clock: Clock;
  readonly limits?: Partial<Limits>;
}

/** One run by a client of its own, over the real adapter, which counts what it sends. */
async function run(github: Github, desired: readonly Desired[], { clock, limits }: Given) {
  const { forge } = await forgeOn(github, { clock });
  const results: SovereignResult[] = [];
  const { requestsSent, rate } = forge;
  const settings = { options: plainOptions, clock, requestsSent: requestsSent, rateLeft: rate };
  const before = github.requests().length;
  const all = { ...settings, desired, limits: { ...wideLimits, ...limits }, isWhole: false };
  await proposeFleet(forge, all, (result) => results.push(result));
  return { results, requests: github.requests().slice(before) };
}

const told = ({ state, reason }: SovereignResult) => (reason === '' ? state : `${state}: ${reason}`);

/** The same once, with how often. */
function counted(texts: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(texts.map((text) => [text, texts.filter((other) => other === text).length]));
}

test('requests that are left to others are not taken for reads either', async () => {
  const clock = impatientClock();
  const opening = 6 + 12 * 6;
  const { github } = await startForge({ files, now: () => clock.now(), rateLimit: opening + 500 + 6 + 7 });
  const desired = fleet(12, '1');
  expect(counted((await run(github, desired, { clock })).results.map(told))).toEqual({ created: 12 });
  // Seven more than are left to others, beside the snapshot: two commits, since each might have been a look of six.
  const { results, requests } = await run(github, desired, { clock, limits: { minutes: 50 } });
  expect(counted(results.map(told))).toEqual({
    'open-current': 2,
    'deferred: 500 requests of the hour are for others': 10,
  });
  expect(requests).toHaveLength(6 + 2);
});

test('no more requests are sent than may be in an hour, and those that wait are told until when', async () => {
  const clock = impatientClock();
  const { github } = await startForge({ files, now: () => clock.now() });
  const desired = fleet(12, '1');
  const limits = { requestsPerHour: 60, minutes: 50 };
  const first = await run(github, desired, { clock, limits });
  expect(first.requests).toHaveLength(60);
  expect(counted(first.results.map(told))).toEqual({
    created: 9,
    'deferred: no more than 60 requests an hour': 3,
  });
  const until = first.results.at(-1)?.notBefore?.getTime() ?? 0;
  expect(until - clock.now().getTime()).toBeGreaterThan(50 * 60_000);
  await clock.sleep(until - clock.now().getTime());
  expect(counted((await run(github, desired, { clock, limits })).results.map(told))).toEqual({
    'open-current': 9,
    created: 3,
  });
});

test('looks before late writes, and at the fleet every five minutes, are counted as what they are', async () => {
  const clock = impatientClock();
  const { github } = await startForge({ files, now: () => clock.now() });
  await run(github, fleet(12, '1'), { clock });
  const limits = { requestsPerHour: 50, refWritesPerMinute: 1 };
  const { results, requests } = await run(github, fleet(12, '2'), { clock, limits });
  expect(counted(results.map(told))).toEqual({ updated: 12 });
  const hour = (from: Date) => requests.filter(({ at }) => at >= from && at.getTime() < from.getTime() + 3_600_000);
  expect(requests.length).toBeGreaterThan(90);
  expect(Math.max(...requests.map(({ at }) => hour(at).length))).toBeLessThanOrEqual(50);
});
