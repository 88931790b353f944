import type { retry } from '@octokit/plugin-retry';
import { rateLeft } from './limits';
import { type AnswerFrom, isOwnServer } from './own-server';
import type { RateLeft } from '../forge/clock';

export interface Meter {
  /** Requests that were sent, by method and path as GitHub documents them. */
  readonly counts: () => Readonly<Record<string, number>>;
  /** How many these are. */
  readonly requestsSent: () => number;
  /** Undefined before the first answer, and where there is no limit. */
  readonly rate: () => RateLeft | undefined;
  /** Whether the last answer was of a server on this machine that has no limits. */
  readonly isUnlimited: () => boolean;
  /** Octokit's plugin that reads the meter. */
  readonly plugin: (octokit: Core) => object;
}

/** What a plugin gets: Octokit's core, which is no dependency of ours. */
type Core = Parameters<typeof retry>[0];

/** Counts what is sent, and keeps what the answers say of the limit. */
export function newMeter(now: () => Date): Meter {
  const counts: Record<string, number> = {};
  let rate: RateLeft | undefined;
  let isUnlimited = false;
  const read = (answer: AnswerFrom) => {
    rate = rateLeft(answer.headers, now()) ?? rate;
    isUnlimited = isOwnServer(answer);
  };
  const plugin = ({ hook }: Core) => {
    hook.before('request', ({ method, url }) => {
      const route = `${method} ${url}`;
      counts[route] = (counts[route] ?? 0) + 1;
    });
    hook.after('request', (response) => {
      read(response);
    });
    hook.error('request', (error) => {
      if ('response' in error && error.response !== undefined) read(error.response);
      throw error;
    });
    return {};
  };
  const total = () => Object.values(counts).reduce((sum, count) => sum + count, 0);
  return {
    counts: () => ({ ...counts }),
    requestsSent: total,
    rate: () => rate,
    isUnlimited: () => isUnlimited,
    plugin,
  };
}
