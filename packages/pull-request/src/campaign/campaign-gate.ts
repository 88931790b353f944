import type { ResultState } from '../reconcile/plan';
import type { Campaign } from './campaign';
import type { ObservedHealth } from './health';

/** How far a member of a campaign is, by the fleet repository and by its health. */
export type MemberState = 'waiting' | 'proposed' | 'merged' | 'healthy' | 'failed' | 'declined' | 'held';

export interface Member {
  readonly name: string;
  readonly state: MemberState;
}

const stateByResult: Readonly<Record<ResultState, MemberState>> = {
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
  failed: 'waiting', // the next run tries it again
};

export interface MemberFacts {
  readonly state: ResultState;
  /** Of a merged member. */
  readonly health: ObservedHealth;
  readonly soak: Campaign['soak'];
  readonly now: Date;
}

/** A member is healthy once it has been healthy for `soak` minutes. Unknown is not healthy. */
export function memberState({ state, health, soak, now }: MemberFacts): MemberState {
  const member = stateByResult[state];
  if (member !== 'merged' || health.state === 'unknown') return member;
  if (health.state === 'unhealthy') return 'failed';
  return health.since.getTime() + soak * 60_000 <= now.getTime() ? 'healthy' : 'merged';
}

const notWell: readonly MemberState[] = ['failed', 'declined', 'held'];

/** Why a campaign stops: a member of its first wave failed, or too many members are not well. */
export function stopOf(
  { id, maxUnhealthy }: Campaign,
  members: readonly Member[],
  canary: readonly string[],
): string | undefined {
  const failed = members.filter(({ name, state }) => state === 'failed' && canary.includes(name));
  if (failed.length > 0)
    return `campaign ${id} stops: of its first wave, ${memberList(failed)}. Mend that, or end the campaign`;
  const unwell = members.filter(({ state }) => notWell.includes(state));
  if (unwell.length <= maxUnhealthy) return undefined;
  const limit = `no more than ${maxUnhealthy} may be failed, declined or held`;
  return `campaign ${id} stops: ${memberList(unwell)}, and ${limit}. Mend them, or raise maxUnhealthy`;
}

/** What the next wave waits for; undefined if it may begin. */
export function waitOf(wave: string, members: readonly Member[]): string | undefined {
  const waiting = members.filter(({ state }) => state !== 'healthy' && !notWell.includes(state));
  return waiting.length === 0 ? undefined : `waits for wave ${wave}: ${memberList(waiting)}`;
}

const mostNames = 5;

function memberList(members: readonly Member[]): string {
  const shown = members.slice(0, mostNames).map(({ name, state }) => `${name} is ${state}`);
  const more = members.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
