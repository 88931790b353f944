import { blobSha } from '../forge/git-tree';
import type { PullRequest } from '../forge/forge';
import { isNobody, nobody, reviewersNotIn } from '../forge/reviewers';
import { blockOf, findBlock, lengthAround, withBlock } from '../proposal/managed-block';
import {
  type Action,
  closedText,
  type ProposalFacts,
  proposalLine,
  proposalText,
  proposalTitle,
} from '../proposal/proposal';
import type { Question } from './observed';
import type { Plan, PlanStep } from './plan';
import { currentMark, isGone, type PlanInput } from './plan-input';

/** The steps that open a pull request, or repair the one that is there. What people wrote in it stays. */
export function planPull(input: PlanInput): readonly PlanStep[] | Question {
  const { pull } = input.observed.proposed;
  return pull === undefined ? openSteps(input) : repairSteps(input, pull);
}

/** The title of the pull request until a person changes it, and the subject of its commits. */
export function titleOf(input: PlanInput): string {
  return proposalTitle(factsOf(input));
}

// GitHub takes 65,536 characters of text, and has refused less. Only our shortest text may use the last of them.
const longestBody = 65_000;
const mostOfGithub = 65_536;
const leastRoom = 1_000;

/** The block with as much text as people left room for; undefined if there is no room for one line. */
function blockIn(input: PlanInput, body: string): string | undefined {
  const facts = factsOf(input);
  const blockWith = (text: string) => blockOf({ kind: 'proposal', title: titleOf(input), text }, input.options.hash);
  const room = longestBody - lengthAround(body) - blockWith('').length;
  const whole = room < leastRoom ? undefined : blockWith(proposalText(facts, room));
  return [whole, blockWith(proposalLine(facts))].find((block) => block !== undefined && fits(body, block));
}

function fits(body: string, block: string): boolean {
  return withBlock(body, block).length <= mostOfGithub;
}

function factsOf(input: PlanInput): ProposalFacts {
  const { desired, options, inBase, changes } = input;
  const change: Action = desired.subtree === undefined ? 'remove' : 'update';
  // A run outside the campaign proposes the same content, and keeps the campaign's name.
  const campaign = options.campaign ?? currentMark(input)?.campaign;
  return { desired, action: inBase === undefined ? 'add' : change, campaign, changes };
}

function openSteps(input: PlanInput): readonly PlanStep[] {
  const { branch, options } = input;
  const [title, body] = [titleOf(input), blockIn(input, '') ?? ''];
  return [
    { kind: 'open-pull', pull: { branch, title, body, draft: options.draft } },
    ...(options.labels.length === 0 ? [] : [{ kind: 'add-labels' as const, labels: options.labels }]),
    ...(isNobody(options.reviewers) ? [] : [{ kind: 'request-reviewers' as const, reviewers: options.reviewers }]),
  ];
}

/** A label or reviewer that a person took off stays off. We ask about that only if one is missing. */
function repairSteps(input: PlanInput, pull: PullRequest): readonly PlanStep[] | Question {
  const { labelsEver, reviewersEver } = input.observed;
  const missing = input.options.labels.filter((label) => !pull.labels.includes(label));
  if (missing.length > 0 && labelsEver === undefined) return { ask: 'labelsEver' };
  const labels = missing.filter((label) => !labelsEver?.includes(label));
  const notAsked = reviewersNotIn(input.options.reviewers, pull.reviewers);
  if (!isNobody(notAsked) && reviewersEver === undefined) return { ask: 'reviewersEver' };
  const reviewers = reviewersNotIn(notAsked, reviewersEver ?? nobody);
  const { number } = pull;
  return [
    ...editSteps(input, pull),
    ...(labels.length === 0 ? [] : [{ kind: 'add-labels' as const, number, labels }]),
    ...(isNobody(reviewers) ? [] : [{ kind: 'request-reviewers' as const, number, reviewers }]),
  ];
}

function editSteps(input: PlanInput, pull: PullRequest): readonly PlanStep[] {
  const title = titleOf(input);
  const found = findBlock(pull.body);
  const isOurTitle = found?.titleHash === blobSha(pull.title, input.options.hash);
  const hasTitle = pull.title === title || !isOurTitle || isKnownBetter(input, pull);
  const block = blockIn(input, pull.body);
  const hasBlock = block === undefined || hasText(input, pull, block);
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

/** Whether the text is of the same content, and tells more than we can: this run has no review. */
function isKnownBetter(input: PlanInput, pull: PullRequest): boolean {
  const isOurs = findBlock(pull.body)?.kind === 'proposal';
  return isOurs && input.desired.review === undefined && currentMark(input) !== undefined;
}

function hasText(input: PlanInput, pull: PullRequest, block: string): boolean {
  const found = findBlock(pull.body);
  return isKnownBetter(input, pull) || (found?.kind === 'proposal' && found.hash === findBlock(block)?.hash);
}

/** Warns if people's text leaves no room for ours. */
export function textWarnings(input: PlanInput): Pick<Plan, 'warnings'> {
  const { pull } = input.observed.proposed;
  if (pull === undefined || isKnownBetter(input, pull) || blockIn(input, pull.body) !== undefined) return {};
  return { warnings: [`${noRoom(pull)}. Shorten it.`] };
}

/** Why we cannot close a pull request: people's text leaves no room for our mark. */
export function refusalOfClosing(input: PlanInput): string | undefined {
  const { pull } = input.observed.proposed;
  if (pull === undefined || closedBody(input, pull) !== undefined) return undefined;
  return `nothing is left to propose, and ${noRoom(pull)}. Shorten it, or close the pull request.`;
}

function noRoom({ number, body }: PullRequest): string {
  const size = `it has ${body.length} characters, and GitHub takes ${mostOfGithub}`;
  return `the text of pull request #${number} leaves no room for ours: ${size}`;
}

/** Closes a pull request with nothing left to propose, and marks the closing as ours in the same request. */
export function closeSteps(input: PlanInput): readonly PlanStep[] {
  const { pull } = input.observed.proposed;
  const body = pull === undefined ? undefined : closedBody(input, pull);
  return pull === undefined || body === undefined ? [] : [{ kind: 'close-pull', number: pull.number, body }];
}

/** Our mark is needed, or it would look as if a person had closed it. The words may be left out. */
function closedBody(input: PlanInput, pull: PullRequest): string | undefined {
  const blocks = [closedText(input.desired, isGone(input)), ''].map((text) =>
    blockOf({ kind: 'closed', title: pull.title, text }, input.options.hash),
  );
  const block = blocks.find((one) => fits(pull.body, one));
  return block === undefined ? undefined : withBlock(pull.body, block);
}
