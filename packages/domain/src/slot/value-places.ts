import { fieldIn, type LayerSource, overriderOf } from '../fleet/layer-source';
import { fieldOf } from '../issue/zod-issues';
import { hasValueAt, isPlainObject } from '../sovereign/chart-values';
import type { LayerName } from '../sovereign/layer-name';
import { isFree, isSubstituted, type ParameterDeclarations, type SlotValue } from './parameter';
import { type ObjectName, releaseObject } from './release-object';
import type { Slot } from './slot';

/** Where a person mends what a slot got. */
export interface ValuePlace {
  readonly layer: LayerName | 'kit';
  /** Undefined for a row of the kit, which may be in any of its files. */
  readonly file: string | undefined;
  readonly field: string;
}

/** What is known of a slot's values: its kit, and the layers above it, the outermost first. */
export interface LayeredKit {
  readonly kit: { readonly source: string; readonly parameters: ParameterDeclarations };
  readonly layers: readonly LayerSource[];
}

/** The slot of a HelmRelease, whatever the name of the object. */
export function slotOfRelease({ slots }: { readonly slots: readonly Slot[] }, release: ObjectName): Slot | undefined {
  return slots.find((slot) => {
    const { name, namespace } = releaseObject(slot);
    return name === release.name && namespace === release.namespace;
  });
}

/**
 * Who gives a value of a slot's chart: the innermost layer that overrides it, else who says the parameters that feed
 * it. None where the row itself has it, or the chart.
 */
export function placesOfValue(slot: Slot, path: readonly string[], known: LayeredKit): readonly ValuePlace[] {
  const source = path.length === 0 ? undefined : overriderOf(known.layers, slot.name, path);
  if (source !== undefined) return [placeIn(source, ['overrides', slot.name, ...path])];
  return feedersOf(slot.values, path).flatMap(({ name, below }) => placesOfParameter(name, below, known));
}

/** Who says the version of a slot's chart. */
export function placeOfVersion({ name }: Slot, { layers }: LayeredKit): ValuePlace {
  const source = layers.findLast(({ said }) => said.versions[name] !== undefined);
  if (source !== undefined) return placeIn(source, ['versions', name]);
  return { layer: 'kit', file: undefined, field: `${name}.chart.version` };
}

/** A parameter that feeds a value, and the way to that within what the parameter holds. */
interface Feeder {
  readonly name: string;
  readonly below: readonly string[];
}

function feedersOf(value: SlotValue | undefined, path: readonly string[]): readonly Feeder[] {
  if (typeof value !== 'object') return [];
  if (isSubstituted(value)) return value.names.map((name) => ({ name, below: path }));
  const [key, ...rest] = path;
  if (key === undefined || !(isPlainObject(value) || Array.isArray(value)) || !Object.hasOwn(value, key)) return [];
  return feedersOf((value as Readonly<Record<string, SlotValue>>)[key], rest); // it has the key
}

function placesOfParameter(name: string, below: readonly string[], { kit, layers }: LayeredKit): readonly ValuePlace[] {
  const source = layers.findLast(({ said }) => said.parameters[name] !== undefined);
  if (source !== undefined) {
    const isThere = hasValueAt(source.said.parameters[name], below);
    return isThere ? [placeIn(source, ['parameters', name, ...below])] : [];
  }
  const declaration = kit.parameters[name];
  // What follows from the record is no value that a person wrote.
  if (declaration === undefined || !isFree(declaration) || declaration.default === undefined) return [];
  if (!hasValueAt(declaration.default, below)) return [];
  return [{ layer: 'kit', file: kit.source, field: fieldOf(['parameters', name, 'default', ...below]) }];
}

function placeIn(source: LayerSource, path: readonly string[]): ValuePlace {
  return { layer: source.layer, file: source.file, field: fieldIn(source, fieldOf(path)) };
}
