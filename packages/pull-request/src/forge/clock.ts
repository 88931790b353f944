/** The time, and a way to wait. */
export interface Clock {
  now(): Date;
  /** Ends sooner if it is interrupted. */
  sleep(milliseconds: number, interrupted?: AbortSignal): Promise<void>;
}

/** What GitHub last said about the limit of requests an hour. */
export interface RateLeft {
  readonly remaining: number;
  /** By the clock of this machine, even if that is wrong. */
  readonly resetsAt: Date;
}
