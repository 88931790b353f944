import { changeCounts } from './file-changes';
import type { PullRequest } from '../forge/forge';
import { blobSha } from '../forge/git-tree';
import { blockOf, findBlock, lengthAround, withBlock } from '../proposal/managed-block';
import type { Question } from './observed';
import type { Plan, PlanStep } from './plan';
import {
  type Action,
  closedText,
  type ProposalFacts,
  proposalLine,
  proposalText,
  proposalTitle,
} from '../proposal/proposal';
import { isNobody, nobody, reviewersNotIn } from '../forge/reviewers';
import { currentMark, isGone, type PlanInput } from './plan-input';

/** The steps that a pull request lacks: all of it, or what is missing. Text that people wrote stays. */
export function planPull(on: PlanInput): readonly PlanStep[] | Question {
  const { pull } = on.observed.proposed;
  return pull === undefined ? openSteps(on) : repairSteps(on, pull);
}

/** The title that the pull request has as long as no person gives it another, and the subject of its commits. */
export function titleOf(on: PlanInput): string {
  return proposalTitle(factsOf(on));
}

// GitHub takes 65,536 characters for all of a text, and has refused less; one line of ours may use the last of them.
const longestBody = 65_000;
const mostOfGithub = 65_536;
const leastRoom = 1_000;

/** The block with as much in it as people left room for; undefined where they left none for one line. */
function blockIn(on: PlanInput, body: string): string | undefined {
  const facts = factsOf(on);
  const blockWith = (text: string) => blockOf({ kind: 'proposal', title: titleOf(on), text }, on.options.hash);
  const room = longestBody - lengthAround(body) - blockWith('').length;
  const whole = room < leastRoom ? undefined : blockWith(proposalText(facts, room));
  return [whole, blockWith(proposalLine(facts))].find((block) => block !== undefined && fits(body, block));
}

function fits(body: string, block: string): boolean {
  return withBlock(body, block).length <= mostOfGithub;
}

function factsOf(on: PlanInput): ProposalFacts {
  const { desired, options, inBase } = on;
  const ofThere: Action = desired.subtree === undefined ? 'remove' : 'update';
  // A run outside of the campaign has the same content, and does not take the campaign's name off.
  const campaign = options.campaign ?? currentMark(on)?.campaign;
  return { desired, action: inBase === undefined ? 'add' : ofThere, campaign, changes: changeCounts(on) };
}

function openSteps(on: PlanInput): readonly PlanStep[] {
  const { branch, options } = on;
  const [title, body] = [titleOf(on), blockIn(on, '') ?? ''];
  return [
    { kind: 'open-pull', pull: { branch, title, body, draft: options.draft } },
    ...(options.labels.length === 0 ? [] : [{ kind: 'add-labels' as const, labels: options.labels }]),
    ...(isNobody(options.reviewers) ? [] : [{ kind: 'request-reviewers' as const, reviewers: options.reviewers }]),
  ];
}

/** Labels and reviewers that a person took off stay off, which is asked where one is missing and not before. */
function repairSteps(on: PlanInput, pull: PullRequest): readonly PlanStep[] | Question {
  const { labelsEver, reviewersEver } = on.observed;
  const missing = on.options.labels.filter((label) => !pull.labels.includes(label));
  if (missing.length > 0 && labelsEver === undefined) return { ask: 'labelsEver' };
  const labels = missing.filter((label) => !labelsEver?.includes(label));
  const unasked = reviewersNotIn(on.options.reviewers, pull.reviewers);
  if (!isNobody(unasked) && reviewersEver === undefined) return { ask: 'reviewersEver' };
  const reviewers = reviewersNotIn(unasked, reviewersEver ?? nobody);
  const { number } = pull;
  return [
    ...editSteps(on, pull),
    ...(labels.length === 0 ? [] : [{ kind: 'add-labels' as const, number, labels }]),
    ...(isNobody(reviewers) ? [] : [{ kind: 'request-reviewers' as const, number, reviewers }]),
  ];
}

function editSteps(on: PlanInput, pull: PullRequest): readonly PlanStep[] {
  const title = titleOf(on);
  const found = findBlock(pull.body);
  const isOurTitle = found?.titleHash === blobSha(pull.title, on.options.hash);
  const hasTitle = pull.title === title || !isOurTitle || isKnownBetter(on, pull);
  const block = blockIn(on, pull.body);
  const hasBlock = block === undefined || hasText(on, pull, block);
  if (hasBlock && hasTitle) return [];
  return [
    {
      kind: 'edit-pull',
      number: pull.number,
      ...(hasTitle ? {} : { title }),
      ...(block === undefined ? {} : { body: withBlock(pull.body, block) }),
    },
  ];
}

/** A run without a review has nothing better to say of the same content. */
function isKnownBetter(on: PlanInput, pull: PullRequest): boolean {
  const isOurs = findBlock(pull.body)?.kind === 'proposal';
  return isOurs && on.desired.review === undefined && currentMark(on) !== undefined;
}

function hasText(on: PlanInput, pull: PullRequest, block: string): boolean {
  const found = findBlock(pull.body);
  return isKnownBetter(on, pull) || (found?.kind === 'proposal' && found.hash === findBlock(block)?.hash);
}

/** What a person has to know of a pull request whose text is as long as GitHub takes. */
export function textWarnings(on: PlanInput): Pick<Plan, 'warnings'> {
  const { pull } = on.observed.proposed;
  if (pull === undefined || isKnownBetter(on, pull) || blockIn(on, pull.body) !== undefined) return {};
  return { warnings: [`${noRoom(pull)}. Shorten it.`] };
}

/** Why a pull request cannot be closed in our words, where that is so. */
export function refusalOfClosing(on: PlanInput): string | undefined {
  const { pull } = on.observed.proposed;
  if (pull === undefined || closedBody(on, pull) !== undefined) return undefined;
  return `nothing is left to propose, and ${noRoom(pull)}. Shorten it, or close the pull request.`;
}

function noRoom({ number, body }: PullRequest): string {
  return `the text of pull request #${number} leaves no room for ours: it has ${body.length} characters, and GitHub takes ${mostOfGithub}`;
}

/** The closing of a pull request with nothing left to propose, marked as ours in the same request. */
export function closeSteps(on: PlanInput): readonly PlanStep[] {
  const { pull } = on.observed.proposed;
  const body = pull === undefined ? undefined : closedBody(on, pull);
  return pull === undefined || body === undefined ? [] : [{ kind: 'close-pull', number: pull.number, body }];
}

/** Without the mark a close would read as a person's; the words beside it may be left out. */
function closedBody(on: PlanInput, pull: PullRequest): string | undefined {
  const blocks = [closedText(on.desired, isGone(on)), ''].map((text) =>
    blockOf({ kind: 'closed', title: pull.title, text }, on.options.hash),
  );
  const block = blocks.find((one) => fits(pull.body, one));
  return block === undefined ? undefined : withBlock(pull.body, block);
}
