import { fqdnOfFolder, visible } from '@sovereign-fleet/domain';
import { branchName } from '../forge/branch-name';
import { type Desired, fqdnOf } from '../proposal/desired';
import { goneText } from '../proposal/proposal';
import type { ChangeCounts } from '../proposal/trailers';
import { countChanges, fileChanges } from './file-changes';
import { isQuestion, type Observed, type Question } from './observed';
import { holdLabel, type Plan, type ProposeOptions } from './plan';
import { planCommit } from './plan-commit';
import {
  currentMark,
  isGone,
  markIn,
  type PlanInput,
  planWithoutSteps,
  pullOf,
  replacedCampaign,
  treeInBase,
} from './plan-input';
import { closeSteps, planPull, refusalOfClosing, textWarnings, titleOf } from './plan-pull';

/**
 * What to do for one Sovereign, or what must be observed before that can be said. The first rule that answers decides.
 * The comments name the states of docs/design.md. Same observation, same plan.
 */
export function decide(observed: Observed, desired: Desired, options: ProposeOptions): Plan | Question {
  const branch = branchName(desired.name);
  if (typeof branch !== 'string') return { state: 'failed', reason: refusalText(branch), steps: [], files: [] };
  const fqdn = fqdnOf(desired);
  const facts = { observed, desired, options, branch, fqdn, inBase: treeInBase(observed, fqdn) };
  return firstAnswer({ ...facts, changes: changeCounts(facts) });
}

/**
 * How much changes, for people. The commit on the branch says it, which costs no request; otherwise it is counted once
 * the base's files are observed.
 */
function changeCounts(facts: Omit<PlanInput, 'changes'>): ChangeCounts | undefined {
  const { desired, observed, options } = facts;
  const ofCommit = currentMark(facts)?.changes;
  if (ofCommit !== undefined || observed.baseFiles === undefined) return ofCommit;
  return countChanges(desired, fileChanges(desired, observed.baseFiles, options.hash));
}

/** Answers, or leaves it to the rules below. */
type Rule = (input: PlanInput) => Plan | Question | undefined;

const rules: readonly Rule[] = [
  folderTaken, // E
  heldElsewhere, // S10
  heldByLabelOrQueue, // S10
  nothingToPropose, // S0
  heldByPerson, // S3
  nothingLeftToPropose, // S1, S2
  declinedByPerson, // S4
  currentProposal, // S6, S7
];

function firstAnswer(input: PlanInput): Plan | Question {
  for (const rule of rules) {
    const answer = rule(input);
    if (answer !== undefined) return answer;
  }
  return newCommit(input); // S5, S8
}

function folderTaken(input: PlanInput): Plan | undefined {
  const { folder } = input.desired;
  if (fqdnOfFolder(folder) === undefined) {
    const problem = `${JSON.stringify(folder)} is not a folder of a Sovereign, such as clusters/acme.example.com`;
    const reason = `${problem}: nothing is written elsewhere. Name the Sovereign's folder.`;
    return planWithoutSteps(input, 'failed', reason);
  }
  const isFile = input.observed.base.clusters.has(input.fqdn) && input.inBase === undefined;
  const reason = `${folder} is not a folder in the base branch. Remove what is in its place.`;
  return isFile ? planWithoutSteps(input, 'failed', reason) : undefined;
}

/** We neither move nor delete the branch of such a pull request, nor open a second one. */
function heldElsewhere(input: PlanInput): Plan | undefined {
  const { elsewhere } = input.observed.proposed;
  if (elsewhere === undefined) return undefined;
  const { number, url, base } = elsewhere;
  const ourBase = input.observed.base.branch;
  const problem = `pull request #${number} of ${input.branch} goes to "${visible(base)}" and not to "${ourBase}"`;
  const reason = `${problem}. Change its base to "${ourBase}", or close it.`;
  return { ...planWithoutSteps(input, 'held', reason), pull: { number, url } };
}

function heldByLabelOrQueue(input: PlanInput): Plan | undefined {
  const { pull } = input.observed.proposed;
  if (pull?.labels.includes(holdLabel) === true) {
    const reason = `pull request #${pull.number} has the label ${holdLabel}. Take it off to go on.`;
    return planWithoutSteps(input, 'held', reason);
  }
  if (pull?.isQueued !== true) return undefined;
  const reason = `pull request #${pull.number} is in the merge queue. It is looked at again after that.`;
  return planWithoutSteps(input, 'held', reason);
}

function nothingToPropose(input: PlanInput): Plan | undefined {
  const { proposed } = input.observed;
  return isInBase(input) && proposed.head === undefined ? planWithoutSteps(input, 'unchanged') : undefined;
}

function heldByPerson(input: PlanInput): Plan | Question | undefined {
  const { ownership, proposed } = input.observed;
  if (proposed.head === undefined) return undefined;
  if (ownership === undefined) return { ask: 'ownership' };
  if (ownership.by !== 'person') return undefined;
  const problem = `commit ${ownership.commit} on ${input.branch} is not ours`;
  if (isInBase(input)) return planWithoutSteps(input, 'held', `${problem}, and ${nothingLeft}`);
  if (input.options.takeOver) return undefined;
  return planWithoutSteps(input, 'held', `${problem}. Merge it, or append to it with --take-over.`);
}

const nothingLeft = 'nothing is left to propose. Close the pull request or delete the branch.';

function nothingLeftToPropose(input: PlanInput): Plan | Question | undefined {
  const { pull, head } = input.observed.proposed;
  if (!isInBase(input) || head === undefined) return undefined;
  const held = heldAsTakenOver(input);
  if (held !== undefined) return held;
  const refusal = refusalOfClosing(input);
  if (refusal !== undefined) return planWithoutSteps(input, 'held', refusal);
  return {
    state: pull === undefined ? 'cleaned' : 'closed-obsolete',
    reason: reasonOfGone(input),
    steps: [...closeSteps(input), { kind: 'delete-branch', branch: input.branch, head }],
    files: [],
    ...pullOf(input),
  };
}

function reasonOfGone(input: PlanInput): string {
  if (!isGone(input)) return '';
  // Without a pull request, it may have been merged and reverted.
  if (input.observed.proposed.pull !== undefined) return goneText(input.desired);
  return `${input.desired.name} has no spec any more, and the base branch has nothing of it`;
}

/** Deletes a branch that we took over only if a merge has taken in the person's commits below ours. */
function heldAsTakenOver(input: PlanInput): Plan | Question | undefined {
  const { observed, inBase } = input;
  const mark = markIn(input);
  if (mark?.takenOver === undefined) return undefined;
  const isOpen = observed.proposed.pull !== undefined;
  const wasNeverMerged = inBase === undefined && mark.subtree !== undefined;
  if (!isOpen && !wasNeverMerged) {
    const { foreign } = observed;
    if (foreign === undefined) return { ask: 'foreign' };
    if (foreign.changes.size + foreign.conflicts.length === 0) return undefined;
  }
  const problem = `${input.branch} goes on from commit ${mark.takenOver}, which is not ours`;
  return planWithoutSteps(input, 'held', `${problem}, and ${nothingLeft}`);
}

function declinedByPerson(input: PlanInput): Plan | Question | undefined {
  const { observed, desired, options } = input;
  const { declined } = observed;
  if (observed.proposed.pull !== undefined || options.reopen) return undefined;
  if (declined === undefined) return { ask: 'declined' };
  if (declined === 'none' || declined.mark?.subtree !== desired.subtree) return undefined;
  if (declined.mark?.folder !== desired.folder) return undefined;
  const { number, url } = declined.pull;
  const reason = `pull request #${number} with the same content was closed. Propose it again with --reopen.`;
  return { ...planWithoutSteps(input, 'declined', reason), pull: { number, url } };
}

function currentProposal(input: PlanInput): Plan | Question | undefined {
  const { proposed, isMerged } = input.observed;
  if (currentMark(input) === undefined) return undefined;
  // If it was merged and reverted, a pull request of the same commits would be empty.
  if (proposed.pull === undefined && isMerged === undefined) return { ask: 'isMerged' };
  if (proposed.pull === undefined && isMerged === true) return undefined;
  const steps = planPull(input);
  if (isQuestion(steps)) return steps;
  const repaired = steps.length === 0 ? 'open-current' : 'repaired';
  const state: Plan['state'] = proposed.pull === undefined ? 'created' : repaired;
  return { state, reason: replacedCampaign(input), steps, files: [], ...textWarnings(input), ...pullOf(input) };
}

/** A commit, and then what the pull request lacks. */
function newCommit(input: PlanInput): Plan | Question {
  const commit = planCommit(input, titleOf(input));
  if (isQuestion(commit) || commit.steps.length === 0) return commit;
  const pullSteps = planPull(input);
  if (isQuestion(pullSteps)) return pullSteps;
  return { ...commit, steps: [...commit.steps, ...pullSteps], ...textWarnings(input) };
}

function isInBase({ inBase, desired }: PlanInput): boolean {
  return inBase === desired.subtree;
}

function refusalText({ problem, remedy }: { readonly problem: string; readonly remedy: string }): string {
  return `${problem}. ${remedy}.`;
}
