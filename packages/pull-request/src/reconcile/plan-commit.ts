import { visible } from '@sovereign-fleet/domain';
import type { Sha, TreeListing } from '../forge/git-object';
import { rootWith } from '../forge/git-tree';
import { commitMessage } from '../proposal/trailers';
import { fileChanges } from './file-changes';
import type { BranchFiles, Question } from './observed';
import type { FileChange, Plan, PlanStep } from './plan';
import { markIn, type PlanInput, planWithoutSteps, pullOf, replacedCampaign } from './plan-input';

/**
 * S5 and S8: a commit on the base for a new branch, or on the branch's head. The steps of the pull request are for the
 * caller to add.
 */
export function planCommit(input: PlanInput, title: string): Plan | Question {
  const { observed, desired, options, inBase, branch } = input;
  const obstacle = checkTakeOver(input);
  if (obstacle !== undefined) return obstacle;
  if (inBase !== undefined && observed.baseFiles === undefined) return { ask: 'baseFiles' };
  const baseFiles = observed.baseFiles ?? new Map<string, never>();
  const refusal = refusalOfLoss(input, baseFiles);
  if (refusal !== undefined) return planWithoutSteps(input, 'failed', refusal);
  const { head, pull } = observed.proposed;
  return {
    state: pull === undefined ? 'created' : 'updated',
    reason: reasonOf(input),
    steps: [commitStep(input, title), { kind: head === undefined ? 'create-branch' : 'move-branch', branch }],
    files: fileChanges(desired, baseFiles, options.hash),
    ...(observed.branchFiles === undefined ? {} : { replaced: replacedOn(input, observed.branchFiles) }),
    ...pullOf(input),
  };
}

/** What must be observed of a branch with a person's commits, or why we cannot go on from them. */
function checkTakeOver(input: PlanInput): Plan | Question | undefined {
  const { ownership, branchFiles, foreign } = input.observed;
  if (ownership?.by === 'person' && branchFiles === undefined) return { ask: 'branchFiles' };
  if (takenFrom(input) === undefined) return undefined;
  if (foreign === undefined) return { ask: 'foreign' };
  if (foreign.conflicts.length === 0) return undefined;
  const paths = foreign.conflicts.slice(0, mostPaths).map((path) => visible(path));
  const more = foreign.conflicts.length > mostPaths ? ` and ${foreign.conflicts.length - mostPaths} more` : '';
  const both = `${input.branch} and the base branch have both changed ${paths.join(', ')}${more}, each in its own way`;
  const remedy = `Merge the base branch into ${input.branch}, and run it with --take-over.`;
  return planWithoutSteps(input, 'held', `${both}. ${remedy}`);
}

const mostPaths = 5;

function commitStep(input: PlanInput, title: string): PlanStep {
  const { desired, options, inBase, fqdn, changes } = input;
  const { base, foreign, proposed } = input.observed;
  const root = rootWith(foreign ?? base, { name: fqdn, tree: desired.subtree }, options.hash);
  const from = takenFrom(input);
  // A commit that a merge has taken in needs no protection any more.
  const isTaken = from !== undefined && (proposed.pull !== undefined || (foreign?.changes.size ?? 0) > 0);
  const message = commitMessage(title, {
    sovereign: desired.name,
    folder: desired.folder,
    subtree: desired.subtree,
    baseSubtree: inBase,
    base: base.commit,
    root,
    campaign: options.campaign,
    generator: options.generator,
    takenOver: isTaken ? from : undefined,
    changes: inBase === undefined ? undefined : changes,
  });
  const kept = foreign === undefined || foreign.changes.size === 0 ? {} : { foreign: foreign.changes };
  return { kind: 'commit', from: base.root, parents: parentsOf(input), root, message, ...kept };
}

/** The person's commit that the branch goes on from, since this run or an earlier one. */
function takenFrom(input: PlanInput): Sha | undefined {
  const { ownership } = input.observed;
  return ownership?.by === 'person' ? ownership.commit : markIn(input)?.takenOver;
}

/**
 * The branch's head is always a parent, so that nothing is lost and no ref is forced. If the base has moved since, it
 * is a parent too, so that the pull request shows only what differs from the base of today.
 */
function parentsOf(input: PlanInput): readonly Sha[] {
  const { base, proposed } = input.observed;
  if (proposed.head === undefined || proposed.head === base.commit) return [base.commit];
  return markIn(input)?.base === base.commit ? [proposed.head] : [proposed.head, base.commit];
}

/** What others changed on the branch since our last commit there, and we replace. */
function replacedOn(input: PlanInput, { now, ours }: BranchFiles): readonly FileChange[] {
  const { desired, options } = input;
  const changes = fileChanges(desired, now, options.hash);
  if (ours === undefined) return changes;
  return changes.filter(({ path }) => {
    const [own, theirs] = [ours, now].map((listing) => listing.get(path.slice(desired.folder.length + 1)));
    return own?.sha !== theirs?.sha || own?.mode !== theirs?.mode;
  });
}

/**
 * Why a plan may not delete so many files: they may be missing by mistake, after a failed compile or a wrong checkout.
 */
function refusalOfLoss({ desired, options }: PlanInput, baseFiles: TreeListing): string | undefined {
  const { name, folder, files } = desired;
  if (files.size === 0) {
    if (options.allowRemoval || desired.isRetired === true) return undefined;
    const loss = `${folder} would go with all of its ${baseFiles.size} files`;
    const remedy = `If ${name} is to be removed, allow it with --allow-removal; if not, compile it with "npx nx sync"`;
    return `${loss}. ${remedy}.`;
  }
  const gone = [...baseFiles.keys()].filter((path) => !files.has(path)).length;
  if (options.allowShrink || gone * 2 <= baseFiles.size) return undefined;
  const loss = `${folder} would lose ${gone} of its ${baseFiles.size} files, more than half`;
  const remedy = `If that is meant, allow it with --allow-shrink; if not, compile ${name} with "npx nx sync"`;
  return `${loss}. ${remedy}.`;
}

function reasonOf(input: PlanInput): string {
  const { ownership } = input.observed;
  if (ownership?.by === 'person') return `taken over: it goes on from commit ${ownership.commit}, which is not ours`;
  return replacedCampaign(input);
}
