import type { TreeChanges, Forge } from '../forge/forge';
import { ForgeError } from '../forge/forge-error';
import type { Sha } from '../forge/git-object';
import type { FileChange, Plan, PullLink, PlanStep } from './plan';

/** What a plan has done so far. */
export interface ApplyResult {
  /** The branch's new head. */
  head?: Sha;
  pull?: PullLink;
  /** What failed and does not stop the plan: the next run tries it again. */
  readonly warnings: string[];
}

/** Carries out a plan's steps in their order. If a step fails, it throws, and `result` says how far it came. */
export async function applyPlan(
  forge: Forge,
  plan: Plan,
  result: ApplyResult = { warnings: [] },
): Promise<ApplyResult> {
  let commit: Sha | undefined;
  await checkDeletion(forge, plan);
  for (const step of plan.steps) {
    if (step.kind === 'commit') commit = await putCommit(forge, step, plan.files);
    else if (step.kind === 'create-branch' || step.kind === 'move-branch') {
      result.head = mustBeDone(commit);
      await (step.kind === 'create-branch'
        ? forge.createBranch(step.branch, result.head)
        : forge.moveBranch(step.branch, result.head));
    } else await applyToPull(forge, step, result);
  }
  return result;
}

type CommitStep = Extract<PlanStep, { kind: 'commit' }>;
type PullStep = Exclude<PlanStep, { kind: 'commit' | 'create-branch' | 'move-branch' }>;

async function putCommit(forge: Forge, step: CommitStep, files: readonly FileChange[]): Promise<Sha> {
  const { message, parents, root, foreign = [] } = step;
  const tree = await forge.putTree(step.from, new Map([...foreign, ...changesOf(files)]));
  if (tree === root) return forge.putCommit({ message, tree, parents });
  const reason = `the tree ${tree} came of it, and ${root} was computed: nothing was committed`;
  throw new ForgeError('refused', reason, { operation: 'put the files into the base' });
}

function changesOf(files: readonly FileChange[]): TreeChanges {
  return new Map(files.map(({ path, after }) => [path, after ?? null]));
}

async function applyToPull(forge: Forge, step: PullStep, result: ApplyResult): Promise<void> {
  switch (step.kind) {
    case 'delete-branch':
      return forge.deleteBranch(step.branch, step.head);
    case 'open-pull':
      result.pull = linkOf(await forge.openPull(step.pull));
      return;
    case 'edit-pull':
      return forge.editPull(step.number, editOf(step));
    case 'close-pull':
      return forge.closePull(step.number, step.body);
    case 'add-labels':
      return tryOrWarn(result, () => forge.addLabels(step.number ?? mustBeDone(result.pull).number, step.labels));
    case 'request-reviewers':
      return tryOrWarn(result, () =>
        forge.requestReviewers(step.number ?? mustBeDone(result.pull).number, step.reviewers),
      );
  }
}

/**
 * Looks once more before a branch is deleted and its pull request closed. We keep both if a person pushed a commit
 * since, or opened a pull request to another base, and we write nothing into one that was merged or closed meanwhile.
 */
async function checkDeletion(forge: Forge, { steps }: Plan): Promise<void> {
  const deletion = steps.find((step) => step.kind === 'delete-branch');
  if (deletion === undefined) return;
  const closing = steps.find((step) => step.kind === 'close-pull');
  const { head, pull, elsewhere } = (await forge.look(deletion.branch)).proposed;
  if (head === deletion.head && pull?.number === closing?.number && elsewhere === undefined) return;
  const headReason = head === undefined ? 'it is gone by now' : `its head is ${head} by now`;
  const pullChange = elsewhere === undefined ? 'was opened or closed' : 'goes to another base';
  const reason = head === deletion.head ? `its pull request ${pullChange} by now` : headReason;
  throw new ForgeError('conflict', reason, {
    operation: `delete the branch ${deletion.branch}`,
  });
}

/** Labels and reviewers are extras of a pull request: if they fail, it stays as it is. */
async function tryOrWarn({ warnings }: ApplyResult, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    warnings.push(`${error.operation}: ${error.reason}`);
  }
}

function editOf({ title, body }: Extract<PlanStep, { kind: 'edit-pull' }>) {
  return { ...(title === undefined ? {} : { title }), ...(body === undefined ? {} : { body }) };
}

function linkOf({ number, url }: PullLink): PullLink {
  return { number, url };
}

/** The order of a plan's steps guarantees it. */
function mustBeDone<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a plan has its steps in another order');
  return value;
}
