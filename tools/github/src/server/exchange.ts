import type { Answer } from '../http/answer';
import type { Request } from './request';
/** One request and its answer, kept for tests without credentials. */
export interface Exchange {
  /** `METHOD /template`, or the bare path where the server has no such route. */
  readonly operation: string;
  readonly method: string;
  /** With the query, without the mount. */
  readonly path: string;
  /** Without `authorization`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly status: number | 'socket reset';
  readonly answer: unknown;
  /** When the request came, by the clock of the server. */
  readonly at: Date;
}

/** Leaves out what lets somebody in: the header `authorization`, and a token that was given out. */
export function exchangeOf(
  { operation, method, url, headers, body }: Request,
  answer: Answer | 'socket reset',
  at: Date,
): Exchange {
  const kept = Object.entries(headers).filter(([name]) => name !== 'authorization');
  const json = answer === 'socket reset' ? undefined : answer.json;
  return {
    operation,
    method,
    path: `${url.pathname}${url.search}`,
    headers: Object.fromEntries(kept) as Exchange['headers'],
    body,
    at,
    status: answer === 'socket reset' ? answer : answer.status,
    answer: operation.endsWith('/access_tokens') ? { ...(json as object), token: '[REDACTED]' } : json,
  };
}
