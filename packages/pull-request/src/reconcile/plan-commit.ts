import { visible } from '@sovereign-fleet/policy';
import { changeCounts, fileChanges } from './file-changes';
import type { Sha, TreeListing } from '../forge/git-object';
import { rootWith } from '../forge/git-tree';
import { type BranchFiles, type Decision, isQuestion } from './observed';
import type { FileChange, Step } from './plan';
import { planPull, textWarnings, titleOf } from './plan-pull';
import { markIn, noWrite, pullOf, replacedCampaign, type Situation } from './situation';
import { commitMessage } from '../proposal/trailers';

/** S5 and S8: a commit on the base for a new branch, or on the branch's head; then what the pull request lacks. */
export function planCommit(on: Situation): Decision {
  const { observed, inBase, branch } = on;
  const lacking = ofTakeOver(on);
  if (lacking !== undefined) return lacking;
  if (inBase !== undefined && observed.baseFiles === undefined) return { ask: 'baseFiles' };
  const baseFiles = observed.baseFiles ?? new Map<string, never>();
  const refusal = refusalOfLoss(on, baseFiles);
  if (refusal !== undefined) return noWrite(on, 'failed', refusal);
  const rest = planPull(on);
  if (isQuestion(rest)) return rest;
  const ref: Step =
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
function ofTakeOver(on: Situation): Decision | undefined {
  const { ownership, branchFiles, beside } = on.observed;
  if (ownership?.by === 'person' && branchFiles === undefined) return { ask: 'branchFiles' };
  if (takenFrom(on) === undefined) return undefined;
  if (beside === undefined) return { ask: 'beside' };
  if (beside.conflicts.length === 0) return undefined;
  const paths = beside.conflicts.slice(0, mostPaths).map((path) => visible(path)).join(', '); // prettier-ignore
  const more = beside.conflicts.length > mostPaths ? ` and ${beside.conflicts.length - mostPaths} more` : '';
  const problem = `${on.branch} and the base branch have both changed ${paths}${more}, each in its own way`;
  return noWrite(on, 'held', `${problem}. Merge the base branch into ${on.branch}, and run it with --take-over.`);
}

const mostPaths = 5;

function commitStep(on: Situation): Step {
  const { desired, options, inBase, fqdn } = on;
  const { base, beside, proposed } = on.observed;
  const root = rootWith(beside ?? base, { name: fqdn, tree: desired.subtree }, options.hash);
  const from = takenFrom(on);
  // What a merge took in is nobody's any more.
  const isTaken = from !== undefined && (proposed.pull !== undefined || (beside?.changes.size ?? 0) > 0);
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
  const kept = beside === undefined || beside.changes.size === 0 ? {} : { beside: beside.changes };
  return { kind: 'commit', from: base.root, parents: parentsOf(on), root, message, ...kept };
}

/** The person's commit that the branch goes on from, now or since an earlier run. */
function takenFrom(on: Situation): Sha | undefined {
  const { ownership } = on.observed;
  return ownership?.by === 'person' ? ownership.commit : markIn(on)?.takenOver;
}

/**
 * The branch's head is always a parent, so that nothing is lost and no ref is forced. The base is one too where it has
 * moved since, so that the pull request shows what differs from the base of today and nothing else.
 */
function parentsOf(on: Situation): readonly Sha[] {
  const { base, proposed } = on.observed;
  if (proposed.head === undefined || proposed.head === base.commit) return [base.commit];
  return markIn(on)?.base === base.commit ? [proposed.head] : [proposed.head, base.commit];
}

/** What others changed on the branch since our last commit there, and is not as we have it. */
function replacedOn(on: Situation, { now, ours }: BranchFiles): readonly FileChange[] {
  const changes = fileChanges(on, now);
  if (ours === undefined) return changes;
  return changes.filter(({ path }) => {
    const [own, theirs] = [ours, now].map((listing) => listing.get(path.slice(on.desired.folder.length + 1)));
    return own?.sha !== theirs?.sha || own?.mode !== theirs?.mode;
  });
}

/** Files that vanish by mistake are seen here: a failed compile, a wrong checkout. */
function refusalOfLoss({ desired, options }: Situation, baseFiles: TreeListing): string | undefined {
  const { name, folder, files } = desired;
  if (files.size === 0) {
    if (options.allowRemoval) return undefined;
    return `${folder} would go with all of its ${baseFiles.size} files. If ${name} is to be removed, allow it with --allow-removal; if not, compile it with "npx nx sync".`;
  }
  const gone = [...baseFiles.keys()].filter((path) => !files.has(path)).length;
  if (options.allowShrink || gone * 2 <= baseFiles.size) return undefined;
  return `${folder} would lose ${gone} of its ${baseFiles.size} files, more than half. If that is meant, allow it with --allow-shrink; if not, compile ${name} with "npx nx sync".`;
}

function reasonOf(on: Situation): string {
  const { ownership } = on.observed;
  if (ownership?.by === 'person') return `taken over: it goes on from commit ${ownership.commit}, which is not ours`;
  return replacedCampaign(on);
}
