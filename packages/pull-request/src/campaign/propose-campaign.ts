import { mergeOne, notMerged } from './campaign-merge';
import { type Member, type MemberState, waitOf } from './campaign-gate';
import {
  type CampaignResult,
  type CampaignRun,
  deferralIn,
  doubtOf,
  memberOf,
  type ProposeCampaign,
  readHealth,
} from './campaign-run';
import type { Wave } from './campaign-waves';
import { windowAt, type WindowNow } from './campaign-window';
import type { Forge } from '../forge/forge';
import { proposeOne, startRun } from '../run/propose-one';
import { defaultLimits } from '../run/limits';
import type { ResultState } from '../reconcile/plan';
import { type Summary, totalsOf } from '../run/propose-fleet';

export interface CampaignSummary extends Omit<Summary, 'unclaimed'> {
  readonly waves: readonly WaveSummary[];
  /** Why it goes no further in this run: what the next wave waits for, a stop, a window. */
  readonly waitsFor?: string;
}

interface WaveSummary {
  readonly name: string;
  readonly members: Readonly<Partial<Record<MemberState, number>>>;
}

/**
 * Opens the present wave of a campaign, and the next ones as far as those before are merged and healthy. Nothing is
 * stored: where every member is follows from the base, the pull requests and its health.
 */
export async function proposeCampaign(
  forge: Forge,
  request: ProposeCampaign,
  tell: (result: CampaignResult) => void,
): Promise<CampaignSummary> {
  const window = windowAt(request.campaign.windows, request.clock.now());
  const run = await startRun(forge, settingsOf(request, window));
  const on: CampaignRun = { run, request, health: await readHealth(run, request), results: [], waitsFor: undefined };
  for (const wave of request.waves) await proposeWave(on, wave, tell);
  return campaignSummary(on);
}

function settingsOf({ campaign, ...asked }: ProposeCampaign, { open }: WindowNow) {
  const limits = { ...defaultLimits, ...asked.limits };
  return {
    ...asked,
    options: { ...asked.options, campaign: campaign.id },
    limits: {
      ...limits,
      openPulls: Math.min(limits.openPulls, campaign.maxOpen),
      pullsPerHour: Math.min(limits.pullsPerHour, open?.pullsPerHour ?? limits.pullsPerHour),
      mergesPerHour: Math.min(limits.mergesPerHour, open?.mergesPerHour ?? limits.mergesPerHour),
    },
  };
}

async function proposeWave(on: CampaignRun, wave: Wave, tell: (result: CampaignResult) => void): Promise<void> {
  const desired = new Map(on.request.desired.map((one) => [one.name, one]));
  for (const name of wave.members) {
    const own = desired.get(name);
    if (own === undefined) throw new Error(`${name} is a member of the campaign, and nothing is desired of it`);
    const closed = deferralIn(on);
    const proposed = await proposeOne(on.run, own, closed);
    const merge = closed === undefined ? await mergeOne(on, proposed) : notMerged;
    const member = merge.isMerged ? 'merged' : memberOf(on, proposed);
    const result = {
      ...proposed,
      warnings: [...proposed.warnings, ...merge.warnings, ...doubtOf(on, proposed)],
      wave: wave.name,
      member,
    };
    on.results.push(result);
    tell(result);
  }
  on.waitsFor ??= waitOf(wave.name, membersIn(on, wave));
}

function membersIn({ results }: CampaignRun, { name }: Wave): readonly Member[] {
  return results.filter(({ wave }) => wave === name).map(({ name: own, member }) => ({ name: own, state: member }));
}

function campaignSummary(on: CampaignRun): CampaignSummary {
  const { run, request, results } = on;
  const { reason: waitsFor, notBefore } = deferralIn(on) ?? {};
  const when = notBefore === undefined ? '' : `, not before ${notBefore.toISOString()}`;
  return {
    ...totalsOf(run, countBy(results.map(({ state }) => state))),
    waves: request.waves.map((wave) => ({
      name: wave.name,
      members: Object.fromEntries(countBy(membersIn(on, wave).map(({ state }) => state))),
    })),
    ...(waitsFor === undefined ? {} : { waitsFor: `${waitsFor}${when}` }),
  };
}

function countBy<K extends ResultState | MemberState>(keys: readonly K[]): ReadonlyMap<K, number> {
  const counts = new Map<K, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
