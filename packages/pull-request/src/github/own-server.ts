import type { Headers } from './limits';

/** An answer, and where it came from in the end. */
export interface AnswerFrom {
  readonly url: string;
  readonly headers: Headers;
}

/** What `npm run github` says in each answer. */
const header = 'x-sovereign-fleet-github';

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Whether an answer is of the GitHub that `npm run github` starts, which has no limits. It has to say so and to be on this
 * machine: what another host says of itself is never believed.
 */
export function isOwnServer({ url, headers }: AnswerFrom): boolean {
  if (headers[header] !== 'no-limits' || !URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return /^https?:$/.test(protocol) && loopback.test(hostname);
}
