import type { ForgeMethod } from '../forge/wrap-each-call';
import { ForgeError } from '../forge/forge-error';
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
import { type Charge, chargesOf, type Limits, weightOf } from './limits';
import type { Clock, RateLeft } from '../forge/clock';
import type { Deferral } from '../reconcile/plan';

/** A run that does nothing for now, and what asks for that. */
export interface Pause {
  readonly until: Date;
  readonly reason: string;
}

/** When the calls of a plan may begin, or why not in this run. */
type Admission = { readonly at: Date; readonly reason: string } | Deferral;

export interface Budget {
  admit(methods: readonly ForgeMethod[]): Admission;
  /** Until then, or until the run is interrupted. */
  pause(waiting: Pause): Promise<void>;
  /** Waits until a call may be made, and counts it. */
  waitForTurn(method: ForgeMethod): Promise<void>;
  /** Counts the requests of a call that was made: those that were sent, where that is known. */
  countRequests(method: ForgeMethod): void;
  /** Counts pull requests that earlier runs opened within the hour. */
  countOpened(times: readonly Date[]): void;
  /** Counts what was merged within the hour, by whomever. */
  countMerged(times: readonly Date[]): void;
  /** GitHub said "too much": a pause, then half the rate; after some of these the run is over. */
  recordStrike(retryAfterSeconds: number | undefined): void;
  /** No Sovereign is begun anymore. */
  stop(reason: string): void;
  /** Why no further one is begun, if so. */
  stopReason(): Deferral | undefined;
  /** How often each method was called so far. */
  readonly calls: ReadonlyMap<ForgeMethod, number>;
}

export interface BudgetSettings {
  readonly limits: Limits;
  readonly clock: Clock;
  readonly rateLeft?: () => RateLeft | undefined;
  /** How many requests were sent so far: a call may be many, or none where a cache answers. */
  readonly requestsSent?: () => number;
  /** Whether nothing is to be spared: a server of our own, to try things on. Its own pauses count all the same. */
  readonly isUnlimited?: () => boolean;
  readonly onWait?: (waiting: Pause) => void;
  /** No Sovereign is begun once it is aborted, and no wait goes on. */
  readonly interrupted?: AbortSignal;
}

interface BudgetState extends BudgetSettings {
  readonly ledger: Ledger;
  readonly deadline: number;
  /** Requests that were sent and are in the ledger. */
  counted: number;
  strikes: number;
  pausedUntil: number;
  stoppedBy?: Deferral;
}

/** Why the rest is put off where a person ends a run. */
export const interruption = 'the run was interrupted';

/** What one run may spend. It counts what the run itself did; what others do is in `rateLeft`. */
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
    pause: (waiting) => pause(state, waiting),
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
      state.stoppedBy ??= { reason };
    },
    stopReason: () => stopReason(state),
    calls: state.ledger.calls,
  };
}

function admit(state: BudgetState, methods: readonly ForgeMethod[]): Admission {
  const stopped = stopReason(state);
  if (stopped !== undefined) return stopped;
  const charges = [...countCharges(methods)].filter(([charge]) => charge !== 'write'); // a second apart, whatever the plan
  const { at, reason } = latestWait([
    { at: state.clock.now().getTime(), reason: `the run has gone on for ${state.limits.minutes} minutes` },
    { at: state.pausedUntil, reason: 'GitHub asked for a pause' },
    waitForReserve(state, countCharges(methods).get('request') ?? 0),
    ...waitsFor(state, charges),
  ]);
  return at < state.deadline ? { at: new Date(at), reason } : { reason, notBefore: new Date(at) };
}

/** When each of the charges may be spent. */
function waitsFor(
  state: BudgetState,
  charges: readonly (readonly [charge: Charge, weight: number])[],
): readonly Wait[] {
  return state.isUnlimited?.() === true
    ? []
    : charges.map((charge) => earliestWait(state.ledger, charge, slowness(state)));
}

function stopReason({ stoppedBy: stop, interrupted }: BudgetState): Deferral | undefined {
  return stop ?? (interrupted?.aborted === true ? { reason: interruption } : undefined);
}

async function pause({ clock, interrupted, onWait }: BudgetState, waiting: Pause): Promise<void> {
  onWait?.(waiting);
  await clock.sleep(waiting.until.getTime() - clock.now().getTime(), interrupted);
}

/** What is begun is finished all the same, if it takes no longer. */
const graceSeconds = 5;

async function waitForTurn(state: BudgetState, method: ForgeMethod): Promise<void> {
  const { clock, interrupted } = state;
  for (;;) {
    const waits = waitsFor(
      state,
      chargesOf[method].map((charge) => [charge, weightOf(method, charge)]),
    );
    const next = latestWait([{ at: state.pausedUntil, reason: 'GitHub asked for a pause' }, ...waits]);
    const left = next.at - clock.now().getTime();
    if (left <= 0) break;
    if (left <= graceSeconds * 1000) await clock.sleep(left);
    else if (interrupted?.aborted === true) throw new ForgeError('limit', next.reason, { operation: interruption });
    else await pause(state, { until: new Date(next.at), reason: next.reason });
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
    ledger.times[charge].push(...recent);
    ledger.times[charge].sort((a, b) => a - b);
  }
}

const firstPause = 60; // seconds, where GitHub does not say

function recordStrike(state: BudgetState, retryAfter: number | undefined): void {
  state.strikes += 1;
  const seconds = retryAfter ?? firstPause * 2 ** (state.strikes - 1);
  state.pausedUntil = Math.max(state.pausedUntil, state.clock.now().getTime() + seconds * 1000);
  if (state.strikes < state.limits.strikes) return;
  state.stoppedBy ??= {
    reason: `GitHub asked for a pause ${state.strikes} times`,
    notBefore: new Date(state.pausedUntil),
  };
}

function waitForReserve({ rateLeft, limits, isUnlimited }: BudgetState, requests: number): Wait {
  const left = isUnlimited?.() === true ? undefined : rateLeft?.();
  const isSpared = left === undefined || left.remaining - requests >= limits.reserve;
  return {
    at: isSpared ? 0 : left.resetsAt.getTime(),
    reason: `${limits.reserve} requests of the hour are for others`,
  };
}

/** Each strike halves the rate. */
function slowness({ strikes }: Pick<BudgetState, 'strikes'>): number {
  return 2 ** strikes;
}
