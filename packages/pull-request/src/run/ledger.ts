import type { ForgeMethod } from '../forge/forge';
import { type Charge, chargesOf, type Limits, rates, weightOf } from './limits';

/** The calls of a run, with their times in milliseconds since 1970, in the order of time. */
export interface Ledger {
  readonly limits: Limits;
  readonly times: Readonly<Record<Charge, number[]>>;
  readonly calls: Map<ForgeMethod, number>;
}

/** The time from which something may be done, and why not before. */
export interface Wait {
  readonly at: number;
  readonly reason: string;
}

export function openLedger(limits: Limits): Ledger {
  return { limits, times: { request: [], write: [], ref: [], content: [], pull: [], merge: [] }, calls: new Map() };
}

/** Records a call that is made now. Its requests are known once there is an answer. */
export function recordCall({ times, calls }: Ledger, method: ForgeMethod, now: number): void {
  calls.set(method, (calls.get(method) ?? 0) + 1);
  for (const charge of chargesOf[method]) if (charge !== 'request') times[charge].push(now);
}

export function recordRequests({ times }: Ledger, requests: number, now: number): void {
  for (let request = 0; request < requests; request += 1) times.request.push(now);
}

/** When so much more of a charge keeps within every rate. `slowness` makes each window as many times longer. */
export function earliestWait(
  { limits, times }: Ledger,
  [charge, count]: readonly [Charge, number],
  slowness: number,
): Wait {
  const waits = rates
    .filter((rate) => rate.charge === charge)
    .map((rate): Wait => {
      const most = Math.max(1, limits[rate.most]);
      // The oldest call that must have left the window before `count` more fit in.
      const blocking = times[charge].at(-1 - Math.max(0, most - count));
      const at = blocking === undefined ? 0 : blocking + rate.seconds * 1000 * slowness;
      return { at, reason: `no more than ${most} ${rate.words}` };
    });
  return latestWait(waits);
}

export function latestWait(waits: readonly Wait[]): Wait {
  return waits.reduce((a, b) => (b.at > a.at ? b : a), { at: 0, reason: '' });
}

/** How much of each charge these calls are. */
export function countCharges(methods: readonly ForgeMethod[]): ReadonlyMap<Charge, number> {
  const counts = new Map<Charge, number>();
  for (const method of methods)
    for (const charge of chargesOf[method]) counts.set(charge, (counts.get(charge) ?? 0) + weightOf(method, charge));
  return counts;
}
