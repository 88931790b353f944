import { branchName, refusalOfBaseBranch } from '../forge/branch-name';
import { type Budget, openBudget, type Pause } from './budget';
import type { Desired } from '../proposal/desired';
import { describeFailure, stopsRun } from '../forge/failure';
import { countCalls, isInBase, openPullCount, observedIn, countToOpen } from './fleet-view';
import type { BranchName, Forge } from '../forge/forge';
import { ForgeError } from '../forge/forge-error';
import { defaultLimits, methodsOf } from './limits';
import { pacedForge } from './paced-forge';
import type { Plan, ResultState, PlanStep, Deferral } from '../reconcile/plan';
import { watchReviewerRefusals, type ReviewerRefusals, withoutRefusedReviewers } from './refused-reviewers';
import { resultOfError, type Permission, type ReconcileResult, reconcile } from '../reconcile/reconcile';
import { sovereignResult, type SovereignResult } from './sovereign-result';
import type { FleetRun, RunSettings } from './fleet-run-state';

/** One snapshot for all. Throws a ForgeError where there is none to be had: then nothing was written. */
export async function startRun(
  forge: Forge,
  settings: RunSettings & { readonly desired: readonly Desired[] },
): Promise<FleetRun> {
  const { clock } = settings;
  const limits = { ...defaultLimits, ...settings.limits };
  const left = new Set(settings.desired);
  const view: { run?: FleetRun } = {};
  const onWait = (waiting: Pause) =>
    settings.onWait?.({ ...waiting, toOpen: view.run === undefined ? 0 : countToOpen(view.run) });
  const budget = openBudget({ ...settings, limits, onWait });
  const refusals: ReviewerRefusals = { reviewers: false };
  const paced = pacedForge(watchReviewerRefusals(forge, refusals), budget);
  const snapshot = await paced.snapshot();
  const pulls = [...snapshot.proposed.values()].flatMap(({ pull }) => pull?.createdAt ?? []);
  budget.countOpened(pulls);
  const refusal = refusalOfBaseBranch(snapshot.base.branch);
  if (refusal !== undefined)
    throw new ForgeError('refused', `${refusal.problem}. ${refusal.remedy}`, { operation: 'propose' });
  const takenAt = clock.now().getTime();
  const counts = { open: openPullCount(snapshot), unanswered: 0 };
  return (view.run = { forge: paced, budget, limits, settings, left, snapshot, takenAt, refusals, ...counts });
}

/** Brings one Sovereign as far as the budget lets it. What goes wrong is in the result; other Sovereigns go on. */
export async function proposeOne(run: FleetRun, desired: Desired, blockedBy?: Deferral): Promise<SovereignResult> {
  const before = countCalls(run);
  const outcome = hasNothingToDo(run, desired) ? nothingDone : await resultFor(run, desired, blockedBy);
  countResult(run, outcome);
  run.left.delete(desired);
  return sovereignResult({ desired, observed: observedIn(run, desired), outcome, calls: countCalls(run) - before });
}

const nothingDone: ReconcileResult = { state: 'unchanged', reason: '', warnings: [] };

/** Where the base has it all and no branch is there, nobody needs to be asked. */
function hasNothingToDo(run: FleetRun, desired: Desired): boolean {
  const { head } = observedIn(run, desired).proposed;
  return isInBase(run, desired) && head === undefined && typeof branchName(desired.name) === 'string';
}

/** Reads wait as well, and may not do so beyond the end of the run; of one Sovereign there are no more than in a look. */
export const readMethods = ['look'] as const;

async function resultFor(run: FleetRun, desired: Desired, blockedBy: Deferral | undefined): Promise<ReconcileResult> {
  try {
    const late = await waitOrDefer(run, readMethods);
    if (late === undefined) await refresh(run);
    const deferral = late ?? (await waitForNewPull(run, desired, blockedBy));
    if (deferral !== undefined) return { state: 'deferred', ...deferral, warnings: [] };
    return await reconcileAfterLimits(run, desired, blockedBy);
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    return resultOfError(error);
  }
}

const freshFor = 5 * 60_000;

/** A run may take most of an hour, in which people merge, close and hold. */
async function refresh(run: FleetRun): Promise<void> {
  const now = run.settings.clock.now().getTime();
  if (now - run.takenAt < freshFor || run.budget.stopReason() !== undefined) return;
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

/** Before anything is read of a Sovereign without a pull request: whether there is room for one. */
async function waitForNewPull(
  run: FleetRun,
  desired: Desired,
  blockedBy: Deferral | undefined,
): Promise<Deferral | undefined> {
  const stopped = run.budget.stopReason();
  const { proposed } = observedIn(run, desired);
  if (stopped !== undefined || proposed.pull !== undefined || proposed.head !== undefined) return stopped;
  if (blockedBy !== undefined) return blockedBy;
  return run.settings.dryRun === true ? undefined : waitOrDefer(run, newPull);
}

/** Waits where that helps within this run; gives why it does not. */
export async function waitOrDefer(
  run: FleetRun,
  methods: Parameters<Budget['admit']>[0],
): Promise<Deferral | undefined> {
  const most = run.limits.openPulls;
  if (methods.includes('openPull') && run.open >= most) {
    return { reason: `${run.open} pull requests are open, and no more than ${most} may be` };
  }
  const admission = run.budget.admit(methods);
  if (!('at' in admission)) return admission;
  const { at, reason } = admission;
  if (at.getTime() <= run.settings.clock.now().getTime()) return undefined;
  await run.budget.pause({ until: at, reason });
  return run.budget.stopReason();
}

/**
 * People hold, push and write while a run waits its turn. To move a branch or make one is a compare-and-swap; the text
 * and the labels of a pull request are not, so what is about one that is there is decided on a view this young.
 */
const oldAfter = 15_000;
const changing: readonly PlanStep['kind'][] = ['move-branch', 'edit-pull', 'close-pull', 'delete-branch'];

/** Where the fleet repository asks for a pause, the Sovereign is looked at anew after it. */
async function reconcileAfterLimits(
  run: FleetRun,
  desired: Desired,
  blockedBy: Deferral | undefined,
): Promise<ReconcileResult> {
  const { dryRun, clock } = run.settings;
  const options = withoutRefusedReviewers(run.settings.options, run.refusals);
  let lookedAt = run.takenAt;
  const permit = async ({ steps }: Plan): Promise<Permission> => {
    if (dryRun === true) return blockedBy ?? 'plan-only';
    const deferral = blockedBy ?? (await waitOrDefer(run, methodsOf(steps)));
    if (deferral !== undefined) return deferral;
    const now = clock.now().getTime();
    if (now - lookedAt <= oldAfter || !steps.some(({ kind }) => changing.includes(kind))) return 'go';
    lookedAt = now;
    return 'look-again';
  };
  let seen = observedIn(run, desired);
  for (;;) {
    const outcome = await reconcile(run.forge, seen, { desired, options, permit });
    if (outcome.error?.code !== 'limit') return outcome;
    const deferral = run.budget.stopReason() ?? (await waitOrDefer(run, readMethods));
    if (deferral !== undefined) return { ...outcome, ...deferral };
    // A name without a branch makes no call, and so meets no limit.
    seen = await run.forge.look(branchName(desired.name) as BranchName);
  }
}

const counts: Partial<Record<ResultState, number>> = { created: 1, 'closed-obsolete': -1 };
const mostUnanswered = 3;

function countResult(run: FleetRun, { state, error }: ReconcileResult): void {
  run.open += run.settings.dryRun === true ? 0 : (counts[state] ?? 0);
  run.unanswered = error?.code === 'unreachable' ? run.unanswered + 1 : 0;
  if (error !== undefined && stopsRun(error)) run.budget.stop(`the run was stopped: ${describeFailure(error)}`);
  if (run.unanswered === mostUnanswered)
    run.budget.stop(`the run was stopped: no answer for ${mostUnanswered} Sovereigns`);
}
