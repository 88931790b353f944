import type { Campaign } from './campaign';
import { type Member, type MemberState, memberState, stopOf } from './campaign-gate';
import type { Wave } from './campaign-waves';
import { windowAt } from './campaign-window';
import { type Desired, fqdnOf } from '../proposal/desired';
import { leaveFor } from '../run/fleet-run';
import { describeFailure } from '../forge/failure';
import type { Change } from '../forge/forge';
import { ForgeError } from '../forge/forge-error';
import type { Health, Standing } from './health';
import { treeInBase } from '../reconcile/situation';
import type { SovereignResult } from '../run/sovereign-result';
import type { Deferral } from '../reconcile/plan';
import type { FleetRun, RunSettings } from '../run/fleet';

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
  readonly asked: ProposeCampaign;
  /** Of members that are merged. */
  readonly standings: ReadonlyMap<string, Standing>;
  readonly results: CampaignResult[];
  /** What the waves behind wait for. */
  waitsFor: string | undefined;
}

/** How the members are that the base has already: that is known before anything is written. */
export async function standingsOf(
  run: FleetRun,
  { desired, health }: ProposeCampaign,
): Promise<ReadonlyMap<string, Standing>> {
  const found = new Map<string, Standing>();
  for (const one of desired.filter((own) => isMerged(run, own))) {
    found.set(one.name, await standingOf(run, one, health));
  }
  return found;
}

function isMerged({ snapshot }: FleetRun, desired: Desired): boolean {
  return treeInBase(snapshot, fqdnOf(desired)) === desired.subtree;
}

async function standingOf(run: FleetRun, { name, folder }: Desired, health: Health): Promise<Standing> {
  // Nobody is healthy of whom there is no time to ask.
  const late = await leaveFor(run, ['lastChange']);
  if (late !== undefined) return { state: 'unknown', reason: late.reason };
  try {
    const change = await run.forge.lastChange(folder);
    if (change?.at === undefined) return { state: 'unknown', reason: doubtOfTime(folder, change) };
    run.budget.mergedBefore([change.at]);
    return sinceThen(await health.of(name, change.commit), change.at);
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    return { state: 'unknown', reason: describeFailure(error) };
  }
}

/** Who was healthy before the change is healthy with it from the change on, and no sooner. */
function sinceThen(standing: Standing, at: Date): Standing {
  if (standing.state !== 'healthy' || standing.since >= at) return standing;
  return { ...standing, since: at };
}

function doubtOfTime(folder: string, change: Change | undefined): string {
  if (change === undefined) return `no commit of the base branch has changed ${folder}`;
  return `nothing says when commit ${change.commit} came to the base branch. Merge pull requests by a squash`;
}

/** Why it cannot be found out how a member is. */
export function doubtOf({ standings }: CampaignRun, { name }: SovereignResult): readonly string[] {
  const standing = standings.get(name);
  const reason = standing?.state === 'unknown' ? standing.reason : undefined;
  return reason === undefined ? [] : [`its health is unknown: ${reason}`];
}

/** Why nothing is written for the member that is next. */
export function closedFor(on: CampaignRun): Deferral | undefined {
  const { campaign, waves, clock } = on.asked;
  const stop = stopOf(campaign, allMembers(on), waves[0]?.members ?? []);
  if (stop !== undefined) return { reason: stop };
  const { opensAt } = windowAt(campaign.windows, clock.now());
  if (opensAt !== undefined) return { reason: 'no window of the campaign is open', notBefore: opensAt };
  return on.waitsFor === undefined ? undefined : { reason: on.waitsFor };
}

/** Those of this run, and of the others whatever is known of their health. */
function allMembers({ results, standings }: CampaignRun): readonly Member[] {
  const done = new Set(results.map(({ name }) => name));
  const unwell = [...standings].filter(([name, { state }]) => state === 'unhealthy' && !done.has(name));
  return [
    ...results.map(({ name, member }) => ({ name, state: member })),
    ...unwell.map(([name]): Member => ({ name, state: 'failed' })),
  ];
}

/** A branch that is left to clean up makes nobody less merged, whether that waits or fails. */
export function memberOf({ standings, asked }: CampaignRun, result: SovereignResult): MemberState {
  const standing = standings.get(result.name);
  const isLeft = result.state === 'deferred' || result.state === 'failed';
  const state = standing !== undefined && isLeft ? 'unchanged' : result.state;
  return memberState({
    state,
    standing: standing ?? { state: 'unknown' },
    soak: asked.campaign.soak,
    now: asked.clock.now(),
  });
}
