import type { Forge } from '../forge/forge';
import { ForgeError } from '../forge/forge-error';
import { exampleClock } from '../testing/example-clock';
import { campaignFleet, openBranches, runCampaign } from '../testing/example-campaign-run';
import { memoryForge } from '../testing/memory-forge';

test('a campaign that may merge merges pull requests that were open and current before the run', async () => {
  const memory = campaignFleet();
  const change = { mergeBy: 'auto' };
  expect((await runCampaign(memory, { change })).members).toMatch(/^a proposed/);
  expect((await runCampaign(memory, { change, dryRun: true })).members).toMatch(/^a proposed/);
  expect((await runCampaign(memory, { change })).members).toMatch(/^a merged/);
  expect(openBranches(memory)).toEqual([]);
});

/** All are open, and in each run those that may be merged are, on a clock that nobody waits for. */
async function merging(windows: readonly object[] = []) {
  const clock = exampleClock();
  const memory = campaignFleet();
  const change = { waves: [{ name: 'all', size: 'rest' }], mergeBy: 'auto', windows };
  await runCampaign(memory, { clock, change });
  memory.git.now = clock.now();
  const forge = memoryForge(memory);
  const merges: number[] = [];
  const mergePull: Forge['mergePull'] = async (number, head) => {
    memory.git.now = clock.now();
    merges.push(clock.seconds());
    await forge.mergePull(number, head);
  };
  const again = () => runCampaign(memory, { clock, change, forge: { ...forge, mergePull } });
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
  const memory = campaignFleet();
  const change = { mergeBy: 'auto' };
  await runCampaign(memory, { change });
  const forge = memoryForge(memory);
  forge.mergePull = () => Promise.reject(new ForgeError('refused', 'Required status check', { operation: 'merge #1' }));
  const { results } = await runCampaign(memory, { change, forge });
  expect(results[0]).toMatchObject({ member: 'proposed', warnings: ['merge #1: Required status check'] });
});
