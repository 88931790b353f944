import type { BranchName } from '../forge/branch-name';
import type { Sha } from '../forge/git-object';
import { folderMode } from '../forge/git-tree';
import type { Desired } from '../proposal/desired';
import type { ChangeCounts, Mark } from '../proposal/trailers';
import type { Observed } from './observed';
import type { Plan, ProposeOptions } from './plan';

/** All that a plan is made from. */
export interface PlanInput {
  readonly observed: Observed;
  readonly desired: Desired;
  readonly options: ProposeOptions;
  readonly branch: BranchName;
  /** The Sovereign's folder below `clusters`. */
  readonly fqdn: string;
  /** The Sovereign's tree in the base; undefined if there is none. */
  readonly inBase: Sha | undefined;
  /** How much changes, if that is known. */
  readonly changes: ChangeCounts | undefined;
}

/** The tree of a folder of `clusters` in the base; undefined if there is no such folder. */
export function treeInBase({ base }: Pick<Observed, 'base'>, fqdn: string): Sha | undefined {
  const entry = base.clusters.get(fqdn);
  return entry?.mode === folderMode ? entry.sha : undefined;
}

/** The mark of the branch's head, if we made it. */
export function markIn({ observed: { ownership } }: Pick<PlanInput, 'observed'>): Mark | undefined {
  return ownership?.by === 'tool' ? ownership.mark : undefined;
}

/** The mark of the branch's head, if it proposes exactly what is desired, and was made for exactly this base. */
export function currentMark(input: Omit<PlanInput, 'changes'>): Mark | undefined {
  const mark = markIn(input);
  const isCurrent =
    mark?.subtree === input.desired.subtree &&
    mark?.baseSubtree === input.inBase &&
    mark?.folder === input.desired.folder;
  return isCurrent ? mark : undefined;
}

/** Says that the branch was proposed for another campaign before, or ''. */
export function replacedCampaign(input: PlanInput): string {
  const { campaign } = input.options;
  const before = markIn(input)?.campaign;
  const isAnother = before !== undefined && campaign !== undefined && before !== campaign;
  return isAnother ? `campaign ${campaign} takes the place of ${before}` : '';
}

/** Whether the Sovereign was removed before its pull request was ever merged, as far as the branch tells. */
export function isGone(input: PlanInput): boolean {
  const mark = markIn(input);
  const isNowhere = input.desired.subtree === undefined && input.inBase === undefined;
  return isNowhere && mark?.subtree !== undefined && mark.baseSubtree === undefined;
}

export function planWithoutSteps(input: PlanInput, state: Plan['state'], reason = ''): Plan {
  return { state, reason, steps: [], files: [], ...pullOf(input) };
}

export function pullOf({ observed: { proposed } }: PlanInput): Pick<Plan, 'pull'> {
  const { pull } = proposed;
  return pull === undefined ? {} : { pull: { number: pull.number, url: pull.url } };
}
