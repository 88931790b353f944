import type { TreeChanges, Forge } from '../forge/forge';
import { ForgeError } from '../forge/forge-error';
import type { Sha } from '../forge/git-object';
import type { FileChange, Plan, PullLink, PlanStep } from './plan';

/** What was done of a plan so far, or all of it. */
export interface ApplyResult {
  /** The branch's new head. */
  head?: Sha;
  pull?: PullLink;
  /** What did not work out and is no reason to stop: the next run tries again. */
  readonly warnings: string[];
}

/** Carries out a plan's steps in their order. Throws where one fails; `applied` then says how far it came. */
export async function applyPlan(
  forge: Forge,
  plan: Plan,
  applied: ApplyResult = { warnings: [] },
): Promise<ApplyResult> {
  let commit: Sha | undefined;
  await checkDeletion(forge, plan);
  for (const step of plan.steps) {
    if (step.kind === 'commit') commit = await putCommit(forge, step, plan.files);
    else if (step.kind === 'create-branch' || step.kind === 'move-branch') {
      applied.head = mustBeDone(commit);
      await (step.kind === 'create-branch'
        ? forge.createBranch(step.branch, applied.head)
        : forge.moveBranch(step.branch, applied.head));
    } else await applyToPull(forge, step, applied);
  }
  return applied;
}

type CommitStep = Extract<PlanStep, { kind: 'commit' }>;
type PullStep = Exclude<PlanStep, { kind: 'commit' | 'create-branch' | 'move-branch' }>;

async function putCommit(forge: Forge, step: CommitStep, files: readonly FileChange[]): Promise<Sha> {
  const { message, parents, root, beside = [] } = step;
  const tree = await forge.putTree(step.from, new Map([...beside, ...changesOf(files)]));
  if (tree === root) return forge.putCommit({ message, tree, parents });
  const problem = `the tree ${tree} came of it, and ${root} was computed: nothing was committed`;
  throw new ForgeError('refused', problem, { operation: 'put the files into the base' });
}

function changesOf(files: readonly FileChange[]): TreeChanges {
  return new Map(files.map(({ path, after }) => [path, after ?? null]));
}

async function applyToPull(forge: Forge, step: PullStep, applied: ApplyResult): Promise<void> {
  switch (step.kind) {
    case 'delete-branch':
      return forge.deleteBranch(step.branch, step.head);
    case 'open-pull':
      applied.pull = linkOf(await forge.openPull(step.pull));
      return;
    case 'edit-pull':
      return forge.editPull(step.number, editOf(step));
    case 'close-pull':
      return forge.closePull(step.number, step.body);
    case 'add-labels':
      return orWarn(applied, () => forge.addLabels(step.number ?? mustBeDone(applied.pull).number, step.labels));
    case 'request-reviewers':
      return orWarn(applied, () =>
        forge.requestReviewers(step.number ?? mustBeDone(applied.pull).number, step.reviewers),
      );
  }
}

/**
 * Before a pull request is closed, too: a commit that a person pushed since, or a pull request of it to another base, is
 * one to keep both for, and one that was merged or closed meanwhile gets no text of ours.
 */
async function checkDeletion(forge: Forge, { steps }: Plan): Promise<void> {
  const deletion = steps.find((step) => step.kind === 'delete-branch');
  if (deletion === undefined) return;
  const closing = steps.find((step) => step.kind === 'close-pull');
  const { head, pull, elsewhere } = (await forge.look(deletion.branch)).proposed;
  if (head === deletion.head && pull?.number === closing?.number && elsewhere === undefined) return;
  const ofHead = head === undefined ? 'it is gone by now' : `its head is ${head} by now`;
  const ofPull = `its pull request ${elsewhere === undefined ? 'was opened or closed' : 'goes to another base'} by now`;
  throw new ForgeError('conflict', head === deletion.head ? ofPull : ofHead, {
    operation: `delete the branch ${deletion.branch}`,
  });
}

/** Labels and reviewers adorn a pull request that is there: no error of theirs undoes it. */
async function orWarn({ warnings }: ApplyResult, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    warnings.push(`${error.operation}: ${error.message}`);
  }
}

function editOf({ title, body }: Extract<PlanStep, { kind: 'edit-pull' }>) {
  return { ...(title === undefined ? {} : { title }), ...(body === undefined ? {} : { body }) };
}

function linkOf({ number, url }: PullLink): PullLink {
  return { number, url };
}

/** A plan's order sees to it. */
function mustBeDone<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a plan has its steps in another order');
  return value;
}
