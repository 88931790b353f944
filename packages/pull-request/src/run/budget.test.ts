import type { ForgeMethod } from '../forge/forge';
import { openBudget } from './open-budget';
import { defaultLimits, type Limits } from './limits';
import { methodsOf } from './step-methods';
import { exampleClock } from '../testing/example-clock';
import type { Pause, Budget, BudgetSettings } from './budget';

function exampleBudget(
  limits: Partial<Limits> = {},
  known: Pick<BudgetSettings, 'rateLeft' | 'requestsSent' | 'isUnlimited'> = {},
) {
  const clock = exampleClock();
  return { clock, budget: openBudget({ limits: { ...defaultLimits, ...limits }, clock, ...known }) };
}

/** Calls, each in its turn. */
async function make(budget: Budget, methods: readonly ForgeMethod[]): Promise<void> {
  for (const method of methods) {
    await budget.waitForTurn(method);
    budget.countRequests(method);
  }
}

const create = methodsOf([
  { kind: 'commit' },
  { kind: 'create-branch' },
  { kind: 'open-pull' },
  { kind: 'add-labels' },
]);

/** The seconds at which each of some plans begins, or why it does not. */
async function begin(budget: Budget, clock: ReturnType<typeof exampleClock>, plans: number) {
  const starts: (number | string)[] = [];
  for (let plan = 0; plan < plans; plan += 1) {
    const admission = budget.admit(create);
    if (!('at' in admission)) {
      starts.push(`${admission.reason}, not before ${admission.notBefore?.toISOString() ?? ''}`);
      continue;
    }
    await clock.sleep(admission.at.getTime() - clock.now().getTime());
    starts.push(clock.seconds());
    await make(budget, create);
  }
  return starts;
}

test('writes are a second apart, and new pull requests two a minute', async () => {
  const { budget, clock } = exampleBudget();
  // The third waits for the first pull request, the fourth call of its plan, to be a minute old.
  expect(await begin(budget, clock, 5)).toEqual([0, 4, 63, 68, 126]);
});

test('a server without limits is not spared, but the run keeps a pause that it asks for', async () => {
  const none = { remaining: 0, resetsAt: new Date('2030-01-01T00:00:00Z') };
  const { budget, clock } = exampleBudget({ pullsPerHour: 3 }, { isUnlimited: () => true, rateLeft: () => none });
  expect(await begin(budget, clock, 5)).toEqual([0, 0, 0, 0, 0]);
  budget.recordStrike(30);
  expect(await begin(budget, clock, 1)).toEqual([30]);
});

test('limits count again after an answer that does not rule them out', async () => {
  let isUnlimited = true;
  const { budget, clock } = exampleBudget({}, { isUnlimited: () => isUnlimited });
  expect(await begin(budget, clock, 2)).toEqual([0, 0]);
  isUnlimited = false;
  expect(await begin(budget, clock, 1)).toEqual([60]);
});

test.each([
  {
    limits: { pullsPerHour: 3, pullsPerMinute: 100 },
    says: 'no more than 3 new pull requests an hour, not before 2026-01-01T01:00:03.000Z',
  },
  {
    limits: { contentPerHour: 15, pullsPerMinute: 100 },
    says: 'no more than 15 calls that create something an hour, not before 2026-01-01T01:00:04.000Z',
  },
  {
    limits: { requestsPerHour: 15, pullsPerMinute: 100 },
    says: 'no more than 15 requests an hour, not before 2026-01-01T01:00:04.000Z',
  },
])('a call that does not fit into the run waits for another run: $says', async ({ limits, says }) => {
  const { budget, clock } = exampleBudget(limits);
  expect((await begin(budget, clock, 4)).at(-1)).toBe(says);
});

test('a pause is reported before it begins, and the space between writes is not', async () => {
  const told: string[] = [];
  const clock = exampleClock();
  const onWait = ({ until, reason }: Pause) => told.push(`${until.toISOString()} ${reason}`);
  const budget = openBudget({ limits: { ...defaultLimits, refWritesPerMinute: 2 }, clock, onWait });
  for (let push = 0; push < 3; push += 1) await budget.waitForTurn('moveBranch');
  expect(told).toEqual(['2026-01-01T00:01:00.000Z no more than 2 pushes a minute']);
});

test('an interrupted run begins nothing, finishes what it is at, and waits for no limit', async () => {
  const clock = exampleClock();
  const controller = new AbortController();
  const limits = { ...defaultLimits, refWritesPerMinute: 2 };
  const budget = openBudget({ limits, clock, interrupted: controller.signal });
  await budget.waitForTurn('createBranch');
  controller.abort();
  expect([budget.stopReason(), budget.admit(create)]).toEqual([
    { code: 'interrupted', reason: 'the run was interrupted' },
    { code: 'interrupted', reason: 'the run was interrupted' },
  ]);
  await budget.waitForTurn('moveBranch');
  expect(clock.seconds()).toBe(1);
  await expect(budget.waitForTurn('moveBranch')).rejects.toMatchObject({
    code: 'limit',
    operation: 'the run was interrupted',
    message: 'no more than 2 pushes a minute',
  });
});

test('pushes wait for their minute', async () => {
  const { budget, clock } = exampleBudget();
  for (let push = 0; push < 7; push += 1) await budget.waitForTurn('moveBranch');
  expect(clock.seconds()).toBe(60);
});

test('a run begins nothing after its deadline', async () => {
  const { budget, clock } = exampleBudget({ minutes: 1 });
  await clock.sleep(60_000);
  expect(budget.admit(create)).toEqual({
    code: 'limit',
    reason: 'the run has gone on for 1 minutes',
    notBefore: new Date('2026-01-01T00:01:00Z'),
  });
});

test('a run leaves some requests of the hour to others', () => {
  const resetsAt = new Date('2026-01-01T00:55:00Z');
  const admit = (remaining: number, methods: readonly ForgeMethod[]) => {
    return exampleBudget({}, { rateLeft: () => ({ remaining, resetsAt }) }).budget.admit(methods);
  };
  const refused = { code: 'limit', reason: '500 requests of the hour are for others', notBefore: resetsAt };
  expect([admit(505, create), admit(504, create)]).toMatchObject([{ at: expect.any(Date) as Date }, refused]);
  // A look is up to six requests, though it writes nothing.
  expect([admit(506, ['look']), admit(505, ['look'])]).toMatchObject([{ at: expect.any(Date) as Date }, refused]);
});

const reads = ['look', 'commit', 'listing', 'files', 'blob', 'isInBase', 'closedPulls', 'labelsEverOn'] as const;

test('reads wait for nothing but requests', async () => {
  const limits = {
    writesPerSecond: 1,
    refWritesPerMinute: 1,
    pullsPerMinute: 1,
    contentPerMinute: 1,
    contentPerHour: 1,
  };
  const { budget, clock } = exampleBudget({ ...limits, requestsPerHour: 26 });
  await make(budget, [...reads, ...reads]);
  expect(clock.seconds()).toBe(0);
  await make(budget, ['commit']);
  expect(clock.seconds()).toBe(3600);
});

test('a call counts as its usual requests if nobody counts them', async () => {
  const { budget } = exampleBudget({ requestsPerHour: 20 });
  await make(budget, ['snapshot', 'look', 'deleteBranch']); // 6, 6 and 2
  expect(budget.admit(['look'])).toHaveProperty('at', new Date('2026-01-01T00:00:00Z'));
  await make(budget, ['commit']);
  expect(budget.admit(['look'])).toEqual({
    code: 'limit',
    reason: 'no more than 20 requests an hour',
    notBefore: new Date('2026-01-01T01:00:00Z'),
  });
});

test('a call counts as the requests that were sent for it if they are counted', async () => {
  let sent = 0;
  const { budget } = exampleBudget({ requestsPerHour: 20 }, { requestsSent: () => sent });
  const send = async (method: ForgeMethod, requests: number) => {
    await budget.waitForTurn(method);
    sent += requests;
    budget.countRequests(method);
  };
  await send('snapshot', 9); // further pages
  await send('look', 3);
  await send('commit', 0); // from the cache
  await send('commit', 2); // sent again by the client
  expect(budget.admit(['look'])).toHaveProperty('at', new Date('2026-01-01T00:00:00Z'));
  await send('commit', 1);
  expect(budget.admit(['look'])).toMatchObject({ reason: 'no more than 20 requests an hour' });
  expect(budget.admit(['commit'])).toHaveProperty('at', new Date('2026-01-01T00:00:00Z'));
});

test('a strike pauses and halves the rate, and the third one ends the run', async () => {
  const { budget, clock } = exampleBudget();
  budget.recordStrike(7);
  await budget.waitForTurn('putTree');
  expect(clock.seconds()).toBe(7);
  await budget.waitForTurn('putTree');
  expect(clock.seconds()).toBe(9);
  budget.recordStrike(undefined); // the second pause that GitHub gives no length of
  await budget.waitForTurn('putTree');
  expect(clock.seconds()).toBe(9 + 120);
  expect(budget.stopReason()).toBeUndefined();
  budget.recordStrike(60);
  const stopped = {
    code: 'limit',
    reason: 'GitHub asked for a pause 3 times',
    notBefore: new Date('2026-01-01T00:03:09Z'),
  };
  expect([budget.stopReason(), budget.admit(create)]).toEqual([stopped, stopped]);
});

test('a run that is stopped begins nothing, and says why', () => {
  const { budget } = exampleBudget();
  budget.stop('the token is not valid');
  budget.stop('another reason, later');
  expect(budget.admit(create)).toEqual({ code: 'stopped', reason: 'the token is not valid' });
});
