/** How much of the rate limit is used. */
export interface Quota {
  readonly limit: number;
  readonly used: number;
  /** In seconds since 1970, as the header has it. */
  readonly reset: number;
}

export interface RateLimit {
  readonly look: () => Quota;
  readonly count: () => void;
}

const hour = 3600;

/** GitHub's primary limit: a number of requests in the hour that begins with the first of them. */
export function rateLimit(limit: number, now: () => Date): RateLimit {
  let window = { used: 0, reset: 0 };
  const current = () => {
    const seconds = Math.floor(now().getTime() / 1000);
    if (seconds >= window.reset) window = { used: 0, reset: seconds + hour };
    return window;
  };
  return {
    look: () => ({ limit, ...current() }),
    count: () => void (window = { ...current(), used: Math.min(limit, current().used + 1) }),
  };
}

export function rateHeaders({ limit, used, reset }: Quota): Record<string, string> {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(limit - used),
    'x-ratelimit-used': String(used),
    'x-ratelimit-reset': String(reset),
    'x-ratelimit-resource': 'core',
  };
}
