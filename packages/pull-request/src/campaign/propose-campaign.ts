import type { Forge } from '../forge/forge';
import type { ResultState } from '../reconcile/plan';
import { defaultLimits } from '../run/limits';
import { proposeOne } from '../run/propose-one';
import { startRun } from '../run/start-run';
import { type Summary, totalsOf } from '../run/summary';
import { type Member, type MemberState, waitOf } from './campaign-gate';
import { mergeOne, notMerged } from './campaign-merge';
import {
  type CampaignResult,
  type CampaignRun,
  deferralIn,
  healthWarnings,
  memberOf,
  type ProposeCampaign,
  readHealth,
} from './campaign-run';
import type { Wave } from './campaign-waves';
import { windowAt, type WindowNow } from './campaign-window';

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
 * Proposes the members wave by wave, as long as the waves before are merged and healthy. Stores nothing: how far each
 * member is follows from the base, the pull requests and its health.
 */
export async function proposeCampaign(
  forge: Forge,
  request: ProposeCampaign,
  tell: (result: CampaignResult) => void,
): Promise<CampaignSummary> {
  const window = windowAt(request.campaign.windows, request.clock.now());
  const run = await startRun(forge, settingsOf(request, window));
  const health = await readHealth(run, request);
  const campaignRun: CampaignRun = { run, request, health, results: [], waitsFor: undefined };
  for (const wave of request.waves) await proposeWave(campaignRun, wave, tell);
  return campaignSummary(campaignRun);
}

function settingsOf({ campaign, ...settings }: ProposeCampaign, { open }: WindowNow) {
  const limits = { ...defaultLimits, ...settings.limits };
  return {
    ...settings,
    options: { ...settings.options, campaign: campaign.id },
    limits: {
      ...limits,
      openPulls: Math.min(limits.openPulls, campaign.maxOpen),
      pullsPerHour: Math.min(limits.pullsPerHour, open?.pullsPerHour ?? limits.pullsPerHour),
      mergesPerHour: Math.min(limits.mergesPerHour, open?.mergesPerHour ?? limits.mergesPerHour),
    },
  };
}

async function proposeWave(
  campaignRun: CampaignRun,
  wave: Wave,
  tell: (result: CampaignResult) => void,
): Promise<void> {
  for (const name of wave.members) {
    const result = { ...(await proposeMember(campaignRun, name)), wave: wave.name };
    campaignRun.results.push(result);
    tell(result);
  }
  campaignRun.waitsFor ??= waitOf(wave.name, membersIn(campaignRun, wave));
}

async function proposeMember(campaignRun: CampaignRun, name: string): Promise<Omit<CampaignResult, 'wave'>> {
  const { run, request } = campaignRun;
  const desired = request.desired.find((one) => one.name === name);
  if (desired === undefined) throw new Error(`${name} is a member of the campaign, and nothing is desired of it`);
  const deferral = deferralIn(campaignRun);
  const result = await proposeOne(run, desired, deferral);
  const merge = deferral === undefined ? await mergeOne(campaignRun, result) : notMerged;
  const warnings = [...result.warnings, ...merge.warnings, ...healthWarnings(campaignRun, result)];
  return { ...result, warnings, member: merge.isMerged ? 'merged' : memberOf(campaignRun, result) };
}

function membersIn({ results }: CampaignRun, { name: wave }: Wave): readonly Member[] {
  return results.filter((result) => result.wave === wave).map(({ name, member }) => ({ name, state: member }));
}

function campaignSummary(campaignRun: CampaignRun): CampaignSummary {
  const { run, request, results } = campaignRun;
  const { reason: waitsFor, notBefore } = deferralIn(campaignRun) ?? {};
  const when = notBefore === undefined ? '' : `, not before ${notBefore.toISOString()}`;
  return {
    ...totalsOf(run, countBy(results.map(({ state }) => state))),
    waves: request.waves.map((wave) => ({
      name: wave.name,
      members: Object.fromEntries(countBy(membersIn(campaignRun, wave).map(({ state }) => state))),
    })),
    ...(waitsFor === undefined ? {} : { waitsFor: `${waitsFor}${when}` }),
  };
}

function countBy<K extends ResultState | MemberState>(keys: readonly K[]): ReadonlyMap<K, number> {
  const counts = new Map<K, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
