import type { retry } from '@octokit/plugin-retry';
import { networkText } from './ask';

/** A request that is sent again after a wait, because there was no answer, or a server error. */
export interface RetryNotice {
  readonly host: string;
  /** `gave no answer (ECONNREFUSED)`. */
  readonly trouble: string;
  readonly seconds: number;
  /** 1 for the first time that it is sent again. */
  readonly attempt: number;
  /** How often it is sent again at the most. */
  readonly attempts: number;
}

export interface RetrySettings {
  readonly retries: number;
  /** Milliseconds before the first of them. */
  readonly retryAfter: number;
  /** Statuses after which a request is not sent again. */
  readonly final: readonly number[];
  readonly tell: (notice: RetryNotice) => void;
}

type Core = Parameters<typeof retry>[0];

/** A plugin for Octokit that reports every request that plugin-retry is about to send again. */
export function retryNoticePlugin({ retries, retryAfter, final, tell }: RetrySettings) {
  return ({ hook }: Core) => {
    hook.error('request', (error, { baseUrl, request }) => {
      const [attempts, before] = [Number(request['retries'] ?? retries), Number(request['retryCount'] ?? 0)];
      const attempt = before + 1;
      // Octokit reports a lost connection as a 500 without a response.
      if ('status' in error && error.status >= 400 && !final.includes(error.status) && before < attempts) {
        const hasAnswer = 'response' in error && error.response !== undefined;
        const trouble = hasAnswer ? `answered ${error.status}` : `gave no answer (${networkText(error)})`;
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
