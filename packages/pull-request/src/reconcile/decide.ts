import { visible } from '@sovereign-fleet/policy';
import { branchName } from '../forge/branch-name';
import { type Desired, fqdnOf } from '../proposal/desired';
import { type Decision, type Observed, isQuestion } from './observed';
import { holdLabel, type Plan, type ProposeOptions } from './plan';
import { planCommit } from './plan-commit';
import { closeSteps, planPull, refusalOfClosing, textWarnings } from './plan-pull';
import { goneText } from '../proposal/proposal';
import {
  currentMark,
  isGone,
  markIn,
  noWrite,
  pullOf,
  replacedCampaign,
  type PlanInput,
  treeInBase,
} from './plan-input';

/**
 * What to do for one Sovereign, or what must be looked at before that can be said. The first rule that answers decides;
 * the marks are the states of docs/decisions/0020. Same observation, same decision.
 */
export function decide(observed: Observed, desired: Desired, options: ProposeOptions): Decision {
  const branch = branchName(desired.name);
  if (typeof branch !== 'string') return { state: 'failed', reason: refusalText(branch), steps: [], files: [] };
  const fqdn = fqdnOf(desired);
  const on: PlanInput = { observed, desired, options, branch, fqdn, inBase: treeInBase(observed, fqdn) };
  return firstAnswer(on);
}

/** An answer, or undefined where it is for the rules below to say. */
type Rule = (on: PlanInput) => Decision | undefined;

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

function firstAnswer(on: PlanInput): Decision {
  for (const rule of rules) {
    const answer = rule(on);
    if (answer !== undefined) return answer;
  }
  return planCommit(on); // S5, S8
}

const folderPattern = /^clusters\/[a-z0-9][a-z0-9.-]{0,252}$/;

function folderTaken(on: PlanInput): Decision | undefined {
  const { folder } = on.desired;
  if (!folderPattern.test(folder)) {
    const problem = `${JSON.stringify(folder)} is no folder of a Sovereign, such as clusters/acme.example.com`;
    return noWrite(on, 'failed', `${problem}: nothing is written elsewhere. Name the Sovereign's folder.`);
  }
  const isFile = on.observed.base.clusters.has(on.fqdn) && on.inBase === undefined;
  if (!isFile) return undefined;
  return noWrite(on, 'failed', `${folder} is no folder in the base branch. Remove what is in its place.`);
}

/** Neither is its branch moved or deleted under it, nor a second one opened beside it. */
function heldElsewhere(on: PlanInput): Decision | undefined {
  const { elsewhere } = on.observed.proposed;
  if (elsewhere === undefined) return undefined;
  const { number, url, base } = elsewhere;
  const onto = on.observed.base.branch;
  const problem = `pull request #${number} of ${on.branch} goes to "${visible(base)}" and not to "${onto}"`;
  return { ...noWrite(on, 'held', `${problem}. Change its base to "${onto}", or close it.`), pull: { number, url } };
}

function heldByLabelOrQueue(on: PlanInput): Decision | undefined {
  const { pull } = on.observed.proposed;
  if (pull?.labels.includes(holdLabel) === true) {
    return noWrite(on, 'held', `pull request #${pull.number} has the label ${holdLabel}. Take it off to go on.`);
  }
  if (pull?.isQueued !== true) return undefined;
  return noWrite(on, 'held', `pull request #${pull.number} is in the merge queue. It is looked at again after that.`);
}

function nothingToPropose(on: PlanInput): Decision | undefined {
  const { proposed } = on.observed;
  return isInBase(on) && proposed.head === undefined ? noWrite(on, 'unchanged') : undefined;
}

function heldByPerson(on: PlanInput): Decision | undefined {
  const { ownership, proposed } = on.observed;
  if (proposed.head === undefined) return undefined;
  if (ownership === undefined) return { ask: 'ownership' };
  if (ownership.by !== 'person') return undefined;
  const whose = `commit ${ownership.commit} on ${on.branch} is not ours`;
  if (isInBase(on)) {
    return noWrite(
      on,
      'held',
      `${whose}, and nothing is left to propose. Close the pull request or delete the branch.`,
    );
  }
  if (on.options.takeOver) return undefined;
  return noWrite(on, 'held', `${whose}. Merge it, or append to it with --take-over.`);
}

function nothingLeftToPropose(on: PlanInput): Decision | undefined {
  const { pull, head } = on.observed.proposed;
  if (!isInBase(on) || head === undefined) return undefined;
  const held = heldAsTakenOver(on);
  if (held !== undefined) return held;
  const refusal = refusalOfClosing(on);
  if (refusal !== undefined) return noWrite(on, 'held', refusal);
  return {
    state: pull === undefined ? 'cleaned' : 'closed-obsolete',
    reason: reasonOfGone(on),
    steps: [...closeSteps(on), { kind: 'delete-branch', branch: on.branch, head }],
    files: [],
    ...pullOf(on),
  };
}

function reasonOfGone(on: PlanInput): string {
  if (!isGone(on)) return '';
  // Without a pull request, it may have been merged and taken back.
  if (on.observed.proposed.pull !== undefined) return goneText(on.desired);
  return `${on.desired.name} has no spec any more, and the base branch has nothing of it`;
}

/** With nothing left to propose: a person's commits below ours go with a branch only where a merge has taken them in. */
function heldAsTakenOver(on: PlanInput): Decision | undefined {
  const { observed, inBase } = on;
  const mark = markIn(on);
  if (mark?.takenOver === undefined) return undefined;
  const isOpen = observed.proposed.pull !== undefined;
  const wasNeverMerged = inBase === undefined && mark.subtree !== undefined;
  if (!isOpen && !wasNeverMerged) {
    const { foreign } = observed;
    if (foreign === undefined) return { ask: 'foreign' };
    if (foreign.changes.size + foreign.conflicts.length === 0) return undefined;
  }
  const whose = `${on.branch} goes on from commit ${mark.takenOver}, which is not ours`;
  return noWrite(on, 'held', `${whose}, and nothing is left to propose. Close the pull request or delete the branch.`);
}

function declinedByPerson(on: PlanInput): Decision | undefined {
  const { observed, desired, options } = on;
  const { declined } = observed;
  if (observed.proposed.pull !== undefined || options.reopen) return undefined;
  if (declined === undefined) return { ask: 'declined' };
  if (declined === 'nothing' || declined.mark?.subtree !== desired.subtree) return undefined;
  if (declined.mark?.folder !== desired.folder) return undefined;
  const { number, url } = declined.pull;
  const reason = `pull request #${number} with the same content was closed. Propose it again with --reopen.`;
  return { ...noWrite(on, 'declined', reason), pull: { number, url } };
}

function currentProposal(on: PlanInput): Decision | undefined {
  const { proposed, isMerged } = on.observed;
  if (currentMark(on) === undefined) return undefined;
  // It was merged and taken back: a pull request of the same commits would be empty.
  if (proposed.pull === undefined && isMerged === undefined) return { ask: 'isMerged' };
  if (proposed.pull === undefined && isMerged === true) return undefined;
  const steps = planPull(on);
  if (isQuestion(steps)) return steps;
  const repaired = steps.length === 0 ? 'open-current' : 'repaired';
  const state: Plan['state'] = proposed.pull === undefined ? 'created' : repaired;
  return { state, reason: replacedCampaign(on), steps, files: [], ...textWarnings(on), ...pullOf(on) };
}

function isInBase({ inBase, desired }: PlanInput): boolean {
  return inBase === desired.subtree;
}

function refusalText({ problem, remedy }: { readonly problem: string; readonly remedy: string }): string {
  return `${problem}. ${remedy}.`;
}
