import type { ForgeMethod } from '../forge/forge';
import type { PlanStep } from '../reconcile/plan';

const methodsOfStep = {
  commit: ['putTree', 'putCommit'],
  'create-branch': ['createBranch'],
  'move-branch': ['moveBranch'],
  'delete-branch': ['look', 'deleteBranch'],
  'open-pull': ['openPull'],
  'edit-pull': ['editPull'],
  'close-pull': ['closePull'],
  'add-labels': ['addLabels'],
  'request-reviewers': ['requestReviewers'],
} as const satisfies Record<PlanStep['kind'], readonly ForgeMethod[]>;

/** The calls that carry out a plan. */
export function methodsOf(steps: readonly Pick<PlanStep, 'kind'>[]): readonly ForgeMethod[] {
  return steps.flatMap(({ kind }) => methodsOfStep[kind]);
}
