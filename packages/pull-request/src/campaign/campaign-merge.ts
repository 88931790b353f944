import { ForgeError } from '../forge/forge-error';
import type { Deferral } from '../reconcile/deferral';
import type { SovereignResult } from '../run/sovereign-result';
import { waitOrDefer } from '../run/wait-or-defer';
import type { CampaignRun } from './campaign-run';

export interface MergeResult {
  readonly isMerged: boolean;
  readonly warnings: readonly string[];
}

export const notMerged: MergeResult = { isMerged: false, warnings: [] };

/**
 * Merges the pull request of a member, if the campaign may merge, and only at the head that we looked at. The fleet
 * repository decides whether the checks are green. Pull requests of this run are not merged: their checks need time.
 */
export async function mergeOne({ run, request }: CampaignRun, result: SovereignResult): Promise<MergeResult> {
  const { state, pull, head } = result;
  const mayMerge = request.campaign.mergeBy === 'auto' && request.dryRun !== true && state === 'open-current';
  if (!mayMerge || pull === undefined || head === undefined) return notMerged;
  const deferral = await waitOrDefer(run, ['mergePull']);
  if (deferral !== undefined) {
    return { isMerged: false, warnings: [`it is not merged yet: ${deferralText(deferral)}`] };
  }
  try {
    await run.forge.mergePull(pull.number, head);
    return { isMerged: true, warnings: [] };
  } catch (error) {
    // The pull request stays open: a check is red or still runs, or somebody pushed.
    if (!(error instanceof ForgeError)) throw error;
    return { isMerged: false, warnings: [`${error.operation}: ${error.reason}`] };
  }
}

function deferralText({ reason, notBefore }: Deferral): string {
  return notBefore === undefined ? reason : `${reason}, not before ${notBefore.toISOString()}`;
}
