import type { CampaignRun } from './campaign-run';
import { waitOrDefer } from '../run/propose-one';
import { ForgeError } from '../forge/forge-error';
import type { SovereignResult } from '../run/sovereign-result';
import type { Deferral } from '../reconcile/plan';

export interface MergeResult {
  readonly isMerged: boolean;
  readonly warnings: readonly string[];
}

export const notMerged: MergeResult = { isMerged: false, warnings: [] };

/**
 * Merges a member's pull request where the campaign may, pinned to the head that was looked at; whether its checks are
 * green is for the fleet repository to say. Only one that was there before this run, so that checks have had a while.
 */
export async function mergeOne({ run, request }: CampaignRun, result: SovereignResult): Promise<MergeResult> {
  const { state, pull, head } = result;
  const mayMerge = request.campaign.mergeBy === 'auto' && request.dryRun !== true && state === 'open-current';
  if (!mayMerge || pull === undefined || head === undefined) return notMerged;
  const deferral = await waitOrDefer(run, ['mergePull']);
  if (deferral !== undefined) return { isMerged: false, warnings: [`it is not merged yet: ${deferralText(deferral)}`] };
  try {
    await run.forge.mergePull(pull.number, head);
    return { isMerged: true, warnings: [] };
  } catch (error) {
    // It stays proposed: a check that is red or still runs, or somebody pushed.
    if (!(error instanceof ForgeError)) throw error;
    return { isMerged: false, warnings: [`${error.operation}: ${error.message}`] };
  }
}

function deferralText({ reason, notBefore }: Deferral): string {
  return notBefore === undefined ? reason : `${reason}, not before ${notBefore.toISOString()}`;
}
