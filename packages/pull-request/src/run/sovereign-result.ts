import { branchName } from '../forge/branch-name';
import { type Desired, fqdnOf } from '../proposal/desired';
import type { Sha } from '../forge/git-object';
import type { Observed } from '../reconcile/observed';
import type { FileChange, Plan, PullLink, ResultState } from '../reconcile/plan';
import { treeInBase } from '../reconcile/plan-input';
import type { ReconcileResult } from '../reconcile/reconcile-result';

/** One line of a run's record. */
export interface SovereignResult {
  readonly name: string;
  readonly state: ResultState;
  /** The error or the deferral behind the state, if there is one. Other states and refused plans have none. */
  readonly code?: ReconcileResult['code'];
  /** For people; '' if the state says it all. */
  readonly reason: string;
  readonly warnings: readonly string[];
  readonly branch?: string;
  /** The branch's head afterwards. */
  readonly head?: Sha;
  readonly pull?: PullLink;
  /** The desired tree, and the one in the base; left out if there are no files. */
  readonly desired?: Sha;
  readonly base?: Sha;
  /** The files in which a commit differs from the base, if one is made. */
  readonly files?: { readonly added: number; readonly changed: number; readonly removed: number };
  /** If a branch is taken over: files that others changed there, and that we replace. */
  readonly replaced?: readonly string[];
  /** Calls made for this Sovereign. */
  readonly calls: number;
  /** For `deferred`: when another run may go on, if that is known. */
  readonly notBefore?: Date;
  /** What was done, or would be. */
  readonly plan?: Plan;
}

export interface ResultFacts {
  readonly desired: Desired;
  readonly observed: Observed;
  readonly result: ReconcileResult;
  readonly calls: number;
}

export function sovereignResult({ desired, observed, result, calls }: ResultFacts): SovereignResult {
  const { head, pull, notBefore, plan, code } = result;
  const branch = branchName(desired.name);
  const base = treeInBase(observed, fqdnOf(desired));
  return {
    name: desired.name,
    state: result.state,
    ...(code === undefined ? {} : { code }),
    reason: result.reason,
    warnings: result.warnings,
    ...(typeof branch === 'string' ? { branch } : {}),
    ...(head === undefined ? {} : { head }),
    ...(pull === undefined ? {} : { pull }),
    ...(desired.subtree === undefined ? {} : { desired: desired.subtree }),
    ...(base === undefined ? {} : { base }),
    ...(plan === undefined || plan.files.length === 0 ? {} : { files: countsOf(plan.files) }),
    ...(plan?.replaced === undefined ? {} : { replaced: plan.replaced.map(({ path }) => path) }),
    calls,
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(plan === undefined ? {} : { plan }),
  };
}

function countsOf(files: readonly FileChange[]) {
  const removed = files.filter(({ after }) => after === undefined).length;
  const added = files.filter(({ before }) => before === undefined).length;
  return { added, changed: files.length - added - removed, removed };
}
