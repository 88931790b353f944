// For tests: clocks with which nobody waits.
import { readFileSync, writeFileSync } from 'node:fs';
import type { Clock } from '@sovereign-fleet/pull-request';

/** The time of this machine, and what was slept. */
export function impatientClock(): Clock {
  let skipped = 0;
  return {
    now: () => new Date(Date.now() + skipped),
    sleep: (milliseconds) => Promise.resolve(void (skipped += milliseconds)),
  };
}

/** A clock in a file, so that a test's GitHub and a run have the same time. It moves only when somebody sleeps. */
export function clockIn(file: string) {
  const now = () => new Date(Number(readFileSync(file, 'utf8')));
  const set = (time: number) => {
    writeFileSync(file, String(time));
  };
  const sleep = (milliseconds: number) => {
    set(now().getTime() + milliseconds);
    return Promise.resolve();
  };
  return { now, set, sleep };
}
