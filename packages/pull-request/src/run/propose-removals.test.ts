import type { Desired } from '../proposal/desired';
import { ForgeError } from '../forge/forge-error';
import { blobSha } from '../forge/git-tree';
import { exampleBranch } from '../testing/example-desired';
import { desiredOf, exampleFleet, runFleet, wideLimits } from '../testing/example-fleet';
import { writesIn } from '../testing/example-world';
import { memoryForge } from '../testing/memory-forge';
import { closeByHand, commitToBase, filesAt, mergeByHand, openPulls, push } from '../testing/memory-people';
import { pullOf } from '../testing/memory-pulls';
import { objectHash } from '../disk/node';

test('a removed Sovereign is closed if the base has nothing of it, and asked about otherwise', async () => {
  const memory = exampleFleet([desiredOf('old', '1')]);
  const forge = memoryForge(memory);
  await runFleet(forge, [desiredOf('never', '1'), desiredOf('old', '2')], { limits: wideLimits });
  push(memory, exampleBranch('stray'), { 'x.yaml': 'x' });
  const { results, summary } = await runFleet(forge, [], { limits: wideLimits });
  expect(results.map(({ name, state, reason }) => [name, state, reason])).toEqual([
    ['never', 'closed-obsolete', 'never has no spec any more and was never merged'],
    [
      'old',
      'failed',
      'clusters/old.example.com would go with all of its 3 files. If old is to be removed, allow it with ' +
        '--allow-removal; if not, compile it with "npx nx sync".',
    ],
    [
      'stray',
      'held',
      'fleet/stray is of no Sovereign in the spec, and its last commit is not ours. Delete it if nobody needs it.',
    ],
  ]);
  // What becomes of its folder is told with its branch.
  expect(summary.unclaimed).toEqual([]);
  const removal = await runFleet(forge, [], { limits: wideLimits, options: { allowRemoval: true } });
  expect(removal.results[0]).toMatchObject({ name: 'old', state: 'updated' });
  expect((await runFleet(forge, [], { limits: wideLimits })).results[0]).toMatchObject({
    name: 'old',
    state: 'open-current',
  });
  const [pull] = openPulls(memory);
  if (pull === undefined) throw new Error('one is open');
  mergeByHand(memory, pull.number);
  expect((await runFleet(forge, [], { limits: wideLimits })).summary).toMatchObject({
    states: { cleaned: 1, held: 1 },
    unclaimed: [],
  });
});

test('a pull request whose Sovereign was removed before the merge says so when it is closed', async () => {
  const memory = exampleFleet([]);
  const forge = memoryForge(memory);
  await runFleet(forge, [desiredOf('acme', '1'), desiredOf('globex', '1')], { limits: wideLimits });
  closeByHand(memory, 2);
  const { results } = await runFleet(forge, [], { limits: wideLimits });
  expect(results.map(({ name, state, reason }) => [name, state, reason])).toEqual([
    ['acme', 'closed-obsolete', 'acme has no spec any more and was never merged'],
    ['globex', 'cleaned', 'globex has no spec any more, and the base branch has nothing of it'],
  ]);
  expect(pullOf(memory, 1).body).toContain('`acme` has no spec any more and was never merged.');
  expect((await runFleet(forge, [desiredOf('acme', '1')], { limits: wideLimits })).results[0]?.state).toBe('created');
});

test('the branch of a removed, unmerged Sovereign is kept if a person held it or committed to it', async () => {
  const memory = exampleFleet([]);
  const forge = memoryForge(memory);
  const of = (text: string) => ['held', 'mine', 'taken'].map((name) => desiredOf(name, text));
  await runFleet(forge, of('1'), { limits: wideLimits });
  pullOf(memory, 1).labels.add('fleet/hold');
  const [, taken] = ['mine', 'taken'].map((name) => push(memory, exampleBranch(name), { 'x.md': name }));
  await runFleet(forge, [desiredOf('taken', '2')], {
    limits: wideLimits,
    options: { takeOver: true },
    more: { isWhole: false },
  });
  const { results, calls } = await runFleet(forge, [], { limits: wideLimits, options: { allowRemoval: true } });
  expect(results.map(({ name, state, reason }) => [name, state, reason])).toEqual([
    ['held', 'held', 'pull request #1 has the label fleet/hold. Take it off to go on.'],
    [
      'mine',
      'held',
      'fleet/mine is of no Sovereign in the spec, and its last commit is not ours. Delete it if nobody needs it.',
    ],
    [
      'taken',
      'held',
      `fleet/taken goes on from commit ${taken}, which is not ours, and nothing is left to propose. Close ` +
        `the pull request or delete the branch.`,
    ],
  ]);
  expect(writesIn(calls)).toEqual([]);
  expect(openPulls(memory)).toHaveLength(3);
});

test('other things in clusters/ stay, even if removal is allowed', async () => {
  const acme = desiredOf('acme', '1');
  const memory = exampleFleet([acme]);
  commitToBase(memory, {
    'clusters/README.md': 'Read',
    'clusters/index.yaml': 'x',
    'clusters/\u001b[31m/x.yaml': 'x',
  });
  const { summary, results } = await runFleet(memoryForge(memory), [acme], { options: { allowRemoval: true } });
  expect([results.map(({ state }) => state), summary.unclaimed]).toEqual([['unchanged'], []]);
});

test('a renamed Sovereign keeps its folder, even if removal is allowed', async () => {
  const memory = exampleFleet([desiredOf('acme', '1')]);
  const forge = memoryForge(memory);
  await runFleet(forge, [desiredOf('acme', '2')]);
  const renamed = { ...desiredOf('acme', '2'), name: 'acme-eu' };
  const { results } = await runFleet(forge, [renamed], { options: { allowRemoval: true } });
  expect(results.map(({ name, state, reason }) => [name, state, reason])).toEqual([
    ['acme-eu', 'created', ''],
    [
      'acme',
      'held',
      'fleet/acme is of no Sovereign in the spec, and clusters/acme.example.com is proposed from another ' +
        'branch. Close its pull request and delete it.',
    ],
  ]);
  const kept = Object.fromEntries(renamed.files);
  expect(openPulls(memory).map(({ head }) => filesAt(memory, head, renamed.folder))).toEqual([kept, kept]);
});

test('a folder without a Sovereign is removed if that is allowed, by one pull request', async () => {
  const [acme, globex] = [desiredOf('acme', '1'), desiredOf('globex', '1')];
  const memory = exampleFleet([acme, globex]);
  const forge = memoryForge(memory);
  const kept = await runFleet(forge, [acme]);
  expect(kept.summary).toMatchObject({ states: { unchanged: 1 }, unclaimed: [globex.folder] });
  const removal = { options: { allowRemoval: true } };
  const first = await runFleet(forge, [acme], removal);
  const words = globex.folder.slice('clusters/'.length).replaceAll('.', '-');
  const name = `${words}-${blobSha(globex.folder, objectHash).slice(0, 8)}`;
  expect(first.results.map((result) => [result.name, result.state, result.files?.removed])).toEqual([
    ['acme', 'unchanged', undefined],
    [name, 'created', 3],
  ]);
  expect(first.summary.unclaimed).toEqual([]);
  expect((await runFleet(forge, [acme])).summary.unclaimed).toEqual([]); // it is proposed already
  const second = await runFleet(forge, [acme], removal);
  expect(second.results.map((result) => [result.name, result.state])).toEqual([
    ['acme', 'unchanged'],
    [name, 'open-current'],
  ]);
  mergeByHand(memory, 1);
  const third = await runFleet(forge, [acme]);
  expect(third.summary).toMatchObject({ states: { unchanged: 1, cleaned: 1 }, unclaimed: [] });
});

/** A run about folders that are named; everybody else is there. */
function named(others: readonly Desired[], ...gone: readonly string[]) {
  return { more: { isWhole: false, others, gone: gone.map((name) => `clusters/${name}.example.com`) } };
}

test('a removed Sovereign is proposed by its name, and the others are left alone', async () => {
  const [acme, globex, initech] = [desiredOf('acme', '1'), desiredOf('globex', '1'), desiredOf('initech', '1')];
  const memory = exampleFleet([acme, globex, initech]);
  const forge = memoryForge(memory);
  await runFleet(forge, [desiredOf('acme', '2'), desiredOf('initech', '2')], {
    limits: wideLimits,
    more: { isWhole: false },
  });
  const told = await runFleet(forge, [], named([acme], 'globex'));
  const name = `globex-example-com-${blobSha(globex.folder, objectHash).slice(0, 8)}`;
  expect(told.results.map((result) => [result.name, result.state, result.reason])).toEqual([
    [
      name,
      'failed',
      `clusters/globex.example.com would go with all of its 3 files. If ${name} is to be removed, allow it ` +
        `with --allow-removal; if not, compile it with "npx nx sync".`,
    ],
  ]);
  const allowed = { options: { allowRemoval: true }, limits: wideLimits };
  const first = await runFleet(forge, [], { ...allowed, ...named([acme], 'globex') });
  expect(first.results.map((result) => [result.name, result.state])).toEqual([[name, 'created']]);
  expect(first.summary).toMatchObject({ unclaimed: [initech.folder], missing: [] });
  const second = await runFleet(forge, [], { ...allowed, ...named([acme], 'globex', 'initech', 'nobody') });
  expect(second.results.map((result) => [result.name, result.state])).toEqual([
    [name, 'open-current'],
    ['initech', 'updated'],
  ]);
  expect(second.summary).toMatchObject({ unclaimed: [], missing: ['clusters/nobody.example.com'] });
});

test('a named folder is not reported as missing while a branch cannot be read', async () => {
  const forge = memoryForge(exampleFleet([]));
  await runFleet(forge, [desiredOf('acme', '1')], { limits: wideLimits });
  forge.commit = () => Promise.reject(new ForgeError('unreachable', 'no answer', { operation: 'read a commit' }));
  const { results, summary } = await runFleet(forge, [], named([], 'acme'));
  expect(results.map(({ name, state }) => [name, state])).toEqual([['acme', 'failed']]);
  expect(summary.missing).toEqual([]);
});

test('Sovereigns of another run are neither gone nor unclaimed', async () => {
  const [acme, globex] = [desiredOf('acme', '1'), desiredOf('globex', '1')];
  const memory = exampleFleet([acme, globex]);
  const forge = memoryForge(memory);
  await runFleet(forge, [desiredOf('globex', '2')], { limits: wideLimits, more: { isWhole: false } });
  const { summary, results } = await runFleet(forge, [acme], {
    options: { allowRemoval: true },
    more: { others: [globex] },
  });
  expect(results.map(({ name, state }) => [name, state])).toEqual([['acme', 'unchanged']]);
  expect(summary.unclaimed).toEqual([]);
});
