import type { ForgeMethod } from '../forge/forge';
import type { Deferral } from '../reconcile/deferral';
import type { FleetRun } from './fleet-run';

/** What a Sovereign reads at most: no more than a fresh look. Reads wait too, but not beyond the end of the run. */
export const readMethods = ['look'] as const;

/** Waits until calls may be made, if that is within this run; otherwise says why they may not. */
export async function waitOrDefer(run: FleetRun, methods: readonly ForgeMethod[]): Promise<Deferral | undefined> {
  const most = run.limits.openPulls;
  if (methods.includes('openPull') && run.open >= most) {
    return { code: 'limit', reason: `${run.open} pull requests are open, and no more than ${most} may be` };
  }
  const admission = run.budget.admit(methods);
  if (!('at' in admission)) return admission;
  const { at, reason } = admission;
  if (at.getTime() <= run.settings.clock.now().getTime()) return undefined;
  await run.budget.pause({ until: at, reason });
  return run.budget.stopReason();
}
