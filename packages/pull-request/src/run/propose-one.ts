import { branchName, type BranchName } from '../forge/branch-name';
import { describeFailure, ForgeError } from '../forge/forge-error';
import { mostUnanswered, stopsRun } from '../forge/retry';
import type { Desired } from '../proposal/desired';
import type { Deferral } from '../reconcile/deferral';
import type { Plan, PlanStep, ResultState } from '../reconcile/plan';
import { type Permission, reconcile } from '../reconcile/reconcile';
import { type ReconcileResult, resultOfError } from '../reconcile/reconcile-result';
import type { FleetRun } from './fleet-run';
import { countCalls, isInBase, observedIn, openPullCount } from './fleet-view';
import { withoutRefusedReviewers } from './refused-reviewers';
import { sovereignResult, type SovereignResult } from './sovereign-result';
import { methodsOf } from './step-methods';
import { readMethods, waitOrDefer } from './wait-or-defer';

/**
 * Brings one Sovereign as far as the budget allows. Failures are in the result, and other Sovereigns go on. With
 * `blockedBy`, it plans and writes nothing.
 */
export async function proposeOne(run: FleetRun, desired: Desired, blockedBy?: Deferral): Promise<SovereignResult> {
  const callsBefore = countCalls(run);
  const result = hasNothingToDo(run, desired) ? nothingDone : await resultFor(run, desired, blockedBy);
  countResult(run, result);
  run.left.delete(desired);
  const calls = countCalls(run) - callsBefore;
  return sovereignResult({ desired, observed: observedIn(run, desired), result, calls });
}

const nothingDone: ReconcileResult = { state: 'unchanged', reason: '', warnings: [] };

/** If the base has it all and there is no branch, the snapshot says enough. */
function hasNothingToDo(run: FleetRun, desired: Desired): boolean {
  const { head } = observedIn(run, desired).proposed;
  return isInBase(run, desired) && head === undefined && typeof branchName(desired.name) === 'string';
}

async function resultFor(run: FleetRun, desired: Desired, blockedBy: Deferral | undefined): Promise<ReconcileResult> {
  try {
    const late = await waitOrDefer(run, readMethods);
    if (late === undefined) await refreshSnapshot(run);
    const deferral = late ?? (await waitForNewPull(run, desired, blockedBy));
    if (deferral !== undefined) return { state: 'deferred', ...deferral, warnings: [] };
    return await reconcileAfterLimits(run, desired, blockedBy);
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    return resultOfError(error);
  }
}

const snapshotAge = 5 * 60_000;

/** A run may take most of an hour. Meanwhile people merge, close and hold pull requests. */
async function refreshSnapshot(run: FleetRun): Promise<void> {
  const now = run.settings.clock.now().getTime();
  if (now - run.takenAt < snapshotAge || run.budget.stopReason() !== undefined) return;
  run.snapshot = await run.forge.snapshot();
  run.takenAt = now;
  run.open = openPullCount(run.snapshot);
}

const newPull = methodsOf([
  { kind: 'commit' },
  { kind: 'create-branch' },
  { kind: 'open-pull' },
  { kind: 'add-labels' },
]);

/** Makes sure there is room for a new pull request before anything is read for it. */
async function waitForNewPull(
  run: FleetRun,
  desired: Desired,
  blockedBy: Deferral | undefined,
): Promise<Deferral | undefined> {
  const stop = run.budget.stopReason();
  const { proposed } = observedIn(run, desired);
  if (stop !== undefined || proposed.pull !== undefined || proposed.head !== undefined) return stop;
  if (blockedBy !== undefined) return blockedBy;
  return run.settings.dryRun === true ? undefined : waitOrDefer(run, newPull);
}

/** If the fleet repository asks for a pause, observes the Sovereign anew after it. */
async function reconcileAfterLimits(
  run: FleetRun,
  desired: Desired,
  blockedBy: Deferral | undefined,
): Promise<ReconcileResult> {
  const options = withoutRefusedReviewers(run.settings.options, run.refusals);
  const permit = permitFor(run, blockedBy);
  let observed = observedIn(run, desired);
  for (;;) {
    const result = await reconcile(run.forge, observed, { desired, options, permit });
    if (result.error?.code !== 'limit') return result;
    const deferral = run.budget.stopReason() ?? (await waitOrDefer(run, readMethods));
    if (deferral !== undefined) return { ...result, ...deferral };
    // A name that cannot be a branch makes no call, and so meets no limit.
    observed = await run.forge.look(branchName(desired.name) as BranchName);
  }
}

/**
 * People hold, push and write while a run waits for its turn. GitHub moves and creates a branch only if it is as we
 * know it, but changes the text and the labels of a pull request in any case. So we look again before those, if the
 * last look is older than this.
 */
const oldestLook = 15_000;
const stepsOnOldPulls: readonly PlanStep['kind'][] = ['move-branch', 'edit-pull', 'close-pull', 'delete-branch'];

function permitFor(run: FleetRun, blockedBy: Deferral | undefined): (plan: Plan) => Promise<Permission> {
  const { dryRun, clock } = run.settings;
  let lookedAt = run.takenAt;
  return async ({ steps }) => {
    if (dryRun === true) return blockedBy ?? 'plan-only';
    const deferral = blockedBy ?? (await waitOrDefer(run, methodsOf(steps)));
    if (deferral !== undefined) return deferral;
    const now = clock.now().getTime();
    if (now - lookedAt <= oldestLook || !steps.some(({ kind }) => stepsOnOldPulls.includes(kind))) return 'go';
    lookedAt = now;
    return 'look-again';
  };
}

const openedBy: Partial<Record<ResultState, number>> = { created: 1, 'closed-obsolete': -1 };

function countResult(run: FleetRun, { state, error }: ReconcileResult): void {
  run.open += run.settings.dryRun === true ? 0 : (openedBy[state] ?? 0);
  run.unanswered = error?.code === 'unreachable' ? run.unanswered + 1 : 0;
  if (error !== undefined && stopsRun(error)) run.budget.stop(`the run was stopped: ${describeFailure(error)}`);
  if (run.unanswered === mostUnanswered)
    run.budget.stop(`the run was stopped: no answer for ${mostUnanswered} Sovereigns`);
}
