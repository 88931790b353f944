import type { Answer } from '../http/answer';
import type { Request } from './request';

/** One request and what was answered, as it is kept for tests. Credentials are not. */
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
  /** When it was asked, by the clock of the server. */
  readonly at: Date;
}

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
