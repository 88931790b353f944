import type { Clock } from './clock';
import { ForgeError, type ForgeErrorCode } from './forge-error';

/**
 * When something is tried again. From the inside to the outside:
 * 1. A request without an answer, or answered by a server in trouble, is sent again (`requestRetries`; Octokit's retry
 *    plugin does it). Requests that would do their work twice are excluded by their callers.
 * 2. A write about something that was just created is sent again until GitHub finds it (`retryUntilVisible`).
 * 3. After a race or a lost answer, a Sovereign is observed and planned anew (`retriesSovereign`).
 * 4. After a limit, the run pauses (`pauseAfterStrike`) and goes on with the same Sovereign.
 * 5. Other failures end their Sovereign, and `stopsRun` says which end the run. The next run tries all of it again.
 */
export const requestRetries = {
  retries: 3,
  /** Milliseconds before the first of them; the second waits four times as long, the third nine times. */
  retryAfter: 1000,
} as const;

/** The same request a second later changes nothing about a limit, a conflict, or a missing permission. */
export const finalStatuses: readonly number[] = [400, 401, 403, 404, 405, 409, 410, 422, 423, 429, 451];

/** Seconds to wait for GitHub's databases, which may not know for a moment what was just created. */
const visibilityWaits = [1, 2, 4];

/** Sends a request again while GitHub does not find what it is about. */
export async function retryUntilVisible<T>(clock: Clock, send: () => Promise<T>): Promise<T> {
  for (const seconds of visibilityWaits) {
    const sent = await send().then((answer) => ({ answer }), notFoundAsUndefined);
    if (sent !== undefined) return sent.answer;
    await clock.sleep(seconds * 1000);
  }
  return await send();
}

function notFoundAsUndefined(error: unknown): undefined {
  if (!(error instanceof ForgeError) || error.code !== 'not-found') throw error;
}

/** A fresh look may show that it was done, or what to do instead. */
const retriedCodes: readonly ForgeErrorCode[] = ['conflict', 'unreachable'];

/**
 * Whether a Sovereign is observed and planned anew after an error, given the errors of its attempts before. Two runs in
 * step meet at the branch and again at the pull request, so that each new operation may be raced once.
 */
export function retriesSovereign(error: ForgeError, earlier: readonly ForgeError[]): boolean {
  if (earlier.length === 0) return retriedCodes.includes(error.code);
  return error.code === 'conflict' && !earlier.some(({ operation }) => operation === error.operation);
}

/** No other Sovereign would fare better. */
const stoppingCodes: readonly ForgeErrorCode[] = ['authentication', 'permission'];

export function stopsRun({ code }: ForgeError): boolean {
  return stoppingCodes.includes(code);
}

/** After so many Sovereigns in a row without an answer, the run stops. */
export const mostUnanswered = 3;

const firstPause = 60; // seconds, where GitHub does not say

/** Seconds of pause after GitHub said "too much" for the n-th time: as it asks for, or twice as long each time. */
export function pauseAfterStrike(strikes: number, retryAfter: number | undefined): number {
  return retryAfter ?? firstPause * 2 ** (strikes - 1);
}

/** Refusals of reviewers that the next request would meet too: they are not asked again in the same run. */
const lastingCodes: readonly ForgeErrorCode[] = ['refused', 'permission', 'not-found'];

export function isLastingRefusal({ code }: ForgeError): boolean {
  return lastingCodes.includes(code);
}
