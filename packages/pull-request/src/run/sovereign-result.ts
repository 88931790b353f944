import { branchName } from '../forge/branch-name';
import { type Desired, fqdnOf } from '../proposal/desired';
import type { Sha } from '../forge/git-object';
import type { Seen } from '../reconcile/observed';
import type { FileChange, Plan, PullLink, ResultState } from '../reconcile/plan';
import type { ReconcileResult } from '../reconcile/reconcile';
import { treeInBase } from '../reconcile/plan-input';

/** One line of a run's record. */
export interface SovereignResult {
  readonly name: string;
  readonly state: ResultState;
  /** For people; '' where the state says it all. */
  readonly reason: string;
  readonly warnings: readonly string[];
  readonly branch?: string;
  /** The branch's head after it. */
  readonly head?: Sha;
  readonly pull?: PullLink;
  /** The tree that is desired, and the one in the base; without one where there are no files. */
  readonly desired?: Sha;
  readonly base?: Sha;
  /** Files that a commit brings, where one is made. */
  readonly files?: { readonly added: number; readonly changed: number; readonly removed: number };
  /** Files that others changed on a branch that is taken over, and that are replaced by ours. */
  readonly replaced?: readonly string[];
  /** Calls made for this Sovereign. */
  readonly calls: number;
  /** For `deferred`: when another run may go on, where that is known. */
  readonly notBefore?: Date;
  /** What was done, or would be. */
  readonly plan?: Plan;
}

export interface ResultFacts {
  readonly desired: Desired;
  readonly observed: Seen;
  readonly outcome: ReconcileResult;
  readonly calls: number;
}

export function sovereignResult({ desired, observed, outcome, calls }: ResultFacts): SovereignResult {
  const { head, pull, notBefore, plan } = outcome;
  const branch = branchName(desired.name);
  const base = treeInBase(observed, fqdnOf(desired));
  return {
    name: desired.name,
    state: outcome.state,
    reason: outcome.reason,
    warnings: outcome.warnings,
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
