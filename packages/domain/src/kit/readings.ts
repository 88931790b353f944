import {
  aloneIn,
  isSubstituted,
  type ParameterDeclarations,
  type SlotValue,
  type Substituted,
} from '../slot/parameter';
import { fieldOf } from '../issue/zod-issues';
import { identityText, type SlotObject } from '../slot/slot-object';

/** What of a kit reads parameters, and what it declares. */
export interface ReadingKit {
  readonly labels: object;
  readonly annotations: object;
  readonly parameters: ParameterDeclarations;
  readonly slots: readonly { readonly name: string }[];
  /** What slots have beside their HelmReleases, by the names of the slots. */
  readonly objects?: Readonly<Record<string, readonly SlotObject[]>>;
}

/** A place of a row that reads parameters. */
export interface Reading {
  readonly value: Substituted;
  /** The way to it from the row: `['values', 'cilium', 'mtu']`. */
  readonly path: readonly (string | number)[];
  /** The slot of the row, or of the object beside it; undefined for what every slot has. */
  readonly slot?: string;
}

/** The field of a place: a slot, an object or a part of the kit by its name, and the way to the value in it. */
export function fieldOfPlace([part = '', ...rest]: Reading['path']): string {
  if (rest.length === 0) return String(part);
  const below = fieldOf(rest);
  return below.startsWith('[') ? `${part}${below}` : `${part}.${below}`;
}

/** Every place in a value that reads parameters, at whatever depth. */
function readingsIn(value: unknown, path: Reading['path'] = []): readonly Reading[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isSubstituted(value as SlotValue)) return [{ value: value as Substituted, path }]; // it was just asked
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => readingsIn(item, [...path, index]));
  return Object.entries(value).flatMap(([key, item]) => readingsIn(item, [...path, key]));
}

/** The names of the parameters in a value, at whatever depth. */
export function parametersIn(value: unknown): readonly string[] {
  return readingsIn(value).flatMap((reading) => reading.value.names);
}

/** Every place of a kit that reads parameters, with the field that it is in. */
export function readingsOf(kit: ReadingKit): readonly Reading[] {
  const { labels, annotations, slots, objects = {} } = kit;
  return [
    ...readingsIn({ labels, annotations }),
    ...slots.flatMap((slot) => readingsOfSlot(slot.name, readingsIn(slot, [slot.name]))),
    ...Object.entries(objects).flatMap(([slot, beside]) => {
      return beside.flatMap((object) => readingsOfSlot(slot, readingsIn(object.value, [identityText(object)])));
    }),
  ];
}

function readingsOfSlot(slot: string, readings: readonly Reading[]): readonly Reading[] {
  return readings.map((reading) => ({ ...reading, slot }));
}

/** Whether a parameter stands alone in a scalar, inside a text, or both. */
interface ParameterUse {
  readonly isAlone: boolean;
  readonly isInText: boolean;
}

/** How the rows of a kit read each parameter that they read. */
export function parameterUses(kit: ReadingKit): ReadonlyMap<string, ParameterUse> {
  const uses = new Map<string, ParameterUse>();
  for (const { value } of readingsOf(kit)) {
    const alone = aloneIn(value);
    for (const name of value.names) {
      const use = uses.get(name) ?? { isAlone: false, isInText: false };
      const isAlone = name === alone;
      uses.set(name, { isAlone: use.isAlone || isAlone, isInText: use.isInText || !isAlone });
    }
  }
  return uses;
}
