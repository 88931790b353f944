import { parseCampaign } from './campaign';
import { wavesOf } from './campaign-waves';
import type { Desired } from '../proposal/desired';
import type { Forge } from '../forge/forge';
import { ForgeError } from '../forge/forge-error';
import { sha } from '../forge/git-object';
import type { ObservedHealth } from './health';
import { exampleBranch, exampleDesired, exampleOptions } from '../testing/example-desired';
import { exampleClock } from '../testing/example-clock';
import { inFolder } from '../testing/example-world';
import { memoryForge } from '../testing/memory-forge';
import { closeByHand, commitToBase, filesAt, mergeByHand, openPulls, push } from '../testing/memory-people';
import { type Memory, newMemory } from '../testing/memory-pulls';
import { objectHash } from '../disk/node';
import { proposeCampaign } from './propose-campaign';
import type { CampaignResult } from './campaign-run';

const names = ['a', 'b', 'c', 'd', 'e', 'f'];

function desiredOf(name: string, text: string): Desired {
  return exampleDesired({ 'a.yaml': `${name} ${text}`, 'b.yaml': name }, name);
}

function exampleFleet(): Memory {
  const memory = newMemory(objectHash);
  for (const name of names) commitToBase(memory, inFolder(Object.fromEntries(desiredOf(name, '1').files), name));
  return memory;
}

const least = {
  id: 'k3s-1-35',
  version: 'k3s 1.35.0',
  selector: { names },
  waves: [
    { name: 'canary', size: 1 },
    { name: 'early', size: 2 },
    { name: 'all', size: 'rest' },
  ],
};

interface RunSettings {
  readonly clock?: ReturnType<typeof exampleClock>;
  readonly change?: object;
  readonly healthOf?: Readonly<Record<string, ObservedHealth['state']>>;
  readonly dryRun?: boolean;
  readonly forge?: Forge;
}

/** One run, at midnight of a Thursday. A member's health is a day old. */
async function run(
  memory: Memory,
  { change, healthOf = {}, dryRun = false, forge, clock = exampleClock() }: RunSettings = {},
) {
  const parsed = parseCampaign('campaign.json', { ...least, ...change });
  if (!parsed.ok) throw new Error('the campaign is right');
  const candidates = names.map((name) => ({ name, environment: 'prod' as const }));
  const waves = wavesOf(parsed.value, { file: 'campaign.json', candidates, hash: objectHash });
  if (!waves.ok) throw new Error('the campaign is right');
  const results: CampaignResult[] = [];
  const since = new Date('2025-12-31T00:00:00Z');
  const request = {
    campaign: parsed.value,
    waves: waves.value,
    desired: names.map((name) => desiredOf(name, '2')),
    options: exampleOptions,
    clock,
    limits: { pullsPerMinute: 100 },
    dryRun,
    health: {
      of(name: string): Promise<ObservedHealth> {
        const state = healthOf[name] ?? 'unknown';
        return Promise.resolve(state === 'unknown' ? { state } : { state, since });
      },
    },
  };
  const summary = await proposeCampaign(forge ?? memoryForge(memory), request, (result) => results.push(result));
  const members = results.map(({ name, member }) => `${name} ${member}`).join(', ');
  return { summary, results, members, waitsFor: summary.waitsFor };
}

function mergeAll(memory: Memory): void {
  for (const { number } of openPulls(memory)) mergeByHand(memory, number);
}

function openFor(memory: Memory): readonly string[] {
  return openPulls(memory).map(({ branch }) => branch);
}

test('a run opens the present wave, and says what it waits for', async () => {
  const memory = exampleFleet();
  const first = await run(memory);
  expect(first.members).toBe('a proposed, b waiting, c waiting, d waiting, e waiting, f waiting');
  expect(first.waitsFor).toBe('waits for wave canary: a is proposed');
  expect(first.results[1]).toMatchObject({
    state: 'deferred',
    reason: 'waits for wave canary: a is proposed',
    wave: 'early',
    calls: 0,
  });
  expect(first.summary.waves).toEqual([
    { name: 'canary', members: { proposed: 1 } },
    { name: 'early', members: { waiting: 2 } },
    { name: 'all', members: { waiting: 3 } },
  ]);
  expect(openFor(memory)).toEqual(['fleet/a']);
});

test('the next wave opens once all of the one before are healthy, and so on to the end', async () => {
  const memory = exampleFleet();
  await run(memory);
  mergeAll(memory);
  expect((await run(memory)).waitsFor).toBe('waits for wave canary: a is merged'); // nothing is known of its health
  const second = await run(memory, { healthOf: { a: 'healthy' } });
  expect(second.members).toBe('a healthy, b proposed, c proposed, d waiting, e waiting, f waiting');
  mergeAll(memory);
  const third = await run(memory, { healthOf: { a: 'healthy', b: 'healthy' } });
  expect(third.members).toBe('a healthy, b healthy, c merged, d waiting, e waiting, f waiting');
  expect(third.waitsFor).toBe('waits for wave early: c is merged');
  await run(memory, { healthOf: { a: 'healthy', b: 'healthy', c: 'healthy' } });
  expect(openFor(memory)).toEqual(['fleet/d', 'fleet/e', 'fleet/f']);
  mergeAll(memory);
  const healthy = Object.fromEntries(names.map((name) => [name, 'healthy' as const]));
  await run(memory, { healthOf: healthy }); // it cleans the branches
  const last = await run(memory, { healthOf: healthy });
  expect({ waitsFor: last.waitsFor, states: last.summary.states }).toEqual({
    waitsFor: undefined,
    states: { unchanged: 6 },
  });
});

test('a member that was healthy long before counts as healthy from the merge on, and has to soak', async () => {
  const memory = exampleFleet();
  await run(memory);
  memory.git.now = new Date('2025-12-31T23:30:00Z');
  mergeAll(memory);
  const healthOf = { a: 'healthy' } as const; // since midnight before, and the run is half an hour after the merge
  const early = await run(memory, { healthOf });
  expect(early.waitsFor).toBe('waits for wave canary: a is merged');
  const soaked = await run(memory, { healthOf, change: { soak: 30 } });
  expect(soaked.members).toBe('a healthy, b proposed, c proposed, d waiting, e waiting, f waiting');
});

test.each([
  {
    change: { commit: sha('1'.repeat(40)), at: undefined },
    says: `nothing says when commit ${'1'.repeat(40)} came to the base branch. Merge pull requests by a squash`,
  },
  { change: undefined, says: 'no commit of the base branch has changed clusters/a.example.com' },
])('a member whose change came at an unknown time has unknown health: $says', async ({ change, says }) => {
  const memory = exampleFleet();
  await run(memory);
  mergeAll(memory);
  const forge = { ...memoryForge(memory), lastChange: () => Promise.resolve(change) };
  const { results, members } = await run(memory, { forge, healthOf: { a: 'healthy' } });
  expect(members).toMatch(/^a merged, b waiting/);
  expect(results[0]?.warnings).toEqual([`its health is unknown: ${says}`]);
});

test('an open pull request stays open when its member falls into a later wave', async () => {
  const memory = exampleFleet();
  await run(memory, { change: { waves: [{ name: 'all', size: 'rest' }] } });
  const { members, results } = await run(memory);
  expect(members).toBe('a proposed, b proposed, c proposed, d proposed, e proposed, f proposed');
  expect(new Set(results.map(({ state }) => state))).toEqual(new Set(['open-current']));
  expect(openFor(memory)).toHaveLength(6);
});

test('an unhealthy canary stops the campaign, even while other pull requests are open', async () => {
  const memory = exampleFleet();
  await run(memory);
  mergeAll(memory);
  await run(memory);
  const stopped = await run(memory, { healthOf: { a: 'unhealthy' }, change: { maxUnhealthy: 5 } });
  expect(stopped.waitsFor).toBe(
    'campaign k3s-1-35 stops: of its first wave, a is failed. Mend that, or end the campaign',
  );
  expect(openFor(memory)).toEqual([]);
});

test('people who decline or hold count as unwell', async () => {
  const memory = exampleFleet();
  await run(memory);
  closeByHand(memory, 1);
  expect((await run(memory)).waitsFor).toBe(
    'campaign k3s-1-35 stops: a is declined, and no more than 0 may be failed, declined or held. Mend them, ' +
      'or raise maxUnhealthy',
  );
  expect((await run(memory, { change: { maxUnhealthy: 1 } })).members).toMatch(
    /^a declined, b proposed, c proposed, d waiting/,
  );
  push(memory, exampleBranch('b'), { 'clusters/b.example.com/x.yaml': 'mine' });
  expect((await run(memory, { change: { maxUnhealthy: 1 } })).waitsFor).toBe(
    'campaign k3s-1-35 stops: a is declined, b is held, and no more than 1 may be failed, declined or held. ' +
      'Mend them, or raise maxUnhealthy',
  );
});

test('a campaign proposes nothing outside its windows, and says when the next one opens', async () => {
  const memory = exampleFleet();
  const windows = [{ days: ['thu'], from: '08:00', to: '16:00' }];
  const { results, waitsFor } = await run(memory, { change: { windows } });
  expect(waitsFor).toBe('no window of the campaign is open, not before 2026-01-01T08:00:00.000Z');
  expect(results[0]).toMatchObject({
    state: 'deferred',
    reason: 'no window of the campaign is open',
    notBefore: new Date('2026-01-01T08:00:00Z'),
  });
});

test('a window has its own rate, and a campaign its own number of open pull requests', async () => {
  const windows = [{ days: ['thu'], from: '00:00', to: '16:00', pullsPerHour: 2 }];
  const waves = [{ name: 'all', size: 'rest' }];
  const rated = await run(exampleFleet(), { change: { windows, waves } });
  expect(rated.summary.states).toEqual({ created: 2, deferred: 4 });
  expect(rated.results[2]?.reason).toBe('no more than 2 new pull requests an hour');
  const capped = await run(exampleFleet(), { change: { maxOpen: 3, waves } });
  expect(capped.results[3]?.reason).toBe('3 pull requests are open, and no more than 3 may be');
});

test('a campaign that may merge merges pull requests that were open and current before the run', async () => {
  const memory = exampleFleet();
  const change = { mergeBy: 'auto' };
  expect((await run(memory, { change })).members).toMatch(/^a proposed/);
  expect((await run(memory, { change, dryRun: true })).members).toMatch(/^a proposed/);
  expect((await run(memory, { change })).members).toMatch(/^a merged/);
  expect(openFor(memory)).toEqual([]);
});

test('a member that falls behind the edge of its wave is neither closed nor reverted', async () => {
  const memory = exampleFleet();
  await run(memory);
  const change = { selector: { names: ['b', 'a', 'c', 'd', 'e', 'f'] } }; // as where a Sovereign comes before it
  const fallen = await run(memory, { change });
  expect(fallen.members).toBe('b proposed, a proposed, c waiting, d waiting, e waiting, f waiting');
  expect(fallen.results[1]).toMatchObject({ wave: 'early', state: 'open-current' });
  mergeByHand(memory, 1);
  const before = memory.git.refs.get('main');
  const merged = await run(memory, { change });
  expect(merged.members).toBe('b proposed, a merged, c waiting, d waiting, e waiting, f waiting');
  const after = await run(memory, { change });
  expect(after.results[1]).toMatchObject({ state: 'deferred', member: 'merged' }); // its branch is left for later
  expect([memory.git.refs.get('main'), openFor(memory)]).toEqual([before, ['fleet/b']]);
  expect(filesAt(memory, before ?? sha('0'.repeat(40)), 'clusters/a.example.com')['a.yaml']).toBe('a 2');
});

test('an unhealthy merged member stops a campaign, although its branch waits for a window', async () => {
  const memory = exampleFleet();
  await run(memory);
  mergeAll(memory);
  const windows = [{ days: ['thu'], from: '08:00', to: '16:00' }];
  const { results, waitsFor } = await run(memory, { change: { windows }, healthOf: { a: 'unhealthy' } });
  expect(results[0]).toMatchObject({ state: 'deferred', member: 'failed' });
  expect(waitsFor).toBe('campaign k3s-1-35 stops: of its first wave, a is failed. Mend that, or end the campaign');
});

/** All are open, and in each run those that may be merged are, on a clock that nobody waits for. */
async function merging(windows: readonly object[] = []) {
  const clock = exampleClock();
  const memory = exampleFleet();
  const change = { waves: [{ name: 'all', size: 'rest' }], mergeBy: 'auto', windows };
  await run(memory, { clock, change });
  memory.git.now = clock.now();
  const forge = memoryForge(memory);
  const merges: number[] = [];
  const mergePull: Forge['mergePull'] = async (number, head) => {
    memory.git.now = clock.now();
    merges.push(clock.seconds());
    await forge.mergePull(number, head);
  };
  const again = () => run(memory, { clock, change, forge: { ...forge, mergePull } });
  return { clock, again, merges };
}

const gaps = (times: readonly number[]) => times.slice(1).map((time, index) => time - (times[index] ?? 0));

test('merges of a campaign are a minute apart', async () => {
  const { again, merges } = await merging();
  await again();
  expect(gaps(merges)).toEqual([60, 60, 60, 60, 60]);
});

test('a window has its own rate of merges, and what was merged within the hour counts', async () => {
  const windows = [{ days: ['thu'], from: '00:00', to: '16:00', mergesPerHour: 2 }];
  const { clock, again, merges } = await merging(windows);
  const first = await again();
  expect(first.members).toBe('a merged, b merged, c proposed, d proposed, e proposed, f proposed');
  const last = new Date(clock.now().getTime() + 3_540_000).toISOString(); // an hour after the first of them
  expect(first.results[2]?.warnings).toEqual([
    `it is not merged yet: no more than 2 merges an hour, not before ${last}`,
  ]);
  await again();
  expect(merges).toHaveLength(2);
  await clock.sleep(3_600_000);
  await again();
  expect(merges).toHaveLength(4);
});

test('a pull request that GitHub does not merge stays open, with a warning', async () => {
  const memory = exampleFleet();
  const change = { mergeBy: 'auto' };
  await run(memory, { change });
  const forge = memoryForge(memory);
  forge.mergePull = () => Promise.reject(new ForgeError('refused', 'Required status check', { operation: 'merge #1' }));
  const { results } = await run(memory, { change, forge });
  expect(results[0]).toMatchObject({ member: 'proposed', warnings: ['merge #1: Required status check'] });
});

test('a campaign does not wait for health beyond the end of the run when GitHub asks for pauses', async () => {
  const memory = exampleFleet();
  await run(memory, { change: { waves: [{ name: 'all', size: 'rest' }] } });
  mergeAll(memory);
  const clock = exampleClock();
  const tooMuch = new ForgeError('limit', 'too much', { operation: 'read', retryAfter: 2000 });
  const forge = { ...memoryForge(memory), lastChange: () => Promise.reject(tooMuch) };
  const { summary, results } = await run(memory, { forge, clock });
  expect(clock.seconds()).toBeLessThan(50 * 60);
  expect(summary.calls.lastChange).toBe(2);
  expect(results[5]?.warnings).toEqual(['its health is unknown: GitHub asked for a pause']);
});
