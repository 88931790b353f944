import type { Clock } from '../forge/clock';

// For tests: a clock that goes on when somebody sleeps, and at no other time.
const start = new Date('2026-01-01T00:00:00Z').getTime();

export function exampleClock(): Clock & { readonly seconds: () => number } {
  let now = start;
  return {
    now: () => new Date(now),
    sleep(milliseconds) {
      now += milliseconds;
      return Promise.resolve();
    },
    seconds: () => (now - start) / 1000,
  };
}
