import {
  type LayerSource,
  type Place,
  type Refusal,
  type Region,
  rolesOfSlot,
  type Slot,
  slotState,
} from '@sovereign-fleet/domain';
import type { OffReason } from './said-slots';

/** A region, and what of it decides which slots are on. */
export interface Placed {
  readonly region: Region;
  readonly place: Place;
}

/** Why a slot is off in a region. */
export function offInRegion({ region, place }: Placed): OffReason {
  return (slot) => {
    if (isOnAtTimes(slot, place)) return undefined;
    return isLeftOut(slot, place) ? leftOut(slot) : slotIsOff(slot, region);
  };
}

/** Why a slot is off in all regions of a Sovereign. */
export function offInSovereign(regions: readonly Placed[], sovereign: string): OffReason {
  return (slot) => {
    if (regions.some(({ place }) => isOnAtTimes(slot, place))) return undefined;
    if (regions.some(({ place }) => isLeftOut(slot, place))) return leftOut(slot);
    const problem = `slot ${slot.number} ${slot.name} is off in every region of ${sovereign}`;
    return { code: 'misplaced', problem, remedy: 'Remove it, or turn the slot on' };
  };
}

/** A fence is for some time: what is said of a slot behind it is for before and afterwards. */
function isOnAtTimes(slot: Slot, { role, provider, environment, features, without }: Place): boolean {
  return slotState(slot, { role, provider, environment, features, without }) === 'on';
}

function isLeftOut({ name }: Slot, { without = [] }: Place): boolean {
  return without.includes(name);
}

function leftOut({ number, name }: Slot): Refusal {
  const problem = `"without" leaves slot ${number} ${name} out`;
  return { code: 'misplaced', problem, remedy: `Remove it, or take ${name} out of "without"` };
}

/** Why a slot is off wherever a layer of the fleet is. */
export function offUnder({ layer }: Pick<LayerSource, 'layer'>, name: string): OffReason {
  return ({ number, name: slot, where = {} }) => {
    const names: readonly string[] | undefined = layer === 'environment' ? where.environments : where.providers;
    if (layer === 'fleet' || names === undefined || names.includes(name)) return undefined;
    const problem = `slot ${number} ${slot} is never on with ${name}: it runs only with ${names.join(', ')}`;
    return { code: 'misplaced', problem, remedy: 'Remove it, or move it to one of these' };
  };
}

function slotIsOff(slot: Slot, { key, role }: Region): Refusal {
  const { number, name, where = {} } = slot;
  const roles = rolesOfSlot(slot);
  const off = `slot ${number} ${name} is off in ${key}`;
  if (!roles.includes(role)) {
    const problem = `${off}, which is ${role}: it runs in ${roles.join(' and ')} regions`;
    return { code: 'misplaced', problem, remedy: `Move the override to a ${roles.join(' or ')} region, or remove it` };
  }
  const feature = where.feature === undefined ? [] : [`the feature ${where.feature}`];
  const conditions = [...(where.providers ?? []), ...(where.environments ?? []), ...feature];
  const problem = `${off}: it runs only with ${conditions.join(', ')}`;
  return { code: 'misplaced', problem, remedy: 'Move the override to a region where it runs, or remove it' };
}
