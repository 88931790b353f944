import { wrapEachCall, forgeMethods } from '../forge/wrap-each-call';
import type { Desired } from '../proposal/desired';
import type { Forge, ForgeMethod, ObservedFleet, PullRequest } from '../forge/forge';
import { ForgeError } from '../forge/forge-error';
import { sha } from '../forge/git-object';
import { blobSha } from '../forge/git-tree';
import { chargesOf, type Charge, type Limits } from './limits';
import { exampleBranch, exampleDesired, exampleOptions } from '../testing/example-desired';
import { exampleClock } from '../testing/example-clock';
import { inFolder, watch, writesIn } from '../testing/example-world';
import { memoryForge } from '../testing/memory-forge';
import { closeByHand, commitToBase, filesAt, mergeByHand, openPulls, push } from '../testing/memory-people';
import { type Memory, newMemory, pullOf } from '../testing/memory-pulls';
import { objectHash } from '../disk/node';
import type { ProposeOptions } from '../reconcile/plan';
import { type ProposeFleet, proposeFleet } from './propose-fleet';
import type { SovereignResult } from './sovereign-result';
import type { RunPause } from './fleet-run';

function names(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `s${String(index).padStart(4, '0')}`);
}

function desiredOf(name: string, text: string): Desired {
  return exampleDesired({ 'a.yaml': `${name} ${text}`, 'b.yaml': name, 'd/c.yaml': name }, name);
}

function fleetOf(count: number, text: string): readonly Desired[] {
  return names(count).map((name) => desiredOf(name, text));
}

/** A base with these Sovereigns merged. */
function exampleFleet(desired: readonly Desired[]): Memory {
  const memory = newMemory(objectHash);
  const files = desired.map(({ name, files: own }) => inFolder(Object.fromEntries(own), name));
  commitToBase(memory, Object.assign({ 'README.md': 'Fleet' }, ...files) as Record<string, string>); // all have text
  return memory;
}

interface MadeUpRun {
  readonly options?: Partial<ProposeOptions>;
  readonly limits?: Partial<Limits>;
  readonly clock?: ReturnType<typeof exampleClock>;
  readonly more?: Partial<ProposeFleet>;
}

async function run(forge: Forge, desired: readonly Desired[], given: MadeUpRun = {}) {
  const { options, limits = {}, clock = exampleClock(), more } = given;
  const calls: ForgeMethod[] = [];
  const results: SovereignResult[] = [];
  const fleet = { desired, options: { ...exampleOptions, ...options }, clock, limits, isWhole: true, ...more };
  const summary = await proposeFleet(watch(forge, calls), fleet, (result) => results.push(result));
  return { summary, results, calls };
}

/** Limits that do not matter here. */
const wide = {
  pullsPerMinute: 1000,
  refWritesPerMinute: 1000,
  contentPerMinute: 5000,
  pullsPerHour: 1000,
  contentPerHour: 5000,
  openPulls: 1000,
  minutes: 600,
};

test('1,000 Sovereigns with nothing to propose take the snapshot alone', async () => {
  const desired = fleetOf(1000, '1');
  const { summary, calls } = await run(memoryForge(exampleFleet(desired)), desired);
  expect(calls).toEqual(['snapshot']);
  expect(summary).toEqual({ states: { unchanged: 1000 }, calls: { snapshot: 1 }, unclaimed: [] });
});

test('100 open and current pull requests take one call each, for their commit', async () => {
  const forge = memoryForge(exampleFleet(fleetOf(100, '1')));
  const desired = fleetOf(100, '2');
  await run(forge, desired, { limits: wide });
  const { summary } = await run(forge, desired, { limits: wide });
  expect(summary).toMatchObject({ states: { 'open-current': 100 }, calls: { snapshot: 1, commit: 100 } });
});

const octocat = { users: ['octocat'], teams: [] };

test('reviewers who are asked already cost no call', async () => {
  const forge = memoryForge(exampleFleet(fleetOf(30, '1')));
  const given = { limits: wide, options: { reviewers: octocat } };
  await run(forge, fleetOf(30, '2'), given);
  const { summary } = await run(forge, fleetOf(30, '2'), given);
  expect(summary).toMatchObject({ states: { 'open-current': 30 }, calls: { snapshot: 1, commit: 30 } });
});

test('reviewers who are refused are asked for once in a run', async () => {
  const forge = memoryForge(exampleFleet([]));
  forge.requestReviewers = () =>
    Promise.reject(new ForgeError('refused', 'no collaborator', { operation: 'request reviews' }));
  const given = { limits: wide, options: { reviewers: octocat } };
  const first = await run(forge, fleetOf(3, '1'), given);
  expect(first.results.map(({ state, warnings }) => [state, warnings])).toEqual([
    ['created', ['request reviews: no collaborator']],
    ['created', []],
    ['created', []],
  ]);
  const second = await run(forge, fleetOf(3, '1'), given);
  expect(second.summary.calls).toMatchObject({ reviewersEverOn: 1, requestReviewers: 1 });
});

test('the result of a Sovereign says what was done', async () => {
  const memory = exampleFleet(fleetOf(2, '1'));
  const [first, second] = fleetOf(2, '1');
  if (first === undefined || second === undefined) throw new Error('two were made');
  const changed = exampleDesired({ 'a.yaml': 'other', 'b.yaml': 's0001', 'new.yaml': '!' }, 's0001');
  const { results } = await run(memoryForge(memory), [changed, first], { limits: wide });
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
  const { results } = await run(forge, fleetOf(3, '1'), { limits: { ...wide, openPulls: 2 } });
  expect(results.map(({ state, reason }) => [state, reason])).toEqual([
    ['created', ''],
    ['created', ''],
    ['deferred', '2 pull requests are open, and no more than 2 may be'],
  ]);
});

test('a dry run writes nothing, and returns what it would do', async () => {
  const memory = exampleFleet(fleetOf(2, '1'));
  const desired = [desiredOf('s0000', '2'), desiredOf('s0001', '1')];
  const { results, calls } = await run(memoryForge(memory), desired, { more: { dryRun: true } });
  expect(writesIn(calls)).toEqual([]);
  expect(results[0]).toMatchObject({ state: 'created', files: { added: 0, changed: 1, removed: 0 } });
  const [file] = results[0]?.plan?.files ?? [];
  expect(file?.after).toBe('s0000 2');
  expect(await memoryForge(memory).blob(file?.before ?? sha('0'.repeat(40)))).toBe('s0000 1');
});

test('a Sovereign that fails does not stop the others', async () => {
  const forge = memoryForge(exampleFleet([]));
  const { putCommit } = memoryForgeOf(forge);
  let commits = 0;
  forge.putCommit = (commit) => {
    commits += 1;
    return commits === 2
      ? Promise.reject(new ForgeError('refused', 'Validation Failed', { operation: 'create a commit' }))
      : putCommit(commit);
  };
  const { results, summary } = await run(forge, fleetOf(3, '1'), { limits: wide });
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
  const { results, summary, calls } = await run(forge, [
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
  const { results, summary } = await run(forge, fleetOf(5, '1'), { limits: wide });
  expect(results.map(({ state }) => state)).toEqual(['failed', 'failed', 'failed', 'deferred', 'deferred']);
  expect(summary.stopped).toBe('the run was stopped: no answer for 3 Sovereigns');
});

test('after a limit the run waits, goes on at half the rate, and stops after the third', async () => {
  const clock = exampleClock();
  const forge = memoryForge(exampleFleet([]));
  const { createBranch } = memoryForgeOf(forge);
  let limits = 2;
  forge.createBranch = (branch, to) => {
    limits -= 1;
    if (limits < 0) return createBranch(branch, to);
    return Promise.reject(
      new ForgeError('limit', 'secondary rate limit', { operation: 'create a branch', retryAfter: 90 }),
    );
  };
  expect((await run(forge, fleetOf(1, '1'), { clock })).results[0]).toMatchObject({ state: 'created', warnings: [] });
  expect(clock.seconds()).toBeGreaterThan(180);
  limits = 3;
  const { results, summary } = await run(forge, fleetOf(3, '2'), { clock, limits: wide });
  expect(results.map(({ state }) => state)).toEqual(['updated', 'deferred', 'deferred']);
  expect(results[1]).toMatchObject({ reason: 'GitHub asked for a pause 3 times', notBefore: expect.any(Date) as Date });
  expect(summary.stopped).toBe('GitHub asked for a pause 3 times');
});

test('a removed Sovereign is closed if the base has nothing of it, and asked about otherwise', async () => {
  const memory = exampleFleet([desiredOf('old', '1')]);
  const forge = memoryForge(memory);
  await run(forge, [desiredOf('never', '1'), desiredOf('old', '2')], { limits: wide });
  push(memory, exampleBranch('stray'), { 'x.yaml': 'x' });
  const { results, summary } = await run(forge, [], { limits: wide });
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
  const removal = await run(forge, [], { limits: wide, options: { allowRemoval: true } });
  expect(removal.results[0]).toMatchObject({ name: 'old', state: 'updated' });
  expect((await run(forge, [], { limits: wide })).results[0]).toMatchObject({ name: 'old', state: 'open-current' });
  const [pull] = openPulls(memory);
  if (pull === undefined) throw new Error('one is open');
  mergeByHand(memory, pull.number);
  expect((await run(forge, [], { limits: wide })).summary).toMatchObject({
    states: { cleaned: 1, held: 1 },
    unclaimed: [],
  });
});

test('a pull request whose Sovereign was removed before the merge says so when it is closed', async () => {
  const memory = exampleFleet([]);
  const forge = memoryForge(memory);
  await run(forge, [desiredOf('acme', '1'), desiredOf('globex', '1')], { limits: wide });
  closeByHand(memory, 2);
  const { results } = await run(forge, [], { limits: wide });
  expect(results.map(({ name, state, reason }) => [name, state, reason])).toEqual([
    ['acme', 'closed-obsolete', 'acme has no spec any more and was never merged'],
    ['globex', 'cleaned', 'globex has no spec any more, and the base branch has nothing of it'],
  ]);
  expect(pullOf(memory, 1).body).toContain('`acme` has no spec any more and was never merged.');
  expect((await run(forge, [desiredOf('acme', '1')], { limits: wide })).results[0]?.state).toBe('created');
});

test('the branch of a removed, unmerged Sovereign is kept if a person held it or committed to it', async () => {
  const memory = exampleFleet([]);
  const forge = memoryForge(memory);
  const of = (text: string) => ['held', 'mine', 'taken'].map((name) => desiredOf(name, text));
  await run(forge, of('1'), { limits: wide });
  pullOf(memory, 1).labels.add('fleet/hold');
  const [, taken] = ['mine', 'taken'].map((name) => push(memory, exampleBranch(name), { 'x.md': name }));
  await run(forge, [desiredOf('taken', '2')], { limits: wide, options: { takeOver: true }, more: { isWhole: false } });
  const { results, calls } = await run(forge, [], { limits: wide, options: { allowRemoval: true } });
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
  const { summary, results } = await run(memoryForge(memory), [acme], { options: { allowRemoval: true } });
  expect([results.map(({ state }) => state), summary.unclaimed]).toEqual([['unchanged'], []]);
});

test('a renamed Sovereign keeps its folder, even if removal is allowed', async () => {
  const memory = exampleFleet([desiredOf('acme', '1')]);
  const forge = memoryForge(memory);
  await run(forge, [desiredOf('acme', '2')]);
  const renamed = { ...desiredOf('acme', '2'), name: 'acme-eu' };
  const { results } = await run(forge, [renamed], { options: { allowRemoval: true } });
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

test('a long run takes a new snapshot, and sees what people did meanwhile', async () => {
  const memory = exampleFleet(fleetOf(12, '1'));
  const forge = memoryForge(memory);
  await run(forge, [desiredOf('s0011', '2')], { limits: wide, more: { isWhole: false } });
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

test('a base branch in the way is refused before anything is written', async () => {
  const memory = newMemory(objectHash, 'fleet/main');
  commitToBase(memory, { 'README.md': 'Fleet' });
  await expect(run(memoryForge(memory), fleetOf(1, '1'))).rejects.toThrow(
    'the base branch is "fleet/main", and "fleet" and all below it is for branches of Sovereigns. Take ' +
      'another base branch, such as "main"',
  );
});

test('two runs at once open one pull request', async () => {
  const memory = exampleFleet([]);
  const forge = memoryForge(memory);
  await Promise.all([run(forge, fleetOf(1, '1')), run(forge, fleetOf(1, '1')), run(forge, fleetOf(1, '1'))]);
  const { results } = await run(forge, fleetOf(1, '1'));
  expect(results[0]?.state).toBe('open-current');
  expect(openPulls(memory).map(({ head }) => filesAt(memory, head, 'clusters/s0000.example.com'))).toEqual([
    Object.fromEntries(desiredOf('s0000', '1').files),
  ]);
});

/** The methods as they are before a test puts others in their place. */
function memoryForgeOf(forge: Forge): { [K in keyof Forge]: OmitThisParameter<Forge[K]> } {
  const bound = Object.keys(forgeMethods).map((method) => [method, forge[method as keyof Forge].bind(forge)]);
  return Object.fromEntries(bound) as Forge; // the same methods
}

test('a folder without a Sovereign is removed if that is allowed, by one pull request', async () => {
  const [acme, globex] = [desiredOf('acme', '1'), desiredOf('globex', '1')];
  const memory = exampleFleet([acme, globex]);
  const forge = memoryForge(memory);
  const kept = await run(forge, [acme]);
  expect(kept.summary).toMatchObject({ states: { unchanged: 1 }, unclaimed: [globex.folder] });
  const removal = { options: { allowRemoval: true } };
  const first = await run(forge, [acme], removal);
  const words = globex.folder.slice('clusters/'.length).replaceAll('.', '-');
  const name = `${words}-${blobSha(globex.folder, objectHash).slice(0, 8)}`;
  expect(first.results.map((result) => [result.name, result.state, result.files?.removed])).toEqual([
    ['acme', 'unchanged', undefined],
    [name, 'created', 3],
  ]);
  expect(first.summary.unclaimed).toEqual([]);
  expect((await run(forge, [acme])).summary.unclaimed).toEqual([]); // it is proposed already
  const second = await run(forge, [acme], removal);
  expect(second.results.map((result) => [result.name, result.state])).toEqual([
    ['acme', 'unchanged'],
    [name, 'open-current'],
  ]);
  mergeByHand(memory, 1);
  const third = await run(forge, [acme]);
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
  await run(forge, [desiredOf('acme', '2'), desiredOf('initech', '2')], { limits: wide, more: { isWhole: false } });
  const told = await run(forge, [], named([acme], 'globex'));
  const name = `globex-example-com-${blobSha(globex.folder, objectHash).slice(0, 8)}`;
  expect(told.results.map((result) => [result.name, result.state, result.reason])).toEqual([
    [
      name,
      'failed',
      `clusters/globex.example.com would go with all of its 3 files. If ${name} is to be removed, allow it ` +
        `with --allow-removal; if not, compile it with "npx nx sync".`,
    ],
  ]);
  const allowed = { options: { allowRemoval: true }, limits: wide };
  const first = await run(forge, [], { ...allowed, ...named([acme], 'globex') });
  expect(first.results.map((result) => [result.name, result.state])).toEqual([[name, 'created']]);
  expect(first.summary).toMatchObject({ unclaimed: [initech.folder], missing: [] });
  const second = await run(forge, [], { ...allowed, ...named([acme], 'globex', 'initech', 'nobody') });
  expect(second.results.map((result) => [result.name, result.state])).toEqual([
    [name, 'open-current'],
    ['initech', 'updated'],
  ]);
  expect(second.summary).toMatchObject({ unclaimed: [], missing: ['clusters/nobody.example.com'] });
});

test('a named folder is not reported as missing while a branch cannot be read', async () => {
  const forge = memoryForge(exampleFleet([]));
  await run(forge, [desiredOf('acme', '1')], { limits: wide });
  forge.commit = () => Promise.reject(new ForgeError('unreachable', 'no answer', { operation: 'read a commit' }));
  const { results, summary } = await run(forge, [], named([], 'acme'));
  expect(results.map(({ name, state }) => [name, state])).toEqual([['acme', 'failed']]);
  expect(summary.missing).toEqual([]);
});

test('Sovereigns of another run are neither gone nor unclaimed', async () => {
  const [acme, globex] = [desiredOf('acme', '1'), desiredOf('globex', '1')];
  const memory = exampleFleet([acme, globex]);
  const forge = memoryForge(memory);
  await run(forge, [desiredOf('globex', '2')], { limits: wide, more: { isWhole: false } });
  const { summary, results } = await run(forge, [acme], {
    options: { allowRemoval: true },
    more: { others: [globex] },
  });
  expect(results.map(({ name, state }) => [name, state])).toEqual([['acme', 'unchanged']]);
  expect(summary.unclaimed).toEqual([]);
});

test('a hold label that was put on while the run waited is respected', async () => {
  const [acme, globex] = [desiredOf('acme', '1'), desiredOf('globex', '1')];
  const memory = exampleFleet([acme, globex]);
  const forge = memoryForge(memory);
  const change = (text: string) => [desiredOf('acme', text), desiredOf('globex', text)];
  await run(forge, change('2'), { limits: wide });
  const clock = exampleClock();
  const held = wrapEachCall(forge, async (method, call) => {
    // A person labels the second pull request while the first is written.
    if (method === 'moveBranch') await forge.addLabels(2, ['fleet/hold']);
    return call();
  });
  const { results } = await run(held, change('3'), { clock, limits: { ...wide, refWritesPerMinute: 1 } });
  expect(results.map(({ name, state }) => [name, state])).toEqual([
    ['acme', 'updated'],
    ['globex', 'held'],
  ]);
});

test('a commit that a person pushes before a pull request is closed keeps it open', async () => {
  const acme = desiredOf('acme', '1');
  const memory = exampleFleet([acme]);
  const forge = memoryForge(memory);
  await run(forge, [desiredOf('acme', '2')], { limits: wide });
  let pushed = false;
  const racing = wrapEachCall(forge, (method, call) => {
    if (method === 'look' && !pushed) push(memory, exampleBranch('acme'), { 'mine.txt': 'mine' });
    pushed ||= method === 'look';
    return call();
  });
  const { results } = await run(racing, [acme], { limits: wide });
  expect(results.map(({ state }) => state)).toEqual(['held']);
  expect(openPulls(memory)).toHaveLength(1);
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
    await run(timed, desired, { clock, limits: { ...wide, minutes: 10, pullsPerHour: 5 } });
  }
  expect(openPulls(memory)).toHaveLength(5);
  await clock.sleep(3_600_000);
  await run(timed, desired, { clock, limits: { ...wide, minutes: 10, pullsPerHour: 5 } });
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
  await run(memoryForge(exampleFleet(merged)), desired, { more: { onWait } });
  expect(told).toEqual([
    '2026-01-01T00:01:03.000Z no more than 2 new pull requests a minute, 2',
    '2026-01-01T00:01:08.000Z no more than 2 new pull requests a minute, 1',
  ]);
});

test('an interrupted run ends the Sovereign that it is at and puts the rest off; the next one goes on', async () => {
  const memory = exampleFleet([]);
  const desired = fleetOf(3, '1');
  const controller = new AbortController();
  const forge = wrapEachCall(memoryForge(memory), async (method, call) => {
    if (method === 'putCommit') controller.abort();
    return call();
  });
  const { summary } = await run(forge, desired, { more: { interrupted: controller.signal } });
  expect(summary).toMatchObject({ states: { created: 1, deferred: 2 }, stopped: 'the run was interrupted' });
  expect(openPulls(memory).map(({ labels }) => [...labels])).toEqual([exampleOptions.labels]);
  const next = await run(memoryForge(memory), desired, { limits: wide });
  expect(next.summary.states).toEqual({ 'open-current': 1, created: 2 });
});
