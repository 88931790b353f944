import type { Issue } from '../issue/issue';
import { hasValueAt } from '../sovereign/chart-values';
import { type Layer, layerOf } from '../sovereign/layer';
import type { LayerName } from '../sovereign/layer-name';
import type { Region } from '../sovereign/regions';
import type { Sovereign } from '../sovereign/sovereign';
import type { Fleet } from './fleet';

/** One layer above a kit: what it says, and where a person reads that. */
export interface LayerSource {
  readonly layer: LayerName;
  readonly file: string;
  /** The field that holds the four keys, with a dot behind it; empty for those of a spec. */
  readonly prefix: string;
  readonly said: Layer;
}

export interface Layered {
  readonly sovereign: Sovereign;
  readonly fleet: Fleet;
  /** The name of the Sovereign's kit. */
  readonly kit: string;
}

/** The layers that a region has above its kit, the outermost first. */
export function layersOf(region: Region, { sovereign, fleet, kit }: Layered): readonly LayerSource[] {
  const { environment, source: file } = sovereign;
  return [
    ...fleetSources(fleet, kit).filter(({ name }) => name === '' || name === environment || name === region.provider),
    { layer: 'sovereign', file, prefix: '', said: sovereign },
    { layer: 'region', file, prefix: `${region.field}.`, said: region },
  ];
}

/** A layer of `fleet.ts`, with the environment or the provider that it is for. */
interface FleetSource extends LayerSource {
  /** Empty for the layer of the whole fleet. */
  readonly name: string;
}

/**
 * Every layer that a fleet has for a kit, whether it says something or not: the fleet's own comes first. None for a kit
 * that the fleet does not name.
 */
export function fleetSources({ source: file, kits }: Fleet, kit: string): readonly FleetSource[] {
  const index = kits.findIndex(({ name }) => name === kit);
  if (index < 0) return [];
  const { environments = {}, providers = {}, ...own } = kits[index]?.layers ?? {};
  const prefix = `kits[${index}].with.`;
  const sourcesOf = (layer: 'environment' | 'provider', layers: Readonly<Record<string, object | undefined>>) =>
    Object.entries(layers).map(([name, said = {}]) => {
      return { layer, name, file, prefix: `${prefix}${layer}s.${name}.`, said: layerOf(said) };
    });
  return [
    { layer: 'fleet', name: '', file, prefix, said: layerOf(own) },
    ...sourcesOf('environment', environments),
    ...sourcesOf('provider', providers),
  ];
}

/** The field of a layer for a key of it: `kits[0].with.providers.hetzner.parameters.DISK`. */
export function fieldIn({ prefix }: Pick<LayerSource, 'prefix'>, key: string): string {
  return key.startsWith('[') ? `${prefix.replace(/\.$/, '')}${key}` : `${prefix}${key}`;
}

/** The place of an Issue in a layer. */
export function placeIn(source: LayerSource, key: string): Pick<Issue, 'file' | 'field'> {
  return { file: source.file, field: fieldIn(source, key) };
}

/** The innermost layer that overrides a value of a slot's chart. */
export function overriderOf(
  layers: readonly LayerSource[],
  slot: string,
  path: readonly string[],
): LayerSource | undefined {
  return layers.findLast(({ said }) => hasValueAt(said.overrides[slot], path));
}
