import { describeFailure, ForgeError } from '../forge/forge-error';
import type { LastChange } from '../forge/forge';
import { type Desired, fqdnOf } from '../proposal/desired';
import type { Deferral } from '../reconcile/deferral';
import { treeInBase } from '../reconcile/plan-input';
import type { FleetRun, RunSettings } from '../run/fleet-run';
import type { SovereignResult } from '../run/sovereign-result';
import { waitOrDefer } from '../run/wait-or-defer';
import type { Campaign } from './campaign';
import { type Member, type MemberState, memberState, stopOf } from './campaign-gate';
import type { Wave } from './campaign-waves';
import { windowAt } from './campaign-window';
import type { Health, ObservedHealth } from './health';

export interface ProposeCampaign extends RunSettings {
  readonly campaign: Campaign;
  readonly waves: readonly Wave[];
  /** One for every member. */
  readonly desired: readonly Desired[];
  readonly health: Health;
}

export interface CampaignResult extends SovereignResult {
  readonly wave: string;
  readonly member: MemberState;
}

/** A run of a campaign, and how far it has come. */
export interface CampaignRun {
  readonly run: FleetRun;
  readonly request: ProposeCampaign;
  /** Of members that are merged. */
  readonly health: ReadonlyMap<string, ObservedHealth>;
  readonly results: CampaignResult[];
  /** What the next wave waits for. */
  waitsFor: string | undefined;
}

/** The health of the members whose change is merged. We know it before we write anything. */
export async function readHealth(
  run: FleetRun,
  { desired, health }: ProposeCampaign,
): Promise<ReadonlyMap<string, ObservedHealth>> {
  const found = new Map<string, ObservedHealth>();
  for (const member of desired.filter((one) => isMerged(run, one))) {
    found.set(member.name, await readMemberHealth(run, member, health));
  }
  return found;
}

function isMerged({ snapshot }: FleetRun, desired: Desired): boolean {
  return treeInBase(snapshot, fqdnOf(desired)) === desired.subtree;
}

async function readMemberHealth(run: FleetRun, { name, folder }: Desired, health: Health): Promise<ObservedHealth> {
  // If there is no time to ask, the health is unknown.
  const late = await waitOrDefer(run, ['lastChange']);
  if (late !== undefined) return { state: 'unknown', reason: late.reason };
  try {
    const change = await run.forge.lastChange(folder);
    if (change?.at === undefined) return { state: 'unknown', reason: doubtOfTime(folder, change) };
    run.budget.countMerged([change.at]);
    return sinceChange(await health.of(name, change.commit), change.at);
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    return { state: 'unknown', reason: describeFailure(error) };
  }
}

/** A member that was healthy before the change counts as healthy from the change on. */
function sinceChange(health: ObservedHealth, changedAt: Date): ObservedHealth {
  if (health.state !== 'healthy' || health.since >= changedAt) return health;
  return { ...health, since: changedAt };
}

export function doubtOfTime(folder: string, change: LastChange | undefined): string {
  if (change === undefined) return `no commit of the base branch has changed ${folder}`;
  return `nothing says when commit ${change.commit} came to the base branch. Merge pull requests by a squash`;
}

/** Warns if the health of a member cannot be found out. */
export function healthWarnings({ health }: CampaignRun, { name }: SovereignResult): readonly string[] {
  const own = health.get(name);
  const reason = own?.state === 'unknown' ? own.reason : undefined;
  return reason === undefined ? [] : [`its health is unknown: ${reason}`];
}

/** Why nothing is written for the next member, if so. */
export function deferralIn(campaignRun: CampaignRun): Deferral | undefined {
  const { request, waitsFor } = campaignRun;
  const { campaign, waves, clock } = request;
  const stop = stopOf(campaign, allMembers(campaignRun), waves[0]?.members ?? []);
  if (stop !== undefined) return { code: 'campaign-stopped', reason: stop };
  const { opensAt } = windowAt(campaign.windows, clock.now());
  if (opensAt !== undefined) {
    return { code: 'window', reason: 'no window of the campaign is open', notBefore: opensAt };
  }
  return waitsFor === undefined ? undefined : { code: 'wave', reason: waitsFor };
}

/** The members with a result, and the others that are known to be unhealthy. */
function allMembers({ results, health }: CampaignRun): readonly Member[] {
  const done = new Set(results.map(({ name }) => name));
  const unwell = [...health].filter(([name, { state }]) => state === 'unhealthy' && !done.has(name));
  return [
    ...results.map(({ name, member }) => ({ name, state: member })),
    ...unwell.map(([name]): Member => ({ name, state: 'failed' })),
  ];
}

/** A member whose change is merged stays merged, even if the cleanup of its branch is deferred or fails. */
export function memberOf({ health, request }: CampaignRun, result: SovereignResult): MemberState {
  const own = health.get(result.name);
  const isCleanup = result.state === 'deferred' || result.state === 'failed';
  return memberState({
    state: own !== undefined && isCleanup ? 'unchanged' : result.state,
    health: own ?? { state: 'unknown' },
    soak: request.campaign.soak,
    now: request.clock.now(),
  });
}
