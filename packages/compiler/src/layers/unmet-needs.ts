import {
  type BootstrapKit,
  type EdgeRefusal,
  edgeRefusals,
  fieldOf,
  type Issue,
  missingKinds,
  ownSlotsOf,
  type Place,
  type Sovereign,
} from '@sovereign-fleet/domain';
import type { Placed } from './off-reasons';
import { oncePer } from './once-per';

/** What slots of a region need and is not there: since the record leaves it out, or for another reason. */
export function issuesOfNeeds(placed: Placed, sovereign: Sovereign, kit: BootstrapKit): readonly Issue[] {
  const { place } = placed;
  const found = unmetNeedsOf(kit)(place);
  if (place.without === undefined) return found.map((one) => issueOfRegion(one, placed, sovereign));
  const withAll = { ...place, without: undefined };
  const anyway = new Set([...unmetNeeds(kit, withAll), ...needsOfEmpty(kit, withAll)].map(textOf));
  const isAnyway = (one: EdgeRefusal) => anyway.has(textOf(one));
  const leftOut = [...found, ...needsOfEmpty(kit, place)].filter((one) => !isAnyway(one));
  return [
    ...found.filter(isAnyway).map((one) => issueOfRegion(one, placed, sovereign)),
    ...leftOut.flatMap((one) => issuesOfLeftOut(one, sovereign, kit)),
  ];
}

/** Regions that are alike need the same. */
const unmetNeedsOf = oncePer((kit: BootstrapKit) => oncePer((place: Place) => unmetNeeds(kit, place)));

function unmetNeeds(kit: BootstrapKit, place: Place): readonly EdgeRefusal[] {
  return [...edgeRefusals(kit, place), ...missingKinds(kit, place)];
}

/** An empty release waits as well, and others may wait for it. */
function needsOfEmpty(kit: BootstrapKit, place: Place): readonly EdgeRefusal[] {
  return edgeRefusals(kit, place, ['empty']);
}

function textOf({ slot, value }: EdgeRefusal): string {
  return JSON.stringify([slot.name, value]);
}

function issueOfRegion({ slot, code, problem, remedy }: EdgeRefusal, { region }: Placed, sovereign: Sovereign): Issue {
  const { key, role, provider, field } = region;
  return {
    file: sovereign.source,
    field,
    value: key,
    code,
    remedy,
    problem: `${slot.name} is on in this ${role} region of ${provider}, and ${problem}`,
  };
}

/** One for each slot that is needed and left out. */
function issuesOfLeftOut(
  { slot, value, needs }: EdgeRefusal,
  { source: file, without = [] }: Sovereign,
  kit: BootstrapKit,
): readonly Issue[] {
  const { number, name } = slot;
  const isObject = typeof value === 'string' && !needs.includes(value);
  const among = needs.length === 1 ? 'it' : `one of ${needs.join(', ')}`;
  const problem = isObject
    ? `slot ${number} ${name} has ${value}, whose kind it brings`
    : `slot ${number} ${name} depends on ${among}`;
  const other = ownSlotsOf(kit).includes(slot) ? `take ${name} out of "slots"` : `leave out ${name} too`;
  return needs
    .filter((need) => without.includes(need))
    .map((need) => {
      const field = fieldOf(['without', without.indexOf(need)]);
      return { file, field, value: need, code: 'contradiction', problem, remedy: `Keep ${need}, or ${other}` };
    });
}
