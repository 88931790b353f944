import type { Provider } from '../sovereign/provider';
import { type Environment, type Role, roles } from '../sovereign/region';
import { isForRegion, rolesOfBlock } from './building-block';
import type { Slot } from './slot';

/** What of a region decides which slots are on in it. */
export interface Place {
  readonly role: Role;
  readonly provider: Provider;
  readonly environment: Environment;
  /** Whether a feature of the kit is on, by its name. */
  readonly features: Readonly<Record<string, boolean>>;
  /** The slots that the record of the Sovereign leaves out, by name. */
  readonly without?: readonly string[] | undefined;
  /** Whether nothing runs that is of one role alone: a promotion goes on. */
  readonly isFenced?: true;
}

/**
 * What there is of a slot in a region. `empty`: a release of a chart that renders nothing, which is ready, so that
 * others may depend on it. `suspended`: a release that Flux never installs. `absent`: nothing.
 */
export type SlotState = 'on' | 'empty' | 'suspended' | 'absent';

/** The state of a slot in a region: a slot is left out, or off by its role, or by provider, environment or feature. */
export function slotState(slot: Slot, place: Place): SlotState {
  if (place.without?.includes(slot.name) === true) return 'absent';
  const isOffByRole = !runsByRole(slot, place);
  const isOffByPlace = !isInPlace(slot, place);
  if (!isOffByRole && !isOffByPlace) return 'on';
  return slot.where?.off ?? (isOffByPlace ? 'absent' : stateOffByRole(slot));
}

/** Whether the role of a region lets a slot run there. */
export function runsByRole(slot: Slot, { role, isFenced }: Pick<Place, 'role' | 'isFenced'>): boolean {
  return isForRegion(rolesOfSlot(slot), role, isFenced);
}

/** The state of a slot in the regions of the other role. */
export function stateOffByRole({ where, runsIn }: Slot): SlotState {
  // Where the vCluster is not, there is no cluster that a release could be empty in.
  return where?.off ?? (runsIn === undefined ? 'empty' : 'absent');
}

/** The roles of the regions in which a slot can be on: its own, and of those the ones that have its vCluster. */
export function rolesOfSlot({ where, runsIn }: Slot): readonly Role[] {
  const own = where?.roles ?? roles;
  return runsIn === undefined ? own : own.filter((role) => rolesOfBlock(runsIn).includes(role));
}

function isInPlace({ where = {} }: Slot, { provider, environment, features }: Place): boolean {
  return (
    (where.providers?.includes(provider) ?? true) &&
    (where.environments?.includes(environment) ?? true) &&
    (where.feature === undefined || features[where.feature] === true)
  );
}
