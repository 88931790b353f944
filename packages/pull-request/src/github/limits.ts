import type { RateLeft } from '../forge/clock';

/** Headers of an answer, by lower-case name, as Octokit gives them. */
export type Headers = Readonly<Record<string, string | number | undefined>>;

/** The window of the primary limit is an hour. No wait is longer, even if a clock or a header is wrong. */
const longest = 3660;

/** Seconds until we may ask GitHub again, after it said that it was too much; undefined if it does not say when. */
export function secondsToWait(headers: Headers, now: Date): number | undefined {
  const seconds = Number(headers['retry-after']);
  if (Number.isFinite(seconds) && seconds > 0) return boundedSeconds(seconds);
  const rate = rateLeft(headers, now);
  if (rate?.remaining !== 0) return undefined;
  // One more, since GitHub counts in whole seconds.
  return boundedSeconds(Math.ceil((rate.resetsAt.getTime() - now.getTime()) / 1000) + 1);
}

function boundedSeconds(seconds: number): number {
  return Math.min(Math.max(Math.ceil(seconds), 1), longest);
}

/** What the headers say about the primary limit; undefined for a GitHub Enterprise Server without one. */
export function rateLeft(headers: Headers, now: Date): RateLeft | undefined {
  const [remaining, reset] = [numberIn(headers, 'remaining'), numberIn(headers, 'reset')];
  if (remaining === undefined || reset === undefined) return undefined;
  // By GitHub's own clock, so that ours may be wrong.
  const sent = Date.parse(String(headers['date']));
  const left = reset * 1000 - (Number.isNaN(sent) ? now.getTime() : sent);
  const bounded = Math.min(Math.max(left, 0), longest * 1000);
  return { remaining, resetsAt: new Date(now.getTime() + bounded) };
}

function numberIn(headers: Headers, name: string): number | undefined {
  const text = String(headers[`x-ratelimit-${name}`]);
  return /^\d{1,12}$/.test(text) ? Number(text) : undefined;
}
