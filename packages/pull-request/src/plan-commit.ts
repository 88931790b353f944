import { changeCounts, fileChanges } from './file-changes';
import type { Sha, TreeListing } from './git-object';
import { rootWith } from './git-tree';
import { type Decision, isQuestion } from './observed';
import type { Step } from './plan';
import { planPull, titleOf } from './plan-pull';
import { markIn, noWrite, pullOf, type Situation } from './situation';
import { commitMessage } from './trailers';

/** S5 and S8: a commit on the base for a new branch, or on the branch's head; then what the pull request lacks. */
export function planCommit(on: Situation): Decision {
  const { observed, inBase, branch } = on;
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
    ...pullOf(on),
  };
}

function commitStep(on: Situation): Step {
  const { desired, options, inBase, fqdn } = on;
  const { base } = on.observed;
  const root = rootWith(base, { name: fqdn, tree: desired.subtree }, options.hash);
  const message = commitMessage(titleOf(on), {
    sovereign: desired.name,
    folder: desired.folder,
    subtree: desired.subtree,
    baseSubtree: inBase,
    base: base.commit,
    root,
    campaign: options.campaign,
    generator: options.generator,
    changes: inBase === undefined ? undefined : changeCounts(on),
  });
  return { kind: 'commit', from: base.root, parents: parentsOf(on), root, message };
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
  const { observed, options } = on;
  const { ownership } = observed;
  if (ownership?.by === 'person') return `taken over: it goes on from commit ${ownership.commit}, which is not ours`;
  const before = markIn(on)?.campaign;
  const isAnother = before !== undefined && options.campaign !== undefined && before !== options.campaign;
  return isAnother ? `campaign ${options.campaign} takes the place of ${before}` : '';
}
