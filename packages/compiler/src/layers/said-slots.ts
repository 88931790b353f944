import {
  type BootstrapKit,
  fieldOf,
  isRefusal,
  type Issue,
  type LayerSource,
  type LayerValues,
  parseValuePath,
  pickOne,
  placeIn,
  type Refusal,
  type Slot,
  slotFields,
} from '@sovereign-fleet/domain';
import { type Clash, issuesOfClash } from './override-clash';
import { saidAt } from './said-at';

/** Why a slot is nowhere on under a layer; undefined where it is on somewhere. */
export type OffReason = (slot: Slot) => Refusal | undefined;

/** Versions and overrides of a layer that have no place: for a slot that there is not, or that is off everywhere. */
export function issuesOfSaidSlots(source: LayerSource, kit: BootstrapKit, offReason: OffReason): readonly Issue[] {
  const { versions, overrides } = source.said;
  const keys = [...entriesOf('versions', versions), ...entriesOf('overrides', overrides)];
  return keys.flatMap(({ key, name, value }): readonly Issue[] => {
    const at = { ...placeIn(source, fieldOf([key, name])), value };
    const slot = kit.slots.find((row) => row.name === name);
    if (slot === undefined) return [{ ...at, ...unknownSlot(name, kit) }];
    const off = offReason(slot);
    if (off !== undefined) return [{ ...at, ...off }];
    return key === 'versions' ? issuesOfVersion(source, slot, kit) : issuesOfOverride(source, slot, kit);
  });
}

function entriesOf(key: 'versions' | 'overrides', slots: Readonly<Record<string, object>>) {
  return Object.entries(slots).map(([name, value]) => ({ key, name, value }));
}

function unknownSlot(name: string, kit: BootstrapKit): Refusal {
  const names = kit.slots.map((slot) => slot.name);
  return { code: 'unknown-value', problem: 'the bootstrap kit has no such slot', remedy: pickOne(name, names) };
}

function issuesOfVersion(source: LayerSource, { name, chart }: Slot, kit: BootstrapKit): readonly Issue[] {
  const [first = ''] = Object.keys(kit.sources);
  const value = source.said.versions[name]?.digest;
  if (value === undefined || kit.sources[chart.source ?? first]?.type !== 'helm') return [];
  const problem = 'a HelmRepository has charts by version alone';
  const at = placeIn(source, `${fieldOf(['versions', name])}.digest`);
  return [{ ...at, value, code: 'misplaced', problem, remedy: 'Remove it' }];
}

function issuesOfOverride(source: LayerSource, slot: Slot, kit: BootstrapKit): readonly Issue[] {
  const override = source.said.overrides[slot.name] ?? {};
  const found = [
    ...fieldsOfSlot(slot, override, kit.name),
    ...issuesOfClash(slot.values ?? {}, override, kit.parameters),
    ...issuesOfInputs(slot, override),
  ];
  return found.map(({ path, value, ...refusal }) => {
    return { ...placeIn(source, fieldOf(['overrides', slot.name, ...path])), value, ...refusal };
  });
}

/** Where an override says what an input writes: Flux puts the values of a release over those of its inputs. */
function issuesOfInputs({ inputs = [] }: Slot, override: LayerValues): readonly Clash[] {
  return inputs.flatMap(({ kind, name, to }): readonly Clash[] => {
    const path = to === undefined ? undefined : parseValuePath(to);
    if (path === undefined || isRefusal(path)) return [];
    const said = saidAt(override, path);
    if (said === undefined) return [];
    const problem = `the input from the ${kind} ${name} writes ${String(to)}, and this would go before it`;
    const remedy = 'Remove it, or have the kit take the input out';
    return [{ path: said.keys.map(String), value: said.value, code: 'misplaced', problem, remedy }];
  });
}

/**
 * Fields of the slot's row that are written as if they were values of its chart. One that the kit itself has among the
 * values is a value.
 */
function fieldsOfSlot({ name, values = {} }: Slot, override: object, kit: string): readonly Clash[] {
  return Object.entries(override).flatMap(([key, value]: [string, unknown]): readonly Clash[] => {
    const field = slotFields.get(key);
    if (field === undefined || Object.hasOwn(values, key)) return [];
    const problem = `an override holds values of the chart, and "${key}" is a field of the slot`;
    const first = fieldRemedy({ kit, slot: name, key, field });
    const remedy = `${first}; if the chart has a value "${key}", add it to the slot's values in the kit first`;
    return [{ path: [key], value, code: 'misplaced', problem, remedy }];
  });
}

interface SlotField {
  /** The kit's name. */
  readonly kit: string;
  readonly slot: string;
  readonly key: string;
  readonly field: string;
}

function fieldRemedy({ kit, slot, key, field }: SlotField): string {
  if (key === 'values') return 'Write what is in it one level higher';
  if (field === 'chart.version' || field === 'chart.digest') return `Write it into versions, for ${slot}`;
  return `Change ${field} of ${slot} in kits/${kit}, which is for every Sovereign of the kit`;
}
