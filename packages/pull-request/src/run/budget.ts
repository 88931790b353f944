import type { Clock, RateLeft } from '../forge/clock';
import type { ForgeMethod } from '../forge/forge';
import type { Deferral } from '../reconcile/deferral';
import type { Limits } from './limits';

/** What one run may spend. */
export interface Budget {
  /** When the calls of a plan may begin, or why they may not in this run. */
  admit(methods: readonly ForgeMethod[]): Admission;
  /** Waits until the end of the pause, or until the run is interrupted. */
  pause(pause: Pause): Promise<void>;
  /** Waits until a call may be made, and counts it. */
  waitForTurn(method: ForgeMethod): Promise<void>;
  /** Counts the requests of a call that was made: those that were sent, if that is known. */
  countRequests(method: ForgeMethod): void;
  /** Counts pull requests that earlier runs opened within the hour. */
  countOpened(times: readonly Date[]): void;
  /** Counts what was merged within the hour, by anybody. */
  countMerged(times: readonly Date[]): void;
  /** GitHub said "too much": pauses, then halves the rate, and stops the run after some of these. */
  recordStrike(retryAfterSeconds: number | undefined): void;
  /** No further Sovereign is begun. */
  stop(reason: string): void;
  /** Why no further Sovereign is begun, if so. */
  stopReason(): Deferral | undefined;
  /** How often each method was called so far. */
  readonly calls: ReadonlyMap<ForgeMethod, number>;
}

export interface BudgetSettings {
  readonly limits: Limits;
  readonly clock: Clock;
  readonly rateLeft?: () => RateLeft | undefined;
  /** How many requests were sent so far. One call may be many, or none if a cache answers. */
  readonly requestsSent?: () => number;
  /** Whether we need not spare the server: one of our own, to try things on. We keep the pauses that it asks for. */
  readonly isUnlimited?: () => boolean;
  readonly onWait?: (pause: Pause) => void;
  /** After it is aborted, no Sovereign is begun, and pauses end. */
  readonly interrupted?: AbortSignal;
}

/** The run does nothing until a time, and why. */
export interface Pause {
  readonly until: Date;
  readonly reason: string;
}

export type Admission = { readonly at: Date; readonly reason: string } | Deferral;
