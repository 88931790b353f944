import type { Campaign } from './campaign';
import { type Member, type MemberState, memberState, stopOf } from './campaign-gate';
import type { Wave } from './campaign-waves';
import { windowAt } from './campaign-window';
import { type Desired, fqdnOf } from '../proposal/desired';
import { waitOrDefer } from '../run/propose-one';
import { describeFailure } from '../forge/failure';
import type { LastChange } from '../forge/forge';
import { ForgeError } from '../forge/forge-error';
import type { Health, ObservedHealth } from './health';
import { treeInBase } from '../reconcile/plan-input';
import type { SovereignResult } from '../run/sovereign-result';
import type { Deferral } from '../reconcile/plan';
import type { FleetRun, RunSettings } from '../run/fleet-run-state';

export interface ProposeCampaign extends RunSettings {
  readonly campaign: Campaign;
  readonly waves: readonly Wave[];
  /** Of every member. */
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
  /** What the waves behind wait for. */
  waitsFor: string | undefined;
}

/** How the members are that the base has already: that is known before anything is written. */
export async function readHealth(
  run: FleetRun,
  { desired, health }: ProposeCampaign,
): Promise<ReadonlyMap<string, ObservedHealth>> {
  const found = new Map<string, ObservedHealth>();
  for (const one of desired.filter((own) => isMerged(run, own))) {
    found.set(one.name, await readMemberHealth(run, one, health));
  }
  return found;
}

function isMerged({ snapshot }: FleetRun, desired: Desired): boolean {
  return treeInBase(snapshot, fqdnOf(desired)) === desired.subtree;
}

async function readMemberHealth(run: FleetRun, { name, folder }: Desired, health: Health): Promise<ObservedHealth> {
  // Nobody is healthy of whom there is no time to ask.
  const late = await waitOrDefer(run, ['lastChange']);
  if (late !== undefined) return { state: 'unknown', reason: late.reason };
  try {
    const change = await run.forge.lastChange(folder);
    if (change?.at === undefined) return { state: 'unknown', reason: doubtOfTime(folder, change) };
    run.budget.countMerged([change.at]);
    return notBeforeChange(await health.of(name, change.commit), change.at);
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    return { state: 'unknown', reason: describeFailure(error) };
  }
}

/** Who was healthy before the change is healthy with it from the change on, and no sooner. */
function notBeforeChange(standing: ObservedHealth, at: Date): ObservedHealth {
  if (standing.state !== 'healthy' || standing.since >= at) return standing;
  return { ...standing, since: at };
}

function doubtOfTime(folder: string, change: LastChange | undefined): string {
  if (change === undefined) return `no commit of the base branch has changed ${folder}`;
  return `nothing says when commit ${change.commit} came to the base branch. Merge pull requests by a squash`;
}

/** Why it cannot be found out how a member is. */
export function doubtOf({ health }: CampaignRun, { name }: SovereignResult): readonly string[] {
  const standing = health.get(name);
  const reason = standing?.state === 'unknown' ? standing.reason : undefined;
  return reason === undefined ? [] : [`its health is unknown: ${reason}`];
}

/** Why nothing is written for the member that is next. */
export function deferralIn(on: CampaignRun): Deferral | undefined {
  const { campaign, waves, clock } = on.request;
  const stop = stopOf(campaign, allMembers(on), waves[0]?.members ?? []);
  if (stop !== undefined) return { reason: stop };
  const { opensAt } = windowAt(campaign.windows, clock.now());
  if (opensAt !== undefined) return { reason: 'no window of the campaign is open', notBefore: opensAt };
  return on.waitsFor === undefined ? undefined : { reason: on.waitsFor };
}

/** Those of this run, and of the others whatever is known of their health. */
function allMembers({ results, health }: CampaignRun): readonly Member[] {
  const done = new Set(results.map(({ name }) => name));
  const unwell = [...health].filter(([name, { state }]) => state === 'unhealthy' && !done.has(name));
  return [
    ...results.map(({ name, member }) => ({ name, state: member })),
    ...unwell.map(([name]): Member => ({ name, state: 'failed' })),
  ];
}

/** A branch that is left to clean up makes nobody less merged, whether that waits or fails. */
export function memberOf({ health, request }: CampaignRun, result: SovereignResult): MemberState {
  const standing = health.get(result.name);
  const isLeft = result.state === 'deferred' || result.state === 'failed';
  const state = standing !== undefined && isLeft ? 'unchanged' : result.state;
  return memberState({
    state,
    health: standing ?? { state: 'unknown' },
    soak: request.campaign.soak,
    now: request.clock.now(),
  });
}
