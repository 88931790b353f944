import { wrapEachCall, forgeMethods } from '../forge/wrap-each-call';
import type { Forge } from '../forge/forge';
import { ForgeError } from '../forge/forge-error';
import { exampleOptions } from '../testing/example-desired';
import { exampleClock } from '../testing/example-clock';
import { desiredOf, exampleFleet, fleetOf, runFleet, wideLimits } from '../testing/example-fleet';
import { memoryForge } from '../testing/memory-forge';
import { openPulls } from '../testing/memory-people';

/** The methods as they are before a test puts others in their place. */
function originalMethods(forge: Forge): { [K in keyof Forge]: OmitThisParameter<Forge[K]> } {
  const bound = Object.keys(forgeMethods).map((method) => [method, forge[method as keyof Forge].bind(forge)]);
  return Object.fromEntries(bound) as Forge; // the same methods
}

test('a Sovereign that fails does not stop the others', async () => {
  const forge = memoryForge(exampleFleet([]));
  const { putCommit } = originalMethods(forge);
  let commits = 0;
  forge.putCommit = (commit) => {
    commits += 1;
    return commits === 2
      ? Promise.reject(new ForgeError('refused', 'Validation Failed', { operation: 'create a commit' }))
      : putCommit(commit);
  };
  const { results, summary } = await runFleet(forge, fleetOf(3, '1'), { limits: wideLimits });
  expect(results.map(({ state }) => state)).toEqual(['created', 'failed', 'created']);
  expect(summary.states).toEqual({ created: 2, failed: 1 });
});

test.each([
  { code: 'authentication', says: 'create a tree: no. Give a token that is valid, or the key of an app.' },
  {
    code: 'permission',
    says: 'create a tree: no (contents=write). Give the token this permission on the fleet repository.',
  },
] as const)('a failure that every Sovereign would meet stops the run: $code', async ({ code, says }) => {
  const forge = memoryForge(exampleFleet(fleetOf(1, '1')));
  const permission = code === 'permission' ? { permission: 'contents=write' } : {};
  forge.putTree = () => Promise.reject(new ForgeError(code, 'no', { operation: 'create a tree', ...permission }));
  const { results, summary, calls } = await runFleet(forge, [
    ...fleetOf(1, '1'),
    ...['x', 'y'].map((name) => desiredOf(name, '1')),
  ]);
  expect(results.map(({ state, reason }) => [state, reason])).toEqual([
    ['unchanged', ''],
    ['failed', says],
    ['deferred', `the run was stopped: ${says}`],
  ]);
  expect(summary.stopped).toBe(`the run was stopped: ${says}`);
  expect(calls.filter((method) => method === 'putTree')).toHaveLength(1);
});

test('three Sovereigns without an answer stop the run', async () => {
  const forge = memoryForge(exampleFleet([]));
  forge.putTree = () => Promise.reject(new ForgeError('unreachable', 'no answer', { operation: 'create a tree' }));
  const { results, summary } = await runFleet(forge, fleetOf(5, '1'), { limits: wideLimits });
  expect(results.map(({ state }) => state)).toEqual(['failed', 'failed', 'failed', 'deferred', 'deferred']);
  expect(summary.stopped).toBe('the run was stopped: no answer for 3 Sovereigns');
});

test('after a limit the run waits, goes on at half the rate, and stops after the third', async () => {
  const clock = exampleClock();
  const forge = memoryForge(exampleFleet([]));
  const { createBranch } = originalMethods(forge);
  let limits = 2;
  forge.createBranch = (branch, to) => {
    limits -= 1;
    if (limits < 0) return createBranch(branch, to);
    return Promise.reject(
      new ForgeError('limit', 'secondary rate limit', { operation: 'create a branch', retryAfter: 90 }),
    );
  };
  expect((await runFleet(forge, fleetOf(1, '1'), { clock })).results[0]).toMatchObject({
    state: 'created',
    warnings: [],
  });
  expect(clock.seconds()).toBeGreaterThan(180);
  limits = 3;
  const { results, summary } = await runFleet(forge, fleetOf(3, '2'), { clock, limits: wideLimits });
  expect(results.map(({ state }) => state)).toEqual(['updated', 'deferred', 'deferred']);
  expect(results[1]).toMatchObject({ reason: 'GitHub asked for a pause 3 times', notBefore: expect.any(Date) as Date });
  expect(summary.stopped).toBe('GitHub asked for a pause 3 times');
});

test('an interrupted run ends the Sovereign that it is at and puts the rest off; the next one goes on', async () => {
  const memory = exampleFleet([]);
  const desired = fleetOf(3, '1');
  const controller = new AbortController();
  const forge = wrapEachCall(memoryForge(memory), async (method, call) => {
    if (method === 'putCommit') controller.abort();
    return call();
  });
  const { summary } = await runFleet(forge, desired, { more: { interrupted: controller.signal } });
  expect(summary).toMatchObject({ states: { created: 1, deferred: 2 }, stopped: 'the run was interrupted' });
  expect(openPulls(memory).map(({ labels }) => [...labels])).toEqual([exampleOptions.labels]);
  const next = await runFleet(memoryForge(memory), desired, { limits: wideLimits });
  expect(next.summary.states).toEqual({ 'open-current': 1, created: 2 });
});
