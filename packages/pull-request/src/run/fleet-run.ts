import { branchName, refusalOfBaseBranch } from '../forge/branch-name';
import { type Budget, openBudget, type Waiting } from './budget';
import type { Desired } from '../proposal/desired';
import { describeFailure, stopsRun } from '../forge/failure';
import { callsOf, isThere, openIn, seenIn, toOpenIn } from './fleet-view';
import type { BranchName, Forge } from '../forge/forge';
import { ForgeError } from '../forge/forge-error';
import { defaultLimits, methodsOf } from './limits';
import { pacedForge } from './paced-forge';
import type { Plan, State, Step, Deferral } from '../reconcile/plan';
import { notingRefusals, type Refusals, withoutRefused } from './refused-reviewers';
import { failedBy, type Leave, type Outcome, reconcile } from '../reconcile/reconcile';
import { sovereignResult, type SovereignResult } from './sovereign-result';
import type { FleetRun, RunSettings } from './fleet';

/** One snapshot for all. Throws a ForgeError where there is none to be had: then nothing was written. */
export async function startRun(
  forge: Forge,
  settings: RunSettings & { readonly desired: readonly Desired[] },
): Promise<FleetRun> {
  const { clock } = settings;
  const limits = { ...defaultLimits, ...settings.limits };
  const left = new Set(settings.desired);
  const view: { run?: FleetRun } = {};
  const onWait = (waiting: Waiting) =>
    settings.onWait?.({ ...waiting, toOpen: view.run === undefined ? 0 : toOpenIn(view.run) });
  const budget = openBudget({ ...settings, limits, onWait });
  const refusals: Refusals = { reviewers: false };
  const paced = pacedForge(notingRefusals(forge, refusals), budget);
  const snapshot = await paced.snapshot();
  const pulls = [...snapshot.proposed.values()].flatMap(({ pull }) => pull?.createdAt ?? []);
  budget.openedBefore(pulls);
  const refusal = refusalOfBaseBranch(snapshot.base.branch);
  if (refusal !== undefined)
    throw new ForgeError('refused', `${refusal.problem}. ${refusal.remedy}`, { operation: 'propose' });
  const takenAt = clock.now().getTime();
  const counts = { open: openIn(snapshot), unanswered: 0 };
  return (view.run = { forge: paced, budget, limits, settings, left, snapshot, takenAt, refusals, ...counts });
}

/** Brings one Sovereign as far as the budget lets it. What goes wrong is in the result; other Sovereigns go on. */
export async function proposeOne(run: FleetRun, desired: Desired, closed?: Deferral): Promise<SovereignResult> {
  const before = callsOf(run);
  const outcome = isQuiet(run, desired) ? quiet : await outcomeOf(run, desired, closed);
  note(run, outcome);
  run.left.delete(desired);
  return sovereignResult({ desired, seen: seenIn(run, desired), outcome, calls: callsOf(run) - before });
}

const quiet: Outcome = { state: 'unchanged', reason: '', warnings: [] };

/** Where the base has it all and no branch is there, nobody needs to be asked. */
function isQuiet(run: FleetRun, desired: Desired): boolean {
  const { head } = seenIn(run, desired).proposed;
  return isThere(run, desired) && head === undefined && typeof branchName(desired.name) === 'string';
}

/** Reads wait as well, and may not do so beyond the end of the run; of one Sovereign there are no more than in a look. */
export const reading = ['look'] as const;

async function outcomeOf(run: FleetRun, desired: Desired, closed: Deferral | undefined): Promise<Outcome> {
  try {
    const late = await leaveFor(run, reading);
    if (late === undefined) await refresh(run);
    const deferral = late ?? (await waitForNew(run, desired, closed));
    if (deferral !== undefined) return { state: 'deferred', ...deferral, warnings: [] };
    return await untilNoLimit(run, desired, closed);
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    return failedBy(error);
  }
}

const freshFor = 5 * 60_000;

/** A run may take most of an hour, in which people merge, close and hold. */
async function refresh(run: FleetRun): Promise<void> {
  const now = run.settings.clock.now().getTime();
  if (now - run.takenAt < freshFor || run.budget.stopped() !== undefined) return;
  run.snapshot = await run.forge.snapshot();
  run.takenAt = now;
  run.open = openIn(run.snapshot);
}

const newPull = methodsOf([
  { kind: 'commit' },
  { kind: 'create-branch' },
  { kind: 'open-pull' },
  { kind: 'add-labels' },
]);

/** Before anything is read of a Sovereign without a pull request: whether there is room for one. */
async function waitForNew(
  run: FleetRun,
  desired: Desired,
  closed: Deferral | undefined,
): Promise<Deferral | undefined> {
  const stopped = run.budget.stopped();
  const { proposed } = seenIn(run, desired);
  if (stopped !== undefined || proposed.pull !== undefined || proposed.head !== undefined) return stopped;
  if (closed !== undefined) return closed;
  return run.settings.dryRun === true ? undefined : leaveFor(run, newPull);
}

/** Waits where that helps within this run; gives why it does not. */
export async function leaveFor(run: FleetRun, methods: Parameters<Budget['admit']>[0]): Promise<Deferral | undefined> {
  const most = run.limits.openPulls;
  if (methods.includes('openPull') && run.open >= most) {
    return { reason: `${run.open} pull requests are open, and no more than ${most} may be` };
  }
  const admission = run.budget.admit(methods);
  if (!('at' in admission)) return admission;
  const { at, reason } = admission;
  if (at.getTime() <= run.settings.clock.now().getTime()) return undefined;
  await run.budget.wait({ until: at, reason });
  return run.budget.stopped();
}

/**
 * People hold, push and write while a run waits its turn. To move a branch or make one is a compare-and-swap; the text
 * and the labels of a pull request are not, so what is about one that is there is decided on a view this young.
 */
const oldAfter = 15_000;
const changing: readonly Step['kind'][] = ['move-branch', 'edit-pull', 'close-pull', 'delete-branch'];

/** Where the fleet repository asks for a pause, the Sovereign is looked at anew after it. */
async function untilNoLimit(run: FleetRun, desired: Desired, closed: Deferral | undefined): Promise<Outcome> {
  const { dryRun, clock } = run.settings;
  const options = withoutRefused(run.settings.options, run.refusals);
  let lookedAt = run.takenAt;
  const leave = async ({ steps }: Plan): Promise<Leave> => {
    if (dryRun === true) return closed ?? 'plan-only';
    const deferral = closed ?? (await leaveFor(run, methodsOf(steps)));
    if (deferral !== undefined) return deferral;
    const now = clock.now().getTime();
    if (now - lookedAt <= oldAfter || !steps.some(({ kind }) => changing.includes(kind))) return 'go';
    lookedAt = now;
    return 'look-again';
  };
  let seen = seenIn(run, desired);
  for (;;) {
    const outcome = await reconcile(run.forge, seen, { desired, options, leave });
    if (outcome.error?.kind !== 'limit') return outcome;
    const deferral = run.budget.stopped() ?? (await leaveFor(run, reading));
    if (deferral !== undefined) return { ...outcome, ...deferral };
    // A name without a branch makes no call, and so meets no limit.
    seen = await run.forge.look(branchName(desired.name) as BranchName);
  }
}

const counts: Partial<Record<State, number>> = { created: 1, 'closed-obsolete': -1 };
const mostUnanswered = 3;

function note(run: FleetRun, { state, error }: Outcome): void {
  run.open += run.settings.dryRun === true ? 0 : (counts[state] ?? 0);
  run.unanswered = error?.kind === 'unreachable' ? run.unanswered + 1 : 0;
  if (error !== undefined && stopsRun(error)) run.budget.stop(`the run was stopped: ${describeFailure(error)}`);
  if (run.unanswered === mostUnanswered)
    run.budget.stop(`the run was stopped: no answer for ${mostUnanswered} Sovereigns`);
}
