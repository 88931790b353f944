import type { RunPause } from '@sovereign-fleet/pull-request';
import type { RetryNotice } from '@sovereign-fleet/pull-request/octokit';

/** Shorter ones need no words. */
const shortest = 3000;

/** What a person reads of a wait: until when, why, and what is still to be done; undefined of a short one. */
export function waitText({ until, reason, toOpen }: RunPause, now: Date): string | undefined {
  if (until.getTime() - now.getTime() < shortest) return undefined;
  const more = toOpen === 0 ? '' : `, ${toOpen} more to open`;
  return `waits until ${timeOf(until, now)}: ${reason}${more}`;
}

/** What a person reads of a request that is sent again. */
export function retryText({ host, trouble, seconds, attempt, attempts }: RetryNotice): string {
  return `${host} ${trouble}: asked again in ${seconds} s (${attempt} of ${attempts})`;
}

/** By the clock on the wall, with the day where it is another one. */
function timeOf(until: Date, now: Date): string {
  const time = until.toTimeString().slice(0, 8);
  return until.toDateString() === now.toDateString() ? time : `${until.toDateString()} ${time}`;
}
