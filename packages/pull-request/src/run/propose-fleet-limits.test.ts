import { wrapEachCall } from '../forge/wrap-each-call';
import type { Forge, ForgeMethod, ObservedFleet, PullRequest } from '../forge/forge';
import { chargesOf, type Charge } from './limits';
import { exampleOptions } from '../testing/example-desired';
import { exampleClock } from '../testing/example-clock';
import { desiredOf, exampleFleet, fleetOf, runFleet, wideLimits } from '../testing/example-fleet';
import { memoryForge } from '../testing/memory-forge';
import { openPulls } from '../testing/memory-people';
import { proposeFleet } from './propose-fleet';
import type { SovereignResult } from './sovereign-result';
import type { RunPause } from './fleet-run';

/** The most calls of a charge within any window. */
function mostWithin(times: readonly (readonly [number, ForgeMethod])[], charge: Charge, seconds: number): number {
  const own = times.filter(([, method]) => chargesOf[method].includes(charge)).map(([at]) => at);
  return Math.max(0, ...own.map((from) => own.filter((at) => at >= from && at < from + seconds).length));
}

test('250 changed Sovereigns keep to every limit, and each that waits is told until when', async () => {
  const memory = exampleFleet(fleetOf(250, '1'));
  const desired = fleetOf(250, '2');
  const clock = exampleClock();
  const times: [number, ForgeMethod][] = [];
  const forge = wrapEachCall(memoryForge(memory), (method, call) => {
    times.push([clock.seconds(), method]);
    return call();
  });
  let left = 250;
  for (let hour = 0; left > 0 && hour < 20; hour += 1) {
    const results: SovereignResult[] = [];
    const fleet = { desired, options: exampleOptions, clock, limits: { openPulls: 5000 }, isWhole: true };
    await proposeFleet(forge, fleet, (result) => results.push(result));
    const waiting = results.filter(({ state }) => state === 'deferred');
    expect(results.filter(({ state }) => state === 'created')).toHaveLength(Math.min(80, left));
    for (const { reason, notBefore } of waiting) {
      expect(reason).toMatch(/^no more than (80 new pull requests|400 calls that create something) an hour$/);
      expect(notBefore?.getTime()).toBeGreaterThan(clock.now().getTime());
    }
    left = waiting.length;
    const next = waiting[0]?.notBefore;
    if (next !== undefined) await clock.sleep(next.getTime() - clock.now().getTime());
  }
  expect(left).toBe(0);
  expect(openPulls(memory)).toHaveLength(250);
  // Beside seven for each: the commits of those that are open already, which a cache answers, and the snapshots.
  const commits = times.filter(([, method]) => method === 'commit' || method === 'snapshot').length;
  expect(times.length - commits).toBe(7 * 250);
  expect(mostWithin(times, 'ref', 60)).toBeLessThanOrEqual(6);
  expect(mostWithin(times, 'pull', 60)).toBeLessThanOrEqual(2);
  expect(mostWithin(times, 'pull', 3600)).toBeLessThanOrEqual(80);
  expect(mostWithin(times, 'content', 3600)).toBeLessThanOrEqual(400);
  expect(mostWithin(times, 'write', 1)).toBe(1);
});

test('a run opens no more pull requests than may be open', async () => {
  const forge = memoryForge(exampleFleet([]));
  const { results } = await runFleet(forge, fleetOf(3, '1'), { limits: { ...wideLimits, openPulls: 2 } });
  expect(results.map(({ state, reason }) => [state, reason])).toEqual([
    ['created', ''],
    ['created', ''],
    ['deferred', '2 pull requests are open, and no more than 2 may be'],
  ]);
});

test('pull requests that earlier runs opened count in the hour of this one', async () => {
  const memory = exampleFleet(fleetOf(20, '1'));
  const desired = fleetOf(20, '2');
  const clock = exampleClock();
  const times = new Map<number, Date>();
  const forge = wrapEachCall(memoryForge(memory), async (method, call) => {
    const answer = await call();
    if (method === 'openPull') times.set((answer as PullRequest).number, clock.now());
    return answer;
  });
  // The memory has no clock: what was opened when is added to what it shows.
  const timed: Forge = { ...forge, snapshot: async () => withTimes(await forge.snapshot(), times) };
  for (let round = 0; round < 3; round += 1) {
    await runFleet(timed, desired, { clock, limits: { ...wideLimits, minutes: 10, pullsPerHour: 5 } });
  }
  expect(openPulls(memory)).toHaveLength(5);
  await clock.sleep(3_600_000);
  await runFleet(timed, desired, { clock, limits: { ...wideLimits, minutes: 10, pullsPerHour: 5 } });
  expect(openPulls(memory)).toHaveLength(10);
});

function withTimes(snapshot: ObservedFleet, times: ReadonlyMap<number, Date>): ObservedFleet {
  const proposed = [...snapshot.proposed].map(([branch, { pull, ...rest }]) => {
    const createdAt = pull === undefined ? undefined : times.get(pull.number);
    return [
      branch,
      pull === undefined ? rest : { ...rest, pull: { ...pull, ...(createdAt && { createdAt }) } },
    ] as const;
  });
  return { ...snapshot, proposed: new Map(proposed) };
}

test('a run that waits says until when, why, and how many pull requests are still to be opened', async () => {
  const merged = fleetOf(2, '1');
  const desired = [...merged, ...['x1', 'x2', 'x3', 'x4'].map((name) => desiredOf(name, '1'))];
  const told: string[] = [];
  const onWait = ({ until, reason, toOpen }: RunPause) => told.push(`${until.toISOString()} ${reason}, ${toOpen}`);
  await runFleet(memoryForge(exampleFleet(merged)), desired, { more: { onWait } });
  expect(told).toEqual([
    '2026-01-01T00:01:03.000Z no more than 2 new pull requests a minute, 2',
    '2026-01-01T00:01:08.000Z no more than 2 new pull requests a minute, 1',
  ]);
});
