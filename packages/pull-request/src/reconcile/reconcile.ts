import { branchName, type BranchName } from '../forge/branch-name';
import type { Forge } from '../forge/forge';
import { ForgeError } from '../forge/forge-error';
import type { Sha } from '../forge/git-object';
import { retriesSovereign } from '../forge/retry';
import { applyPlan, type ApplyResult } from './apply';
import { decide } from './decide';
import type { Deferral } from './deferral';
import { isQuestion, type Observed } from './observed';
import { observe } from './observe';
import type { Plan, PlanRequest, ResultState } from './plan';
import { type ReconcileResult, resultOfError } from './reconcile-result';

/** Whether a plan may write: now, after a fresh look, in another run, or never, since only the plan is wanted. */
export type Permission = 'go' | 'look-again' | 'plan-only' | Deferral;

export interface ReconcileRequest extends PlanRequest {
  /** Asked before the first write of a plan. It may take its time. */
  readonly permit?: (plan: Plan) => Promise<Permission>;
}

/**
 * Observes one Sovereign, plans, and carries out the plan. After a race or a lost answer it looks again and tries once
 * more (forge/retry.ts).
 */
export async function reconcile(forge: Forge, observed: Observed, request: ReconcileRequest): Promise<ReconcileResult> {
  const progress: Progress = { applied: { warnings: [] } };
  const errors: ForgeError[] = [];
  for (;;) {
    const planBefore = progress.plan;
    const isFirst = errors.length === 0;
    const result = await attemptOrError(forge, isFirst ? observed : undefined, { ...request, progress });
    if (!(result instanceof ForgeError)) {
      return errors.at(-1)?.code === 'unreachable' ? asFirstMeant(result, planBefore) : result;
    }
    if (progress.plan === undefined || !retriesSovereign(result, errors)) return failedResult(result, progress);
    errors.push(result);
  }
}

/** Looks first, unless the Sovereign is observed already. */
async function attemptOrError(
  forge: Forge,
  observed: Observed | undefined,
  request: AttemptRequest,
): Promise<ReconcileResult | ForgeError> {
  try {
    return await attempt(forge, observed ?? (await lookAgain(forge, request)), request);
  } catch (error) {
    if (error instanceof ForgeError) return error;
    throw error;
  }
}

/** How far the attempts came, to report it after a failure. */
interface Progress {
  plan?: Plan | undefined;
  readonly applied: ApplyResult;
}

interface AttemptRequest extends ReconcileRequest {
  readonly progress: Progress;
}

async function attempt(forge: Forge, observed: Observed, request: AttemptRequest): Promise<ReconcileResult> {
  const { progress } = request;
  const plan = await planFor(forge, observed, request);
  progress.plan = plan;
  const permission = plan.steps.length === 0 ? 'go' : ((await request.permit?.(plan)) ?? 'go');
  if (permission === 'look-again') return attempt(forge, await lookAgain(forge, request), request);
  if (permission !== 'go') return withheldResult(observed, plan, permission);
  const applied = await applyPlan(forge, plan, progress.applied);
  const deletesBranch = plan.steps.some(({ kind }) => kind === 'delete-branch');
  const warnings = [...(plan.warnings ?? []), ...applied.warnings];
  const head = applied.head ?? (deletesBranch ? undefined : observed.proposed.head);
  const links = linksOf(head, applied.pull ?? plan.pull);
  return { state: plan.state, reason: plan.reason, warnings, ...links, plan };
}

function lookAgain(forge: Forge, { desired }: PlanRequest): Promise<Observed> {
  // A name that cannot be a branch has no plan with a write.
  return forge.look(branchName(desired.name) as BranchName);
}

/** Decides, and observes what the decision asks for and nothing else, until there is a plan. */
async function planFor(forge: Forge, first: Observed, { desired, options }: PlanRequest): Promise<Plan> {
  let observed = first;
  for (;;) {
    const answer = decide(observed, desired, options);
    if (!isQuestion(answer)) return answer;
    observed = { ...observed, ...(await observe(answer, { forge, observed, desired, options })) };
  }
}

function withheldResult(
  { proposed: { head } }: Observed,
  plan: Plan,
  permission: Exclude<Permission, 'go' | 'look-again'>,
): ReconcileResult {
  const { state, reason, pull, warnings = [] } = plan;
  const outcome = permission === 'plan-only' ? { state, reason } : { state: 'deferred' as const, ...permission };
  return { ...outcome, warnings, ...linksOf(head, pull), plan };
}

/** What a fresh look says of a plan that was carried out, although its answer was lost. */
const statesOnceDone: Partial<Record<ResultState, readonly ResultState[]>> = {
  created: ['open-current', 'repaired'],
  updated: ['open-current', 'repaired'],
  repaired: ['open-current'],
  'closed-obsolete': ['cleaned', 'unchanged'],
  cleaned: ['unchanged'],
};

/** Reports what the first attempt did, if the second one found it done. */
function asFirstMeant(result: ReconcileResult, first: Plan | undefined): ReconcileResult {
  if (first === undefined || statesOnceDone[first.state]?.includes(result.state) !== true) return result;
  return { ...result, state: first.state, ...linksOf(result.head, result.pull ?? first.pull) };
}

function failedResult(error: ForgeError, { plan, applied }: Progress): ReconcileResult {
  const links = linksOf(undefined, applied.pull ?? plan?.pull);
  return { ...resultOfError(error), warnings: applied.warnings, ...links, ...(plan === undefined ? {} : { plan }) };
}

function linksOf(head: Sha | undefined, pull: Plan['pull']): Pick<ReconcileResult, 'head' | 'pull'> {
  return { ...(head === undefined ? {} : { head }), ...(pull === undefined ? {} : { pull }) };
}
