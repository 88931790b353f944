import type { Budget, Pause } from './budget';
import type { Desired } from '../proposal/desired';
import type { Forge, ObservedFleet } from '../forge/forge';
import type { Limits } from './limits';
import type { ProposeOptions } from '../reconcile/plan';
import type { ReviewerRefusals } from './refused-reviewers';
import type { Clock, RateLeft } from '../forge/clock';

/** A run over many Sovereigns, one after the other. */
export interface FleetRun {
  readonly forge: Forge;
  readonly budget: Budget;
  readonly limits: Limits;
  readonly settings: RunSettings;
  /** Sovereigns whose turn has not passed. */
  readonly left: Set<Desired>;
  snapshot: ObservedFleet;
  takenAt: number;
  /** Pull requests of ours that are open. */
  open: number;
  readonly refusals: ReviewerRefusals;
  /** Sovereigns in a row for which there was no answer. */
  unanswered: number;
}

export interface RunSettings {
  readonly options: ProposeOptions;
  readonly clock: Clock;
  readonly limits?: Partial<Limits>;
  /** What the fleet repository last said of the token's hour. */
  readonly rateLeft?: () => RateLeft | undefined;
  /** How many requests were sent to it so far. */
  readonly requestsSent?: () => number;
  /** Whether it is a server of our own, which has no limits. */
  readonly isUnlimited?: () => boolean;
  /** Look and decide, and write nothing. */
  readonly dryRun?: boolean;
  /** Told of each wait before it begins. */
  readonly onWait?: (waiting: RunPause) => void;
  /** Once it is aborted, what is begun is finished and the rest put off. */
  readonly interrupted?: AbortSignal;
}

export interface RunPause extends Pause {
  /** Pull requests that are still to be opened, as far as the last look at the fleet repository tells. */
  readonly toOpen: number;
}
