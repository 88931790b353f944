import { AsyncLocalStorage } from 'node:async_hooks';
import { mebibyte, renderOutputLimitMiB } from './output-limit';

/** What the programs of one render may still take. */
interface Allowance {
  readonly until: number;
  /** Bytes that they may write. */
  output: number;
}

const allowances = new AsyncLocalStorage<Allowance>();

/** Does work whose programs may take so long in all, those that wait for a turn as well, and write only so much. */
export function withinAllowance<Done>(seconds: number, work: () => Promise<Done>): Promise<Done> {
  const until = performance.now() + seconds * 1000;
  return allowances.run({ until, output: renderOutputLimitMiB * mebibyte }, work);
}

/** That of the work that asks; without one there is no limit. */
export function allowanceNow(): Allowance {
  return allowances.getStore() ?? { until: Infinity, output: Infinity };
}

/** How long programs may still run. */
export function secondsLeft({ until }: Allowance): number {
  return (until - performance.now()) / 1000;
}
