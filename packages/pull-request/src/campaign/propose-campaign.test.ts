import { ForgeError } from '../forge/forge-error';
import { sha } from '../forge/git-object';
import { exampleBranch } from '../testing/example-desired';
import { exampleClock } from '../testing/example-clock';
import { campaignFleet, memberNames, mergeAll, openBranches, runCampaign } from '../testing/example-campaign-run';
import { memoryForge } from '../testing/memory-forge';
import { closeByHand, filesAt, mergeByHand, push } from '../testing/memory-people';

test('a run opens the present wave, and says what it waits for', async () => {
  const memory = campaignFleet();
  const first = await runCampaign(memory);
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
  expect(openBranches(memory)).toEqual(['fleet/a']);
});

test('the next wave opens once all of the one before are healthy, and so on to the end', async () => {
  const memory = campaignFleet();
  await runCampaign(memory);
  mergeAll(memory);
  // Nothing is known of the health of a.
  expect((await runCampaign(memory)).waitsFor).toBe('waits for wave canary: a is merged');
  const second = await runCampaign(memory, { healthOf: { a: 'healthy' } });
  expect(second.members).toBe('a healthy, b proposed, c proposed, d waiting, e waiting, f waiting');
  mergeAll(memory);
  const third = await runCampaign(memory, { healthOf: { a: 'healthy', b: 'healthy' } });
  expect(third.members).toBe('a healthy, b healthy, c merged, d waiting, e waiting, f waiting');
  expect(third.waitsFor).toBe('waits for wave early: c is merged');
  await runCampaign(memory, { healthOf: { a: 'healthy', b: 'healthy', c: 'healthy' } });
  expect(openBranches(memory)).toEqual(['fleet/d', 'fleet/e', 'fleet/f']);
  mergeAll(memory);
  const healthy = Object.fromEntries(memberNames.map((name) => [name, 'healthy' as const]));
  await runCampaign(memory, { healthOf: healthy }); // it cleans the branches
  const last = await runCampaign(memory, { healthOf: healthy });
  expect({ waitsFor: last.waitsFor, states: last.summary.states }).toEqual({
    waitsFor: undefined,
    states: { unchanged: 6 },
  });
});

test('a member that was healthy long before counts as healthy from the merge on, and has to soak', async () => {
  const memory = campaignFleet();
  await runCampaign(memory);
  memory.git.now = new Date('2025-12-31T23:30:00Z');
  mergeAll(memory);
  const healthOf = { a: 'healthy' } as const; // since midnight before, and the run is half an hour after the merge
  const early = await runCampaign(memory, { healthOf });
  expect(early.waitsFor).toBe('waits for wave canary: a is merged');
  const soaked = await runCampaign(memory, { healthOf, change: { soak: 30 } });
  expect(soaked.members).toBe('a healthy, b proposed, c proposed, d waiting, e waiting, f waiting');
});

test.each([
  {
    change: { commit: sha('1'.repeat(40)), at: undefined },
    says: `nothing says when commit ${'1'.repeat(40)} came to the base branch. Merge pull requests by a squash`,
  },
  { change: undefined, says: 'no commit of the base branch has changed clusters/a.example.com' },
])('a member whose change came at an unknown time has unknown health: $says', async ({ change, says }) => {
  const memory = campaignFleet();
  await runCampaign(memory);
  mergeAll(memory);
  const forge = { ...memoryForge(memory), lastChange: () => Promise.resolve(change) };
  const { results, members } = await runCampaign(memory, { forge, healthOf: { a: 'healthy' } });
  expect(members).toMatch(/^a merged, b waiting/);
  expect(results[0]?.warnings).toEqual([`its health is unknown: ${says}`]);
});

test('an open pull request stays open when its member falls into a later wave', async () => {
  const memory = campaignFleet();
  await runCampaign(memory, { change: { waves: [{ name: 'all', size: 'rest' }] } });
  const { members, results } = await runCampaign(memory);
  expect(members).toBe('a proposed, b proposed, c proposed, d proposed, e proposed, f proposed');
  expect(new Set(results.map(({ state }) => state))).toEqual(new Set(['open-current']));
  expect(openBranches(memory)).toHaveLength(6);
});

test('an unhealthy canary stops the campaign, even while other pull requests are open', async () => {
  const memory = campaignFleet();
  await runCampaign(memory);
  mergeAll(memory);
  await runCampaign(memory);
  const stopped = await runCampaign(memory, { healthOf: { a: 'unhealthy' }, change: { maxUnhealthy: 5 } });
  expect(stopped.waitsFor).toBe(
    'campaign k3s-1-35 stops: of its first wave, a is failed. Mend that, or end the campaign',
  );
  expect(openBranches(memory)).toEqual([]);
});

test('people who decline or hold count as unwell', async () => {
  const memory = campaignFleet();
  await runCampaign(memory);
  closeByHand(memory, 1);
  expect((await runCampaign(memory)).waitsFor).toBe(
    'campaign k3s-1-35 stops: a is declined, and no more than 0 may be failed, declined or held. Mend them, ' +
      'or raise maxUnhealthy',
  );
  expect((await runCampaign(memory, { change: { maxUnhealthy: 1 } })).members).toMatch(
    /^a declined, b proposed, c proposed, d waiting/,
  );
  push(memory, exampleBranch('b'), { 'clusters/b.example.com/x.yaml': 'mine' });
  expect((await runCampaign(memory, { change: { maxUnhealthy: 1 } })).waitsFor).toBe(
    'campaign k3s-1-35 stops: a is declined, b is held, and no more than 1 may be failed, declined or held. ' +
      'Mend them, or raise maxUnhealthy',
  );
});

test('a campaign proposes nothing outside its windows, and says when the next one opens', async () => {
  const memory = campaignFleet();
  const windows = [{ days: ['thu'], from: '08:00', to: '16:00' }];
  const { results, waitsFor } = await runCampaign(memory, { change: { windows } });
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
  const rated = await runCampaign(campaignFleet(), { change: { windows, waves } });
  expect(rated.summary.states).toEqual({ created: 2, deferred: 4 });
  expect(rated.results[2]?.reason).toBe('no more than 2 new pull requests an hour');
  const capped = await runCampaign(campaignFleet(), { change: { maxOpen: 3, waves } });
  expect(capped.results[3]?.reason).toBe('3 pull requests are open, and no more than 3 may be');
});

test('a member that falls behind the edge of its wave is neither closed nor reverted', async () => {
  const memory = campaignFleet();
  await runCampaign(memory);
  const change = { selector: { names: ['b', 'a', 'c', 'd', 'e', 'f'] } }; // as where a Sovereign comes before it
  const fallen = await runCampaign(memory, { change });
  expect(fallen.members).toBe('b proposed, a proposed, c waiting, d waiting, e waiting, f waiting');
  expect(fallen.results[1]).toMatchObject({ wave: 'early', state: 'open-current' });
  mergeByHand(memory, 1);
  const before = memory.git.refs.get('main');
  const merged = await runCampaign(memory, { change });
  expect(merged.members).toBe('b proposed, a merged, c waiting, d waiting, e waiting, f waiting');
  const after = await runCampaign(memory, { change });
  expect(after.results[1]).toMatchObject({ state: 'deferred', member: 'merged' }); // its branch is left for later
  expect([memory.git.refs.get('main'), openBranches(memory)]).toEqual([before, ['fleet/b']]);
  expect(filesAt(memory, before ?? sha('0'.repeat(40)), 'clusters/a.example.com')['a.yaml']).toBe('a 2');
});

test('an unhealthy merged member stops a campaign, although its branch waits for a window', async () => {
  const memory = campaignFleet();
  await runCampaign(memory);
  mergeAll(memory);
  const windows = [{ days: ['thu'], from: '08:00', to: '16:00' }];
  const { results, waitsFor } = await runCampaign(memory, { change: { windows }, healthOf: { a: 'unhealthy' } });
  expect(results[0]).toMatchObject({ state: 'deferred', member: 'failed' });
  expect(waitsFor).toBe('campaign k3s-1-35 stops: of its first wave, a is failed. Mend that, or end the campaign');
});

test('a campaign does not wait for health beyond the end of the run when GitHub asks for pauses', async () => {
  const memory = campaignFleet();
  await runCampaign(memory, { change: { waves: [{ name: 'all', size: 'rest' }] } });
  mergeAll(memory);
  const clock = exampleClock();
  const tooMuch = new ForgeError('limit', 'too much', { operation: 'read', retryAfter: 2000 });
  const forge = { ...memoryForge(memory), lastChange: () => Promise.reject(tooMuch) };
  const { summary, results } = await runCampaign(memory, { forge, clock });
  expect(clock.seconds()).toBeLessThan(50 * 60);
  expect(summary.calls.lastChange).toBe(2);
  expect(results[5]?.warnings).toEqual(['its health is unknown: GitHub asked for a pause']);
});
