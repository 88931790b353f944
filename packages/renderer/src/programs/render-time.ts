import { AsyncLocalStorage } from 'node:async_hooks';

const end = new AsyncLocalStorage<number>();

/** Does work whose programs may take so long in all, those that wait for a turn as well. */
export function withinTime<Done>(seconds: number, work: () => Promise<Done>): Promise<Done> {
  return end.run(performance.now() + seconds * 1000, work);
}

/** How long programs may still run for the work that asks. */
export function secondsLeft(): number {
  const until = end.getStore();
  return until === undefined ? Infinity : (until - performance.now()) / 1000;
}
