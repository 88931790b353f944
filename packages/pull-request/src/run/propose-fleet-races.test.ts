import { wrapEachCall } from '../forge/wrap-each-call';
import { exampleBranch, exampleOptions } from '../testing/example-desired';
import { exampleClock } from '../testing/example-clock';
import { desiredOf, exampleFleet, fleetOf, runFleet, wideLimits } from '../testing/example-fleet';
import { memoryForge } from '../testing/memory-forge';
import { closeByHand, filesAt, openPulls, push } from '../testing/memory-people';
import { proposeFleet } from './propose-fleet';
import type { SovereignResult } from './sovereign-result';

test('a long run takes a new snapshot, and sees what people did meanwhile', async () => {
  const memory = exampleFleet(fleetOf(12, '1'));
  const forge = memoryForge(memory);
  await runFleet(forge, [desiredOf('s0011', '2')], { limits: wideLimits, more: { isWhole: false } });
  const results: SovereignResult[] = [];
  const clock = exampleClock();
  const fleet = { desired: fleetOf(12, '2'), options: exampleOptions, clock, isWhole: true };
  const summary = await proposeFleet(forge, fleet, (result) => {
    results.push(result);
    if (result.name === 's0000') closeByHand(memory, 1);
  });
  expect(clock.seconds()).toBeGreaterThan(300);
  expect(summary.calls.snapshot).toBe(2);
  expect(results.at(-1)).toMatchObject({ name: 's0011', state: 'declined' });
});

test('two runs at once open one pull request', async () => {
  const memory = exampleFleet([]);
  const forge = memoryForge(memory);
  await Promise.all([
    runFleet(forge, fleetOf(1, '1')),
    runFleet(forge, fleetOf(1, '1')),
    runFleet(forge, fleetOf(1, '1')),
  ]);
  const { results } = await runFleet(forge, fleetOf(1, '1'));
  expect(results[0]?.state).toBe('open-current');
  expect(openPulls(memory).map(({ head }) => filesAt(memory, head, 'clusters/s0000.example.com'))).toEqual([
    Object.fromEntries(desiredOf('s0000', '1').files),
  ]);
});

test('a hold label that was put on while the run waited is respected', async () => {
  const [acme, globex] = [desiredOf('acme', '1'), desiredOf('globex', '1')];
  const memory = exampleFleet([acme, globex]);
  const forge = memoryForge(memory);
  const change = (text: string) => [desiredOf('acme', text), desiredOf('globex', text)];
  await runFleet(forge, change('2'), { limits: wideLimits });
  const clock = exampleClock();
  const held = wrapEachCall(forge, async (method, call) => {
    // A person labels the second pull request while the first is written.
    if (method === 'moveBranch') await forge.addLabels(2, ['fleet/hold']);
    return call();
  });
  const { results } = await runFleet(held, change('3'), { clock, limits: { ...wideLimits, refWritesPerMinute: 1 } });
  expect(results.map(({ name, state }) => [name, state])).toEqual([
    ['acme', 'updated'],
    ['globex', 'held'],
  ]);
});

test('a commit that a person pushes before a pull request is closed keeps it open', async () => {
  const acme = desiredOf('acme', '1');
  const memory = exampleFleet([acme]);
  const forge = memoryForge(memory);
  await runFleet(forge, [desiredOf('acme', '2')], { limits: wideLimits });
  let pushed = false;
  const racing = wrapEachCall(forge, (method, call) => {
    if (method === 'look' && !pushed) push(memory, exampleBranch('acme'), { 'mine.txt': 'mine' });
    pushed ||= method === 'look';
    return call();
  });
  const { results } = await runFleet(racing, [acme], { limits: wideLimits });
  expect(results.map(({ state }) => state)).toEqual(['held']);
  expect(openPulls(memory)).toHaveLength(1);
});
