import {
  type BootstrapKit,
  type ChartValue,
  dependenciesIn,
  type Issue,
  parametersIn,
  type Result,
  resultOf,
  slotState,
  substitutesOf,
  substituteText,
} from '@sovereign-fleet/domain';
import { layeredSlot } from './layers/layered-slot';
import { oncePer } from './layers/once-per';
import { parameterIn } from './layers/parameter-values';
import type { PlacedRegion, RecordOfKit } from './layers/place-region';
import { issuesOfTexts } from './layers/texts';
import type { ResolvedRegion, ResolvedSlot } from './topology';

/** What follows for one region, or every Issue: a parameter without a value, a network that the kit reads. */
export function resolveRegion(placed: PlacedRegion, { sovereign, fleet, kit }: RecordOfKit): Result<ResolvedRegion> {
  const { region, place, layers } = placed;
  const slots = kit.slots.map((slot): ResolvedSlot => {
    const dependencies = dependenciesIn(slot, kit, place);
    return { slot, state: slotState(slot, place), dependencies, ...layeredSlot(slot, layers) };
  });
  const isEnabled = (name: string) => slots.some(({ slot, state }) => slot.name === name && state === 'on');
  const source = { kit, region, layers, features: place.features, isEnabled, sovereign, fleet };
  const issues: Issue[] = [];
  const values = new Map<string, ChartValue>();
  for (const name of parametersRead(kit, slots)) {
    const found = parameterIn(name, source);
    if ('problem' in found) issues.push(found);
    else values.set(name, found.value);
  }
  if (issues.length === 0) issues.push(...issuesOfTexts(source, values));
  return resultOf(issues, () => ({
    key: region.key,
    role: region.role,
    substitutes: substitutesIn(kit, values),
    slots,
  }));
}

/** The parameters that a region reads: those of slots that are absent are not needed there. */
function parametersRead(kit: BootstrapKit, slots: readonly ResolvedSlot[]): ReadonlySet<string> {
  const { shared, bySlot } = readBy(kit);
  const kept = slots.filter(({ state }) => state !== 'absent');
  return new Set([...shared, ...kept.flatMap(({ slot }) => bySlot.get(slot.name) ?? [])]);
}

const readBy = oncePer(({ labels, annotations, slots }: BootstrapKit) => ({
  shared: parametersIn([labels, annotations]),
  bySlot: new Map(slots.map((slot) => [slot.name, [...new Set(parametersIn(slot))]])),
}));

const planOf = oncePer(substitutesOf);

/** In the order of the names. */
function substitutesIn(kit: BootstrapKit, values: ReadonlyMap<string, ChartValue>): Readonly<Record<string, string>> {
  const texts = planOf(kit).flatMap((substitute) => {
    const value = values.get(substitute.parameter);
    return value === undefined ? [] : [[substitute.name, substituteText(value, substitute, kit.parameters)] as const];
  });
  return Object.fromEntries(texts);
}
