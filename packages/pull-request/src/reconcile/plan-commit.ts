import { visible } from '@sovereign-fleet/policy';
import { changeCounts, fileChanges } from './file-changes';
import type { Sha, TreeListing } from '../forge/git-object';
import { rootWith } from '../forge/git-tree';
import { type BranchFiles, type Decision, isQuestion } from './observed';
import type { FileChange, PlanStep } from './plan';
import { planPull, textWarnings, titleOf } from './plan-pull';
import { markIn, noWrite, pullOf, replacedCampaign, type PlanInput } from './plan-input';
import { commitMessage } from '../proposal/trailers';

/** S5 and S8: a commit on the base for a new branch, or on the branch's head; then what the pull request lacks. */
export function planCommit(on: PlanInput): Decision {
  const { observed, inBase, branch } = on;
  const lacking = checkTakeOver(on);
  if (lacking !== undefined) return lacking;
  if (inBase !== undefined && observed.baseFiles === undefined) return { ask: 'baseFiles' };
  const baseFiles = observed.baseFiles ?? new Map<string, never>();
  const refusal = refusalOfLoss(on, baseFiles);
  if (refusal !== undefined) return noWrite(on, 'failed', refusal);
  const rest = planPull(on);
  if (isQuestion(rest)) return rest;
  const ref: PlanStep =
    observed.proposed.head === undefined ? { kind: 'create-branch', branch } : { kind: 'move-branch', branch };
  return {
    state: observed.proposed.pull === undefined ? 'created' : 'updated',
    reason: reasonOf(on),
    steps: [commitStep(on), ref, ...rest],
    files: fileChanges(on, baseFiles),
    ...(observed.branchFiles === undefined ? {} : { replaced: replacedOn(on, observed.branchFiles) }),
    ...textWarnings(on),
    ...pullOf(on),
  };
}

/** What must be known of a branch that has a person's commits, or why it cannot be gone on from. */
function checkTakeOver(on: PlanInput): Decision | undefined {
  const { ownership, branchFiles, foreign } = on.observed;
  if (ownership?.by === 'person' && branchFiles === undefined) return { ask: 'branchFiles' };
  if (takenFrom(on) === undefined) return undefined;
  if (foreign === undefined) return { ask: 'foreign' };
  if (foreign.conflicts.length === 0) return undefined;
  const paths = foreign.conflicts.slice(0, mostPaths).map((path) => visible(path)).join(', '); // prettier-ignore
  const more = foreign.conflicts.length > mostPaths ? ` and ${foreign.conflicts.length - mostPaths} more` : '';
  const problem = `${on.branch} and the base branch have both changed ${paths}${more}, each in its own way`;
  return noWrite(on, 'held', `${problem}. Merge the base branch into ${on.branch}, and run it with --take-over.`);
}

const mostPaths = 5;

function commitStep(on: PlanInput): PlanStep {
  const { desired, options, inBase, fqdn } = on;
  const { base, foreign, proposed } = on.observed;
  const root = rootWith(foreign ?? base, { name: fqdn, tree: desired.subtree }, options.hash);
  const from = takenFrom(on);
  // What a merge took in is nobody's any more.
  const isTaken = from !== undefined && (proposed.pull !== undefined || (foreign?.changes.size ?? 0) > 0);
  const message = commitMessage(titleOf(on), {
    sovereign: desired.name,
    folder: desired.folder,
    subtree: desired.subtree,
    baseSubtree: inBase,
    base: base.commit,
    root,
    campaign: options.campaign,
    generator: options.generator,
    ...(isTaken ? { takenOver: from } : {}),
    changes: inBase === undefined ? undefined : changeCounts(on),
  });
  const kept = foreign === undefined || foreign.changes.size === 0 ? {} : { beside: foreign.changes };
  return { kind: 'commit', from: base.root, parents: parentsOf(on), root, message, ...kept };
}

/** The person's commit that the branch goes on from, now or since an earlier run. */
function takenFrom(on: PlanInput): Sha | undefined {
  const { ownership } = on.observed;
  return ownership?.by === 'person' ? ownership.commit : markIn(on)?.takenOver;
}

/**
 * The branch's head is always a parent, so that nothing is lost and no ref is forced. The base is one too where it has
 * moved since, so that the pull request shows what differs from the base of today and nothing else.
 */
function parentsOf(on: PlanInput): readonly Sha[] {
  const { base, proposed } = on.observed;
  if (proposed.head === undefined || proposed.head === base.commit) return [base.commit];
  return markIn(on)?.base === base.commit ? [proposed.head] : [proposed.head, base.commit];
}

/** What others changed on the branch since our last commit there, and is not as we have it. */
function replacedOn(on: PlanInput, { now, ours }: BranchFiles): readonly FileChange[] {
  const changes = fileChanges(on, now);
  if (ours === undefined) return changes;
  return changes.filter(({ path }) => {
    const [own, theirs] = [ours, now].map((listing) => listing.get(path.slice(on.desired.folder.length + 1)));
    return own?.sha !== theirs?.sha || own?.mode !== theirs?.mode;
  });
}

/** Files that vanish by mistake are seen here: a failed compile, a wrong checkout. */
function refusalOfLoss({ desired, options }: PlanInput, baseFiles: TreeListing): string | undefined {
  const { name, folder, files } = desired;
  if (files.size === 0) {
    if (options.allowRemoval) return undefined;
    return `${folder} would go with all of its ${baseFiles.size} files. If ${name} is to be removed, allow it with --allow-removal; if not, compile it with "npx nx sync".`;
  }
  const gone = [...baseFiles.keys()].filter((path) => !files.has(path)).length;
  if (options.allowShrink || gone * 2 <= baseFiles.size) return undefined;
  return `${folder} would lose ${gone} of its ${baseFiles.size} files, more than half. If that is meant, allow it with --allow-shrink; if not, compile ${name} with "npx nx sync".`;
}

function reasonOf(on: PlanInput): string {
  const { ownership } = on.observed;
  if (ownership?.by === 'person') return `taken over: it goes on from commit ${ownership.commit}, which is not ours`;
  return replacedCampaign(on);
}
