import type { retry } from '@octokit/plugin-retry';
import { rateLeft } from './limits';
import { type AnswerFrom, isOwnServer } from './own-server';
import type { RateLeft } from '../forge/clock';

export interface Meter {
  /** How many requests were sent, by method and path as GitHub documents them. */
  readonly counts: () => Readonly<Record<string, number>>;
  /** The sum of these. */
  readonly requestsSent: () => number;
  /** Undefined before the first answer, and if there is no limit. */
  readonly rate: () => RateLeft | undefined;
  /** Whether the last answer came from a server on this machine that has no limits. */
  readonly isUnlimited: () => boolean;
  /** The plugin for Octokit that counts. */
  readonly plugin: (octokit: Core) => object;
}

/** Octokit's core. We take its type from a plugin, since the core is not a dependency of ours. */
type Core = Parameters<typeof retry>[0];

/** Counts requests, and remembers what the answers say about the limit. */
export function newMeter(now: () => Date): Meter {
  const counts: Record<string, number> = {};
  let rate: RateLeft | undefined;
  let isUnlimited = false;
  const readAnswer = (answer: AnswerFrom) => {
    rate = rateLeft(answer.headers, now()) ?? rate;
    isUnlimited = isOwnServer(answer);
  };
  const plugin = ({ hook }: Core) => {
    hook.before('request', ({ method, url }) => {
      const route = `${method} ${url}`;
      counts[route] = (counts[route] ?? 0) + 1;
    });
    hook.after('request', (response) => {
      readAnswer(response);
    });
    hook.error('request', (error) => {
      if ('response' in error && error.response !== undefined) readAnswer(error.response);
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
