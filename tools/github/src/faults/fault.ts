import type { Answer } from '../http/answer';

/** What goes wrong, in place of the answer. */
export type Trouble =
  | 'socket reset'
  | 'internal error'
  | 'bad gateway'
  | 'secondary rate limit'
  | 'too many requests'
  | 'submitted too quickly'
  | 'rate limit exhausted'
  | 'unresolved node'
  | 'timeout of a large tree'
  | 'base modified'
  | 'conflict'
  | 'locked'
  | 'not found';

export interface Fault {
  readonly trouble: Trouble;
  /** `POST /repos/{owner}/{repo}/pulls`; without it any call. */
  readonly on?: string;
  /** Which of those calls, counted from now on; the next is 1, which is also what is meant without it. */
  readonly call?: number;
  /** From that call on, so many in a row; 1 without it. */
  readonly times?: number;
  /** `before`: nothing was done; `after`: it was done, and the client is not told. `before` without it. */
  readonly when?: 'before' | 'after';
  /** Seconds: the header Retry-After, or when the limit is reset; without it no such header, or in an hour. */
  readonly retryAfter?: number;
}

type TroubleAnswer = (fault: Fault, now: Date) => Answer;

const documentation_url = 'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api';
const says = (status: number, message: string): TroubleAnswer => {
  return () => ({ status, json: { message, documentation_url, status: String(status) } });
};
const limited = (status: number, message: string): TroubleAnswer => {
  return ({ retryAfter }) => ({
    status,
    json: { message, documentation_url, status: String(status) },
    headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
  });
};

const secondary =
  'You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID 0:0:0:0:0.';

const answers: Readonly<Record<Exclude<Trouble, 'socket reset'>, TroubleAnswer>> = {
  'internal error': () => ({ status: 500, json: { message: 'Server Error' } }),
  'bad gateway': () => ({ status: 502, json: { message: 'Server Error' } }),
  'secondary rate limit': limited(403, secondary),
  'too many requests': limited(429, 'Too many requests'),
  'submitted too quickly': () => {
    const errors = [{ resource: 'PullRequest', code: 'custom', message: 'was submitted too quickly' }];
    return { status: 422, json: { message: 'Validation Failed', errors, documentation_url } };
  },
  'rate limit exhausted': ({ retryAfter = 3600 }, now) => ({
    status: 403,
    json: { message: 'API rate limit exceeded for installation ID 1.', documentation_url, status: '403' },
    headers: {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(Math.floor(now.getTime() / 1000) + retryAfter),
    },
  }),
  'unresolved node': says(422, "Could not resolve to a node with the global id of 'PR_none'."),
  'timeout of a large tree': says(
    422,
    "Sorry, your request timed out. It's likely that your input was too large. Consider building the tree incrementally, or building the commits you need in a local clone of the repository and then pushing them to GitHub.",
  ),
  'base modified': says(405, 'Base branch was modified. Review and try the merge again.'),
  conflict: says(409, 'Conflict'),
  locked: says(423, 'Locked'),
  'not found': says(404, 'Not Found'),
};

/** What is answered in place of the true answer; a reset has no answer. */
export function troubleAnswer(fault: Fault, now: Date): Answer | 'socket reset' {
  return fault.trouble === 'socket reset' ? fault.trouble : answers[fault.trouble](fault, now);
}

/** Returns what says, call by call, which of the faults that were asked for it meets. */
export function faultList(): { readonly add: (fault: Fault) => void; readonly next: (operation: string) => Fault[] } {
  const waiting: { readonly fault: Fault; seen: number }[] = [];
  return {
    add: (fault) => void waiting.push({ fault, seen: 0 }),
    next: (operation) => {
      const meant = waiting.filter(({ fault }) => fault.on === undefined || fault.on === operation);
      for (const one of meant) one.seen++;
      return meant.flatMap(({ fault, seen }) => {
        const { call = 1, times = 1 } = fault;
        return seen >= call && seen < call + times ? [fault] : [];
      });
    },
  };
}
