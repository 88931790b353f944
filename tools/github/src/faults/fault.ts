import type { Answer } from '../http/answer';
/** A failure that GitHub is known for; it takes the place of the answer. */
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

/** A failure that a test wants, and at which call. */
export interface Fault {
  readonly trouble: Trouble;
  /** The operation, as `POST /repos/{owner}/{repo}/pulls`; any call without it. */
  readonly on?: string;
  /** Which of those calls, counted from now; 1 is the next call, and the default. */
  readonly call?: number;
  /** How many calls in a row fail; 1 without it. */
  readonly times?: number;
  /** `before`: the call has no effect. `after`: it has, and the client does not learn of it. `before` without it. */
  readonly when?: 'before' | 'after';
  /** Seconds for the header Retry-After, or until the rate limit resets. Without it: no header, or an hour. */
  readonly retryAfter?: number;
}

type TroubleAnswer = (fault: Fault, now: Date) => Answer;

const documentation_url = 'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api';
const refusal = (status: number, message: string): TroubleAnswer => {
  return () => ({ status, json: { message, documentation_url, status: String(status) } });
};
const limitRefusal = (status: number, message: string): TroubleAnswer => {
  return ({ retryAfter }) => ({
    status,
    json: { message, documentation_url, status: String(status) },
    headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
  });
};

const secondary =
  'You have exceeded a secondary rate limit. Please wait a few minutes before you try again. ' +
  'If you reach out to GitHub Support for help, please include the request ID 0:0:0:0:0.';

const answers: Readonly<Record<Exclude<Trouble, 'socket reset'>, TroubleAnswer>> = {
  'internal error': () => ({ status: 500, json: { message: 'Server Error' } }),
  'bad gateway': () => ({ status: 502, json: { message: 'Server Error' } }),
  'secondary rate limit': limitRefusal(403, secondary),
  'too many requests': limitRefusal(429, 'Too many requests'),
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
  'unresolved node': refusal(422, "Could not resolve to a node with the global id of 'PR_none'."),
  'timeout of a large tree': refusal(
    422,
    "Sorry, your request timed out. It's likely that your input was too large. Consider building the tree " +
      'incrementally, or building the commits you need in a local clone of the repository and then pushing them to ' +
      'GitHub.',
  ),
  'base modified': refusal(405, 'Base branch was modified. Review and try the merge again.'),
  conflict: refusal(409, 'Conflict'),
  locked: refusal(423, 'Locked'),
  'not found': refusal(404, 'Not Found'),
};

/** The answer of a fault. A reset of the connection has none. */
export function troubleAnswer(fault: Fault, now: Date): Answer | 'socket reset' {
  return fault.trouble === 'socket reset' ? fault.trouble : answers[fault.trouble](fault, now);
}

/** The faults that a test asked for; `next` counts a call and returns those that are due. */
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
