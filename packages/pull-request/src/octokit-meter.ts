import type { retry } from '@octokit/plugin-retry';
import type { RateLeft } from './budget';
import { type Headers, rateLeft } from './octokit-limits';

export interface Meter {
  /** Requests that were sent, by method and path as GitHub documents them. */
  readonly counts: () => Readonly<Record<string, number>>;
  /** How many these are. */
  readonly sent: () => number;
  /** Undefined before the first answer, and where there is no limit. */
  readonly rate: () => RateLeft | undefined;
  /** Octokit's plugin that reads the meter. */
  readonly plugin: (octokit: Core) => object;
}

/** What a plugin gets: Octokit's core, which is no dependency of ours. */
type Core = Parameters<typeof retry>[0];

/** Counts what is sent, and keeps what the answers say of the limit. */
export function newMeter(now: () => Date): Meter {
  const counts: Record<string, number> = {};
  let rate: RateLeft | undefined;
  const read = (headers: Headers) => void (rate = rateLeft(headers, now()) ?? rate);
  const plugin = ({ hook }: Core) => {
    hook.before('request', ({ method, url }) => {
      const route = `${method} ${url}`;
      counts[route] = (counts[route] ?? 0) + 1;
    });
    hook.after('request', ({ headers }) => {
      read(headers);
    });
    hook.error('request', (error) => {
      if ('response' in error && error.response !== undefined) read(error.response.headers);
      throw error;
    });
    return {};
  };
  const sent = () => Object.values(counts).reduce((sum, count) => sum + count, 0);
  return { counts: () => ({ ...counts }), sent, rate: () => rate, plugin };
}
