import { addAll } from '@sovereign-fleet/domain';
import type { ForgeMethod } from '../forge/forge';
import { ForgeError } from '../forge/forge-error';
import { pauseAfterStrike } from '../forge/retry';
import type { Deferral } from '../reconcile/deferral';
import type { Admission, Budget, BudgetSettings, Pause } from './budget';
import {
  countCharges,
  earliestWait,
  latestWait,
  type Ledger,
  openLedger,
  recordCall,
  recordRequests,
  type Wait,
} from './ledger';
import { type Charge, chargesOf, weightOf } from './limits';

interface BudgetState extends BudgetSettings {
  readonly ledger: Ledger;
  readonly deadline: number;
  /** Requests that were sent and are in the ledger. */
  counted: number;
  strikes: number;
  pausedUntil: number;
  stop?: Deferral;
}

/** Why the rest is deferred when a person ends a run. */
export const interruption = 'the run was interrupted';

/** Opens the budget of one run. It counts what the run itself did; `rateLeft` tells what others left us. */
export function openBudget(settings: BudgetSettings): Budget {
  const { limits, clock } = settings;
  const deadline = clock.now().getTime() + limits.minutes * 60_000;
  const state: BudgetState = {
    ...settings,
    ledger: openLedger(limits),
    deadline,
    counted: 0,
    strikes: 0,
    pausedUntil: 0,
  };
  return {
    admit: (methods) => admit(state, methods),
    pause: (pause) => sleepThrough(state, pause),
    waitForTurn: (method) => waitForTurn(state, method),
    countRequests: (method) => {
      countRequests(state, method);
    },
    countOpened: (times) => {
      countEarlier(state, ['pull', 'content'], times);
    },
    countMerged: (times) => {
      countEarlier(state, ['merge'], times);
    },
    recordStrike: (retryAfter) => {
      recordStrike(state, retryAfter);
    },
    stop: (reason) => {
      state.stop ??= { code: 'stopped', reason };
    },
    stopReason: () => stopReason(state),
    calls: state.ledger.calls,
  };
}

function admit(state: BudgetState, methods: readonly ForgeMethod[]): Admission {
  const stop = stopReason(state);
  if (stop !== undefined) return stop;
  const charges = [...countCharges(methods)].filter(([charge]) => charge !== 'write'); // they are a second apart anyway
  const { at, reason } = latestWait([
    { at: state.clock.now().getTime(), reason: `the run has gone on for ${state.limits.minutes} minutes` },
    { at: state.pausedUntil, reason: 'GitHub asked for a pause' },
    waitForReserve(state, countCharges(methods).get('request') ?? 0),
    ...waitsFor(state, charges),
  ]);
  return at < state.deadline ? { at: new Date(at), reason } : { code: 'limit', reason, notBefore: new Date(at) };
}

/** When each of the charges may be spent. */
function waitsFor(
  state: BudgetState,
  charges: readonly (readonly [charge: Charge, weight: number])[],
): readonly Wait[] {
  if (state.isUnlimited?.() === true) return [];
  return charges.map((charge) => earliestWait(state.ledger, charge, slowness(state)));
}

function stopReason({ stop, interrupted }: BudgetState): Deferral | undefined {
  return stop ?? (interrupted?.aborted === true ? { code: 'interrupted', reason: interruption } : undefined);
}

async function sleepThrough({ clock, interrupted, onWait }: BudgetState, pause: Pause): Promise<void> {
  onWait?.(pause);
  await clock.sleep(pause.until.getTime() - clock.now().getTime(), interrupted);
}

/** An interrupted run still finishes what it has begun, if a call waits no longer than this. */
const graceSeconds = 5;

async function waitForTurn(state: BudgetState, method: ForgeMethod): Promise<void> {
  const { clock, interrupted } = state;
  const charges = chargesOf[method].map((charge) => [charge, weightOf(method, charge)] as const);
  for (;;) {
    const waits = waitsFor(state, charges);
    const next = latestWait([{ at: state.pausedUntil, reason: 'GitHub asked for a pause' }, ...waits]);
    const left = next.at - clock.now().getTime();
    if (left <= 0) break;
    if (left <= graceSeconds * 1000) await clock.sleep(left);
    else if (interrupted?.aborted === true) throw new ForgeError('limit', next.reason, { operation: interruption });
    else await sleepThrough(state, { until: new Date(next.at), reason: next.reason });
  }
  recordCall(state.ledger, method, clock.now().getTime());
}

function countRequests(state: BudgetState, method: ForgeMethod): void {
  const sent = state.requestsSent?.() ?? state.counted + weightOf(method, 'request');
  recordRequests(state.ledger, sent - state.counted, state.clock.now().getTime());
  state.counted = sent;
}

function countEarlier({ ledger, clock }: BudgetState, charges: readonly Charge[], times: readonly Date[]): void {
  const hourAgo = clock.now().getTime() - 3_600_000;
  const recent = times.map((time) => time.getTime()).filter((time) => time > hourAgo);
  for (const charge of charges) {
    addAll(ledger.times[charge], recent);
    ledger.times[charge].sort((a, b) => a - b);
  }
}

function recordStrike(state: BudgetState, retryAfter: number | undefined): void {
  state.strikes += 1;
  const pause = pauseAfterStrike(state.strikes, retryAfter) * 1000;
  state.pausedUntil = Math.max(state.pausedUntil, state.clock.now().getTime() + pause);
  if (state.strikes < state.limits.strikes) return;
  const reason = `GitHub asked for a pause ${state.strikes} times`;
  state.stop ??= { code: 'limit', reason, notBefore: new Date(state.pausedUntil) };
}

function waitForReserve({ rateLeft, limits, isUnlimited }: BudgetState, requests: number): Wait {
  const left = isUnlimited?.() === true ? undefined : rateLeft?.();
  const isEnough = left === undefined || left.remaining - requests >= limits.reserve;
  return {
    at: isEnough ? 0 : left.resetsAt.getTime(),
    reason: `${limits.reserve} requests of the hour are for others`,
  };
}

/** Each strike halves the rate. */
function slowness({ strikes }: Pick<BudgetState, 'strikes'>): number {
  return 2 ** strikes;
}
