import { describeFailure, type ForgeError, type ForgeErrorCode } from '../forge/forge-error';
import type { Sha } from '../forge/git-object';
import type { DeferralCode } from './deferral';
import type { Plan, PullLink, ResultState } from './plan';

/** What came of one Sovereign in one run. */
export interface ReconcileResult {
  readonly state: ResultState;
  /** The error or the deferral behind the state, if there is one. Other states and refused plans have none. */
  readonly code?: ForgeErrorCode | DeferralCode;
  /** For people; '' if the state says it all. */
  readonly reason: string;
  readonly warnings: readonly string[];
  /** The branch's head afterwards, if there is one. */
  readonly head?: Sha;
  readonly pull?: PullLink;
  /** The last plan, carried out or not. */
  readonly plan?: Plan;
  /** What stopped it. */
  readonly error?: ForgeError;
  /** For `deferred`: when another run may go on, if that is known. */
  readonly notBefore?: Date;
}

/** What an error makes of a Sovereign: a limit defers it, anything else is a failure. */
export function resultOfError(error: ForgeError): ReconcileResult {
  const state = error.code === 'limit' ? 'deferred' : 'failed';
  return { state, code: error.code, reason: describeFailure(error), warnings: [], error };
}
