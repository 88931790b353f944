import { ForgeError } from '../forge/forge-error';
import { sha } from '../forge/git-object';
import { exampleBranch, exampleDesired } from '../testing/example-desired';
import { desiredOf, exampleFleet, fleetOf, runFleet, wideLimits } from '../testing/example-fleet';
import { writesIn } from '../testing/example-world';
import { memoryForge } from '../testing/memory-forge';
import { commitToBase } from '../testing/memory-people';
import { newMemory } from '../testing/memory-pulls';
import { objectHash } from '../disk/node';

test('1,000 Sovereigns with nothing to propose take the snapshot alone', async () => {
  const desired = fleetOf(1000, '1');
  const { summary, calls } = await runFleet(memoryForge(exampleFleet(desired)), desired);
  expect(calls).toEqual(['snapshot']);
  expect(summary).toEqual({ states: { unchanged: 1000 }, calls: { snapshot: 1 }, unclaimed: [] });
});

test('100 open and current pull requests take one call each, for their commit', async () => {
  const forge = memoryForge(exampleFleet(fleetOf(100, '1')));
  const desired = fleetOf(100, '2');
  await runFleet(forge, desired, { limits: wideLimits });
  const { summary } = await runFleet(forge, desired, { limits: wideLimits });
  expect(summary).toMatchObject({ states: { 'open-current': 100 }, calls: { snapshot: 1, commit: 100 } });
});

const octocat = { users: ['octocat'], teams: [] };

test('reviewers who are asked already cost no call', async () => {
  const forge = memoryForge(exampleFleet(fleetOf(30, '1')));
  const given = { limits: wideLimits, options: { reviewers: octocat } };
  await runFleet(forge, fleetOf(30, '2'), given);
  const { summary } = await runFleet(forge, fleetOf(30, '2'), given);
  expect(summary).toMatchObject({ states: { 'open-current': 30 }, calls: { snapshot: 1, commit: 30 } });
});

test('reviewers who are refused are asked for once in a run', async () => {
  const forge = memoryForge(exampleFleet([]));
  forge.requestReviewers = () =>
    Promise.reject(new ForgeError('refused', 'no collaborator', { operation: 'request reviews' }));
  const given = { limits: wideLimits, options: { reviewers: octocat } };
  const first = await runFleet(forge, fleetOf(3, '1'), given);
  expect(first.results.map(({ state, warnings }) => [state, warnings])).toEqual([
    ['created', ['request reviews: no collaborator']],
    ['created', []],
    ['created', []],
  ]);
  const second = await runFleet(forge, fleetOf(3, '1'), given);
  expect(second.summary.calls).toMatchObject({ reviewersEverOn: 1, requestReviewers: 1 });
});

test('the result of a Sovereign says what was done', async () => {
  const memory = exampleFleet(fleetOf(2, '1'));
  const [first, second] = fleetOf(2, '1');
  if (first === undefined || second === undefined) throw new Error('two were made');
  const changed = exampleDesired({ 'a.yaml': 'other', 'b.yaml': 's0001', 'new.yaml': '!' }, 's0001');
  const { results } = await runFleet(memoryForge(memory), [changed, first], { limits: wideLimits });
  const head = memory.git.refs.get(exampleBranch('s0001'));
  expect(results.map(({ plan, ...rest }) => ({ ...rest, steps: plan?.steps.length }))).toEqual([
    {
      name: 's0000',
      state: 'unchanged',
      reason: '',
      warnings: [],
      branch: 'fleet/s0000',
      desired: first.subtree,
      base: first.subtree,
      calls: 0,
      steps: undefined,
    },
    {
      name: 's0001',
      state: 'created',
      reason: '',
      warnings: [],
      branch: 'fleet/s0001',
      head,
      pull: { number: 1, url: 'https://github.example.com/org/fleet/pull/1' },
      desired: changed.subtree,
      base: second.subtree,
      files: { added: 1, changed: 1, removed: 1 },
      calls: 7,
      steps: 4,
    },
  ]);
});

test('a dry run writes nothing, and returns what it would do', async () => {
  const memory = exampleFleet(fleetOf(2, '1'));
  const desired = [desiredOf('s0000', '2'), desiredOf('s0001', '1')];
  const { results, calls } = await runFleet(memoryForge(memory), desired, { more: { dryRun: true } });
  expect(writesIn(calls)).toEqual([]);
  expect(results[0]).toMatchObject({ state: 'created', files: { added: 0, changed: 1, removed: 0 } });
  const [file] = results[0]?.plan?.files ?? [];
  expect(file?.after).toBe('s0000 2');
  expect(await memoryForge(memory).blob(file?.before ?? sha('0'.repeat(40)))).toBe('s0000 1');
});

test('a base branch in the way is refused before anything is written', async () => {
  const memory = newMemory(objectHash, 'fleet/main');
  commitToBase(memory, { 'README.md': 'Fleet' });
  await expect(runFleet(memoryForge(memory), fleetOf(1, '1'))).rejects.toThrow(
    'the base branch is "fleet/main", and "fleet" and all below it is for branches of Sovereigns. Take ' +
      'another base branch, such as "main"',
  );
});
