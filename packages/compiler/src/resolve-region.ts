import {
  baseOf,
  type BootstrapKit,
  type ChartValue,
  type Issue,
  type Result,
  resultOf,
  substitutesOf,
  substituteText,
} from '@sovereign-fleet/domain';
import { oncePer } from './layers/once-per';
import { parameterIn, type ParameterSource } from './layers/parameter-values';
import type { PlacedRegion, RecordOfKit } from './layers/place-region';
import { readBy } from './layers/read-by';
import { issuesOfTexts } from './layers/texts';
import { slotsIn } from './resolved-slots';
import type { ResolvedRegion, ResolvedSlot } from './topology';

/** What follows for one region, or every Issue: a parameter without a value, a network that the kit reads. */
export function resolveRegion(placed: PlacedRegion, record: RecordOfKit): Result<ResolvedRegion> {
  const { region } = placed;
  const { kit } = record;
  const slots = slotsIn(placed, record);
  const source = sourceOf(placed, slots, record);
  const { values, issues } = readParameters(parametersRead(kit, slots), source);
  const absent = new Set(slots.filter(({ state }) => state === 'absent').map(({ slot }) => slot.name));
  const ofTexts = issues.length === 0 ? issuesOfTexts(source, { values, absent }) : [];
  return resultOf([...issues, ...ofTexts], () => ({
    key: region.key,
    role: region.role,
    substitutes: substitutesIn(baseOf(kit), values),
    ownSubstitutes: kit.base === undefined ? {} : substitutesIn(kit, values),
    slots,
  }));
}

/** Every parameter of the kit that has a value in a region, read there or not. */
export function parameterValues(placed: PlacedRegion, record: RecordOfKit): ReadonlyMap<string, ChartValue> {
  const source = sourceOf(placed, slotsIn(placed, record), record);
  return readParameters(Object.keys(record.kit.parameters), source).values;
}

function sourceOf(
  { region, place, layers }: PlacedRegion,
  slots: readonly ResolvedSlot[],
  { sovereign, fleet, kit }: RecordOfKit,
): ParameterSource {
  const isEnabled = (name: string) => slots.some(({ slot, state }) => slot.name === name && state === 'on');
  return { kit, region, layers, features: place.features, isEnabled, sovereign, fleet };
}

function readParameters(names: Iterable<string>, source: ParameterSource) {
  const issues: Issue[] = [];
  const values = new Map<string, ChartValue>();
  for (const name of names) {
    const found = parameterIn(name, source);
    if ('problem' in found) issues.push(found);
    else values.set(name, found.value);
  }
  return { issues, values };
}

/** The parameters that a region reads: those of slots that are absent are not needed there. */
function parametersRead(kit: BootstrapKit, slots: readonly ResolvedSlot[]): ReadonlySet<string> {
  const { shared, bySlot, known } = readBy(kit);
  const kept = slots.filter(({ state }) => state !== 'absent').map(({ slot }) => slot.name);
  const key = kept.join(' ');
  const read = known.get(key) ?? new Set([...shared, ...kept.flatMap((name) => bySlot.get(name) ?? [])]);
  known.set(key, read);
  return read;
}

const planOf = oncePer(substitutesOf);

/** In the order of the names. */
function substitutesIn(kit: BootstrapKit, values: ReadonlyMap<string, ChartValue>): Readonly<Record<string, string>> {
  const texts = planOf(kit).flatMap((substitute) => {
    const value = values.get(substitute.parameter);
    return value === undefined ? [] : [[substitute.name, substituteText(value, substitute, kit.parameters)] as const];
  });
  return Object.fromEntries(texts);
}
