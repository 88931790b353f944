import { branchName, refusalOfBaseBranch } from './branch-name';
import { type Budget, type Clock, type Deferral, openBudget, type RateLeft } from './budget';
import { type Desired, fqdnOf } from './desired';
import { describeFailure, stopsRun } from './failure';
import type { BranchName, Forge, Snapshot } from './forge';
import { ForgeError } from './forge-error';
import { folderMode } from './git-tree';
import { defaultLimits, type Limits, methodsOf } from './limits';
import type { Seen } from './observed';
import { pacedForge } from './paced-forge';
import type { Plan, ProposeOptions, State, Step } from './plan';
import { notingRefusals, type Refusals, withoutRefused } from './refused-reviewers';
import { failedBy, type Leave, type Outcome, reconcile } from './reconcile';
import { sovereignResult, type SovereignResult } from './sovereign-result';

export interface RunSettings {
  readonly options: ProposeOptions;
  readonly clock: Clock;
  readonly limits?: Partial<Limits>;
  /** What the fleet repository last said of the token's hour. */
  readonly rateLeft?: () => RateLeft | undefined;
  /** How many requests were sent to it so far. */
  readonly requestsSent?: () => number;
  /** Look and decide, and write nothing. */
  readonly dryRun?: boolean;
}

/** A run over many Sovereigns, one after the other. */
export interface FleetRun {
  readonly forge: Forge;
  readonly budget: Budget;
  readonly limits: Limits;
  readonly settings: RunSettings;
  snapshot: Snapshot;
  takenAt: number;
  /** Pull requests of ours that are open. */
  open: number;
  readonly refusals: Refusals;
  /** Sovereigns in a row for which there was no answer. */
  unanswered: number;
}

/** One snapshot for all. Throws a ForgeError where there is none to be had: then nothing was written. */
export async function startRun(forge: Forge, settings: RunSettings): Promise<FleetRun> {
  const { clock } = settings;
  const limits = { ...defaultLimits, ...settings.limits };
  const budget = openBudget({ ...settings, limits });
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
  return { forge: paced, budget, limits, settings, snapshot, takenAt, refusals, ...counts };
}

/** Brings one Sovereign as far as the budget lets it. What goes wrong is in the result; other Sovereigns go on. */
export async function proposeOne(run: FleetRun, desired: Desired, closed?: Deferral): Promise<SovereignResult> {
  const before = callsOf(run);
  const outcome = isQuiet(run, desired) ? quiet : await outcomeOf(run, desired, closed);
  note(run, outcome);
  return sovereignResult({ desired, seen: seenIn(run, desired), outcome, calls: callsOf(run) - before });
}

const quiet: Outcome = { state: 'unchanged', reason: '', warnings: [] };

/** Where the base has it all and no branch is there, nobody needs to be asked. */
function isQuiet(run: FleetRun, desired: Desired): boolean {
  const { base, proposed } = seenIn(run, desired);
  const entry = base.clusters.get(fqdnOf(desired));
  const isFolder = entry === undefined || entry.mode === folderMode;
  const isThere = isFolder && entry?.sha === desired.subtree;
  return isThere && proposed.head === undefined && typeof branchName(desired.name) === 'string';
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
  const { clock } = run.settings;
  const most = run.limits.openPulls;
  if (methods.includes('openPull') && run.open >= most) {
    return { reason: `${run.open} pull requests are open, and no more than ${most} may be` };
  }
  const admission = run.budget.admit(methods);
  if (!('at' in admission)) return admission;
  const wait = admission.at.getTime() - clock.now().getTime();
  if (wait > 0) await clock.sleep(wait);
  return undefined;
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

function seenIn({ snapshot }: FleetRun, { name }: Desired): Seen {
  const branch = branchName(name);
  const proposed = typeof branch === 'string' ? snapshot.proposed.get(branch) : undefined;
  return { base: snapshot.base, proposed: proposed ?? {} };
}

function openIn({ proposed }: Snapshot): number {
  return [...proposed.values()].filter(({ pull }) => pull !== undefined).length;
}

/** How many calls the run has made. */
export function callsOf({ budget }: FleetRun): number {
  return [...budget.calls.values()].reduce((sum, calls) => sum + calls, 0);
}
