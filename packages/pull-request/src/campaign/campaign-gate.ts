import type { Campaign } from './campaign';
import type { ObservedHealth } from './health';
import type { ResultState } from '../reconcile/plan';

/** Where a member of a campaign is. All of it follows from the fleet repository and from its health. */
export type MemberState = 'waiting' | 'proposed' | 'merged' | 'healthy' | 'failed' | 'declined' | 'held';

export interface Member {
  readonly name: string;
  readonly state: MemberState;
}

const proposedIn: Readonly<Record<ResultState, MemberState>> = {
  unchanged: 'merged',
  cleaned: 'merged',
  'closed-obsolete': 'merged',
  'open-current': 'proposed',
  created: 'proposed',
  updated: 'proposed',
  repaired: 'proposed',
  held: 'held',
  declined: 'declined',
  deferred: 'waiting',
  failed: 'waiting', // to be proposed: the next run tries again
};

export interface MemberFacts {
  readonly state: ResultState;
  /** Of a merged one. */
  readonly health: ObservedHealth;
  readonly soak: Campaign['soak'];
  readonly now: Date;
}

/** Healthy is who has been so for the time of soaking; of whom nothing is known is not. */
export function memberState({ state, health, soak, now }: MemberFacts): MemberState {
  const proposed = proposedIn[state];
  if (proposed !== 'merged' || health.state === 'unknown') return proposed;
  if (health.state === 'unhealthy') return 'failed';
  return health.since.getTime() + soak * 60_000 <= now.getTime() ? 'healthy' : 'merged';
}

const bad: readonly MemberState[] = ['failed', 'declined', 'held'];

/** Why a campaign goes no further, whoever is next: its canary failed, or too many are not well. */
export function stopOf(
  { id, maxUnhealthy }: Campaign,
  members: readonly Member[],
  canary: readonly string[],
): string | undefined {
  const failed = members.filter(({ name, state }) => state === 'failed' && canary.includes(name));
  if (failed.length > 0)
    return `campaign ${id} stops: of its first wave, ${memberList(failed)}. Mend that, or end the campaign`;
  const unwell = members.filter(({ state }) => bad.includes(state));
  if (unwell.length <= maxUnhealthy) return undefined;
  return `campaign ${id} stops: ${memberList(unwell)}, and no more than ${maxUnhealthy} may be failed, declined or held. Mend them, or raise maxUnhealthy`;
}

/** What the wave behind this one waits for; undefined where it may go. */
export function waitOf(wave: string, members: readonly Member[]): string | undefined {
  const waiting = members.filter(({ state }) => state !== 'healthy' && !bad.includes(state));
  return waiting.length === 0 ? undefined : `waits for wave ${wave}: ${memberList(waiting)}`;
}

const mostNames = 5;

function memberList(members: readonly Member[]): string {
  const shown = members.slice(0, mostNames).map(({ name, state }) => `${name} is ${state}`);
  const more = members.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
