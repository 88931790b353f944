import { applyPlan, type ApplyResult } from './apply';
import { branchName } from '../forge/branch-name';
import { describeFailure, looksAgain } from '../forge/failure';
import type { BranchName, Forge } from '../forge/forge';
import { ForgeError } from '../forge/forge-error';
import type { Sha } from '../forge/git-object';
import { planFor, type PlanRequest } from './observe';
import type { Seen } from './observed';
import type { Plan, PullLink, ResultState, Deferral } from './plan';

/** Whether a plan's writes are made: now, after a fresh look, in another run, or never since it is asked for alone. */
export type Permission = 'go' | 'look-again' | 'plan-only' | Deferral;

export interface ReconcileRequest extends PlanRequest {
  /** Asked before the first write of a plan; it may take its time. */
  readonly permit?: (plan: Plan) => Promise<Permission>;
}

/** What came of one Sovereign in one run. */
export interface ReconcileResult {
  readonly state: ResultState;
  /** For people; '' where the state says it all. */
  readonly reason: string;
  readonly warnings: readonly string[];
  /** The branch's head after it, where it has one. */
  readonly head?: Sha;
  readonly pull?: PullLink;
  /** The last plan that there was, carried out or not. */
  readonly plan?: Plan;
  /** Why it failed, or is put off by a limit. */
  readonly error?: ForgeError;
  /** Where it is put off, and it is known until when. */
  readonly notBefore?: Date;
}

/**
 * Observe, decide, apply. Where somebody was first or an answer was lost, one fresh look, and another try. Two runs in
 * step meet at the branch and again at the pull request: another race is another look, and the same one twice is lost.
 */
export async function reconcile(forge: Forge, seen: Seen, proposing: ReconcileRequest): Promise<ReconcileResult> {
  const attempt: Attempt = { applied: { warnings: [] } };
  try {
    return await once(forge, seen, { ...proposing, attempt });
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    if (!looksAgain(error) || attempt.plan === undefined) return failedResult(error, attempt);
    return again(forge, proposing, { error, before: attempt, lost: [] });
  }
}

/** How far it came, for what is told of a failure. */
interface Attempt {
  plan?: Plan | undefined;
  readonly applied: ApplyResult;
}

async function once(
  forge: Forge,
  seen: Seen,
  on: ReconcileRequest & { readonly attempt: Attempt },
): Promise<ReconcileResult> {
  const { attempt } = on;
  const plan = await planFor(forge, seen, on);
  attempt.plan = plan;
  const leave = plan.steps.length === 0 ? 'go' : ((await on.permit?.(plan)) ?? 'go');
  // A name without a branch has no plan with a write.
  if (leave === 'look-again') return once(forge, await forge.look(branchName(on.desired.name) as BranchName), on);
  if (leave !== 'go') return withheldResult(seen, plan, leave);
  const applied = await applyPlan(forge, plan, attempt.applied);
  const isGone = plan.steps.some(({ kind }) => kind === 'delete-branch');
  const head = applied.head ?? (isGone ? undefined : seen.proposed.head);
  const pull = applied.pull ?? plan.pull;
  return {
    state: plan.state,
    reason: plan.reason,
    warnings: [...(plan.warnings ?? []), ...applied.warnings],
    ...(head === undefined ? {} : { head }),
    ...(pull === undefined ? {} : { pull }),
    plan,
  };
}

function withheldResult(
  { proposed: { head } }: Seen,
  plan: Plan,
  leave: Exclude<Permission, 'go' | 'look-again'>,
): ReconcileResult {
  const { state, reason, pull, warnings = [] } = plan;
  return {
    ...(leave === 'plan-only' ? { state, reason } : { state: 'deferred', ...leave }),
    warnings,
    ...(head === undefined ? {} : { head }),
    ...(pull === undefined ? {} : { pull }),
    plan,
  };
}

interface Tried {
  readonly error: ForgeError;
  readonly before: Attempt;
  /** Operations before this one at which somebody was first. */
  readonly lost: readonly string[];
}

async function again(
  forge: Forge,
  proposing: ReconcileRequest,
  { error, before, lost }: Tried,
): Promise<ReconcileResult> {
  const attempt: Attempt = { applied: before.applied };
  const met = [...lost, error.operation];
  try {
    // A name without a branch has no plan with a write.
    const seen = await forge.look(branchName(proposing.desired.name) as BranchName);
    const outcome = await once(forge, seen, { ...proposing, attempt });
    return error.code === 'unreachable' ? asFirstMeant(outcome, before.plan) : outcome;
  } catch (second) {
    if (!(second instanceof ForgeError)) throw second;
    const last = { plan: attempt.plan ?? before.plan, applied: attempt.applied };
    const isAnother = second.code === 'conflict' && !met.includes(second.operation);
    return isAnother ? again(forge, proposing, { error: second, before: last, lost: met }) : failedResult(second, last);
  }
}

/** What a fresh look says once what this run meant to do was done, though the answer was lost. */
const whenDone: Partial<Record<ResultState, readonly ResultState[]>> = {
  created: ['open-current', 'repaired'],
  updated: ['open-current', 'repaired'],
  repaired: ['open-current'],
  'closed-obsolete': ['cleaned', 'unchanged'],
  cleaned: ['unchanged'],
};

function asFirstMeant(outcome: ReconcileResult, first: Plan | undefined): ReconcileResult {
  if (first === undefined || whenDone[first.state]?.includes(outcome.state) !== true) return outcome;
  const pull = outcome.pull ?? first.pull;
  return { ...outcome, state: first.state, ...(pull === undefined ? {} : { pull }) };
}

function failedResult(
  error: ForgeError,
  { plan, applied }: { plan?: Plan | undefined; applied: ApplyResult },
): ReconcileResult {
  const pull = applied.pull ?? plan?.pull;
  return {
    ...resultOfError(error),
    warnings: applied.warnings,
    ...(pull === undefined ? {} : { pull }),
    ...(plan === undefined ? {} : { plan }),
  };
}

/** What an error makes of a Sovereign: a limit puts it off, anything else is a failure. */
export function resultOfError(error: ForgeError): ReconcileResult {
  const state = error.code === 'limit' ? 'deferred' : 'failed';
  return { state, reason: describeFailure(error), warnings: [], error };
}
