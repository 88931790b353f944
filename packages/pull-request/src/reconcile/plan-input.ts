import type { Desired } from '../proposal/desired';
import type { BranchName } from '../forge/forge';
import type { Sha } from '../forge/git-object';
import { folderMode } from '../forge/git-tree';
import type { Observed } from './observed';
import type { Plan, ProposeOptions } from './plan';
import type { Mark } from '../proposal/trailers';

/** All that a rule of the state machine looks at. */
export interface PlanInput {
  readonly observed: Observed;
  readonly desired: Desired;
  readonly options: ProposeOptions;
  readonly branch: BranchName;
  /** The Sovereign's folder below `clusters`: its FQDN. */
  readonly fqdn: string;
  /** Its tree in the base; undefined where there is none. */
  readonly inBase: Sha | undefined;
}

/** The tree of a folder of `clusters` in the base; undefined where there is none, or no folder. */
export function treeInBase({ base }: Pick<Observed, 'base'>, fqdn: string): Sha | undefined {
  const entry = base.clusters.get(fqdn);
  return entry?.mode === folderMode ? entry.sha : undefined;
}

/** The mark of the branch's head, where it is ours. */
export function markIn({ observed: { ownership } }: PlanInput): Mark | undefined {
  return ownership?.by === 'tool' ? ownership.mark : undefined;
}

/** The mark of the branch's head where it proposes exactly what is desired, beside exactly what is in the base. */
export function currentMark(on: PlanInput): Mark | undefined {
  const mark = markIn(on);
  const isCurrent =
    mark?.subtree === on.desired.subtree && mark?.baseSubtree === on.inBase && mark?.folder === on.desired.folder;
  return isCurrent ? mark : undefined;
}

/** Which campaign the branch was proposed for, where it is another one now; else ''. */
export function replacedCampaign(on: PlanInput): string {
  const { campaign } = on.options;
  const before = markIn(on)?.campaign;
  const isAnother = before !== undefined && campaign !== undefined && before !== campaign;
  return isAnother ? `campaign ${campaign} takes the place of ${before}` : '';
}

/** Whether the Sovereign went before what was proposed of it was ever in the base, as far as the branch tells. */
export function isGone(on: PlanInput): boolean {
  const mark = markIn(on);
  const isNowhere = on.desired.subtree === undefined && on.inBase === undefined;
  return isNowhere && mark?.subtree !== undefined && mark.baseSubtree === undefined;
}

/** A plan without a write. */
export function noWrite(on: PlanInput, state: Plan['state'], reason = ''): Plan {
  return { state, reason, steps: [], files: [], ...pullOf(on) };
}

export function pullOf({ observed: { proposed } }: PlanInput): Pick<Plan, 'pull'> {
  const { pull } = proposed;
  return pull === undefined ? {} : { pull: { number: pull.number, url: pull.url } };
}
