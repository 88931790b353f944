/** Time from outside. */
export interface Clock {
  now(): Date;
  /** Ends sooner where it is interrupted. */
  sleep(milliseconds: number, interrupted?: AbortSignal): Promise<void>;
}

/** What GitHub last said of the token's hour. */
export interface RateLeft {
  readonly remaining: number;
  /** Of the machine's own clock, however wrong it goes. */
  readonly resetsAt: Date;
}
