import type { Headers } from './limits';

/** An answer, and the URL that it came from in the end. */
export interface AnswerFrom {
  readonly url: string;
  readonly headers: Headers;
}

/** The header of each answer of `npm run github`. */
const header = 'x-sovereign-fleet-github';

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Whether an answer comes from the GitHub that `npm run github` starts, which has no limits. It must say so, and be on
 * this machine: we never believe it of another host.
 */
export function isOwnServer({ url, headers }: AnswerFrom): boolean {
  if (headers[header] !== 'no-limits' || !URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return /^https?:$/.test(protocol) && loopback.test(hostname);
}
