import type { Clock, RateLeft } from '../forge/clock';
import type { Forge, ObservedFleet } from '../forge/forge';
import type { Desired } from '../proposal/desired';
import type { ProposeOptions } from '../reconcile/plan';
import type { Budget, Pause } from './budget';
import type { Limits } from './limits';
import type { ReviewerRefusals } from './refused-reviewers';

/** A run over many Sovereigns, one after the other. */
export interface FleetRun {
  readonly forge: Forge;
  readonly budget: Budget;
  readonly limits: Limits;
  readonly settings: RunSettings;
  /** Sovereigns whose turn is still to come. */
  readonly left: Set<Desired>;
  snapshot: ObservedFleet;
  /** When the snapshot was taken. */
  takenAt: number;
  /** Open pull requests of ours. */
  open: number;
  readonly refusals: ReviewerRefusals;
  /** Sovereigns in a row for which there was no answer. */
  unanswered: number;
}

export interface RunSettings {
  readonly options: ProposeOptions;
  readonly clock: Clock;
  readonly limits?: Partial<Limits>;
  /** What the fleet repository last said about the requests left in the token's hour. */
  readonly rateLeft?: () => RateLeft | undefined;
  /** How many requests were sent to it so far. */
  readonly requestsSent?: () => number;
  /** Whether it is a server of our own, which has no limits. */
  readonly isUnlimited?: () => boolean;
  /** Only look and decide; write nothing. */
  readonly dryRun?: boolean;
  /** Called before each pause. */
  readonly onWait?: (pause: RunPause) => void;
  /** After it is aborted, the run finishes what it has begun and defers the rest. */
  readonly interrupted?: AbortSignal;
}

export interface RunPause extends Pause {
  /** Pull requests that are still to be opened, as far as the last snapshot tells. */
  readonly toOpen: number;
}
