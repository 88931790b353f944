import type { Failure } from '@sovereign-fleet/domain';

/**
 * Why a Sovereign waits for another run.
 * - `interrupted`: a person ended the run.
 * - `stopped`: no other Sovereign would fare better in this run.
 * - `limit`: a limit of ours or of GitHub, or the time of the run.
 * - `campaign-stopped`: too many members of the campaign are not well.
 * - `window`: no window of the campaign is open.
 * - `wave`: an earlier wave of the campaign is not healthy yet.
 */
export type DeferralCode = 'interrupted' | 'stopped' | 'limit' | 'campaign-stopped' | 'window' | 'wave';

export interface Deferral extends Failure<DeferralCode> {
  /** When another run may go on, if that is known. */
  readonly notBefore?: Date;
}
