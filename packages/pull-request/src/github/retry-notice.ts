import type { retry } from '@octokit/plugin-retry';
import { networkText } from './ask';

/** A request that is sent again after a while, since there was no answer, or one of a server in trouble. */
export interface RetryNotice {
  readonly host: string;
  /** `gave no answer (ECONNREFUSED)`. */
  readonly trouble: string;
  readonly seconds: number;
  /** The first time that it is sent again is 1. */
  readonly attempt: number;
  /** How often it is sent again at most. */
  readonly attempts: number;
}

export interface RetrySettings {
  readonly retries: number;
  /** Milliseconds before the first of them. */
  readonly retryAfter: number;
  /** Statuses with which a request is not sent again. */
  readonly final: readonly number[];
  readonly tell: (again: RetryNotice) => void;
}

type Core = Parameters<typeof retry>[0];

/** Octokit's plugin that tells of every request that plugin-retry is about to send again. */
export function retryNoticePlugin({ retries, retryAfter, final, tell }: RetrySettings) {
  return ({ hook }: Core) => {
    hook.error('request', (error, { baseUrl, request }) => {
      const [attempts, before] = [Number(request['retries'] ?? retries), Number(request['retryCount'] ?? 0)];
      const attempt = before + 1;
      // A lost connection is a 500 without a response.
      if ('status' in error && error.status >= 400 && !final.includes(error.status) && before < attempts) {
        const answered = 'response' in error && error.response !== undefined;
        const trouble = answered ? `answered ${error.status}` : `gave no answer (${networkText(error)})`;
        tell({
          host: new URL(baseUrl).host,
          trouble,
          seconds: (attempt * attempt * retryAfter) / 1000,
          attempt,
          attempts,
        });
      }
      throw error;
    });
    return {};
  };
}
