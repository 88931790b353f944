import { changeCounts } from './file-changes';
import type { PullRequest } from './forge';
import { blobSha } from './git-tree';
import { blockOf, findBlock, lengthAround, withBlock } from './managed-block';
import type { Question } from './observed';
import type { Step } from './plan';
import { type Action, closedText, type ProposalFacts, proposalText, proposalTitle } from './proposal';
import { currentMark, type Situation } from './situation';

/** The steps that a pull request lacks: all of it, or what is missing. Text that people wrote stays. */
export function planPull(on: Situation): readonly Step[] | Question {
  const { pull } = on.observed.proposed;
  return pull === undefined ? openSteps(on) : repairSteps(on, pull);
}

/** The title that the pull request has as long as no person gives it another, and the subject of its commits. */
export function titleOf(on: Situation): string {
  return proposalTitle(factsOf(on));
}

// GitHub's limit is 65,536 for all of a text; where people wrote much, there is less room for us.
const longestBody = 65_000;
const leastRoom = 2_000;

function blockIn(on: Situation, body: string): string {
  const text = proposalText(factsOf(on), Math.max(leastRoom, longestBody - lengthAround(body)));
  return blockOf({ kind: 'proposal', title: titleOf(on), text }, on.options.hash);
}

function factsOf(on: Situation): ProposalFacts {
  const { desired, options, inBase } = on;
  const ofThere: Action = desired.subtree === undefined ? 'remove' : 'update';
  // A run outside of the campaign has the same content, and does not take the campaign's name off.
  const campaign = options.campaign ?? currentMark(on)?.campaign;
  return { desired, action: inBase === undefined ? 'add' : ofThere, campaign, changes: changeCounts(on) };
}

function openSteps(on: Situation): readonly Step[] {
  const { branch, options } = on;
  const { users, teams } = options.reviewers;
  const [title, body] = [titleOf(on), blockIn(on, '')];
  return [
    { kind: 'open-pull', pull: { branch, title, body, draft: options.draft } },
    ...(options.labels.length === 0 ? [] : [{ kind: 'add-labels' as const, labels: options.labels }]),
    ...(users.length + teams.length === 0
      ? []
      : [{ kind: 'request-reviewers' as const, reviewers: options.reviewers }]),
  ];
}

/** Labels that a person took off stay off, which is asked where one is missing and not before. */
function repairSteps(on: Situation, pull: PullRequest): readonly Step[] | Question {
  const { labelsEver } = on.observed;
  const missing = on.options.labels.filter((label) => !pull.labels.includes(label));
  if (missing.length > 0 && labelsEver === undefined) return { ask: 'labelsEver' };
  const labels = missing.filter((label) => !labelsEver?.includes(label));
  return [
    ...editSteps(on, pull),
    ...(labels.length === 0 ? [] : [{ kind: 'add-labels' as const, number: pull.number, labels }]),
  ];
}

function editSteps(on: Situation, pull: PullRequest): readonly Step[] {
  const [title, block] = [titleOf(on), blockIn(on, pull.body)];
  const found = findBlock(pull.body);
  const wanted = findBlock(block);
  // A run without a review has nothing better to say of the same content.
  const isKnownBetter = found?.kind === 'proposal' && on.desired.review === undefined && currentMark(on) !== undefined;
  const hasBlock = isKnownBetter || (found?.kind === 'proposal' && found.hash === wanted?.hash);
  const isOurTitle = found?.titleHash === blobSha(pull.title, on.options.hash);
  const hasTitle = pull.title === title || !isOurTitle || isKnownBetter;
  if (hasBlock && hasTitle) return [];
  return [
    {
      kind: 'edit-pull',
      number: pull.number,
      ...(hasTitle ? {} : { title }),
      body: withBlock(pull.body, block),
    },
  ];
}

/** The closing of a pull request with nothing left to propose, marked as ours in the same request. */
export function closeSteps(on: Situation): readonly Step[] {
  const { pull } = on.observed.proposed;
  if (pull === undefined) return [];
  const block = blockOf({ kind: 'closed', title: pull.title, text: closedText }, on.options.hash);
  return [{ kind: 'close-pull', number: pull.number, body: withBlock(pull.body, block) }];
}
