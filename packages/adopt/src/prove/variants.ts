import type { Sovereign } from '@sovereign-fleet/domain';
import type { KitModel } from '../model/kit-model';
import type { Recognised } from '../recognise/recognise';
import type { Overrides } from '../source/arrived';

/** The cluster as it is, or as it would be with other values: both sides are changed alike. */
export interface Variant {
  readonly name: string;
  /** What changes on the side of the source. */
  readonly overrides: Overrides;
  /** What changes on ours. */
  readonly change: (sovereign: Sovereign) => Sovereign;
}

/**
 * As it is; with the defaults in place of what the cluster says; with every feature the other way round. So a default
 * or a switch that was imported wrongly shows, though this cluster does not use it.
 */
export function variantsOf({ parameters, kit }: Recognised): readonly Variant[] {
  const asIs: Variant = { name: 'as it is', overrides: {}, change: (sovereign) => sovereign };
  const unset = [...parameters.substitutes].filter(([name]) => saysValue(kit, name));
  const switched = Object.entries(kit.features).filter(([, { substitute }]) => substitute !== undefined);
  return [
    asIs,
    ...(unset.length === 0 ? [] : [byDefault(unset)]),
    ...(switched.length === 0 ? [] : [switchedOver(switched)]),
  ];
}

function saysValue({ parameters }: KitModel, name: string): boolean {
  const parameter = parameters[name];
  return parameter !== undefined && 'value' in parameter && parameter.value !== undefined;
}

function byDefault(unset: readonly (readonly [name: string, substitute: string])[]): Variant {
  const names = unset.map(([name]) => name);
  return {
    name: 'by its defaults',
    overrides: Object.fromEntries(unset.map(([, substitute]) => [substitute, undefined])),
    change: (sovereign) => {
      const kept = Object.entries(sovereign.parameters ?? {}).filter(([name]) => !names.includes(name));
      return { ...sovereign, parameters: Object.fromEntries(kept) };
    },
  };
}

function switchedOver(switched: readonly (readonly [string, KitModel['features'][string]])[]): Variant {
  const flipped = switched.map(([feature, { value }]) => [feature, !value] as const);
  return {
    name: 'with its features switched over',
    // The substitute suspends, and the feature is on where it does not.
    overrides: Object.fromEntries(switched.map(([, { substitute = '', value }]) => [substitute, String(value)])),
    change: (sovereign) => ({ ...sovereign, features: { ...sovereign.features, ...Object.fromEntries(flipped) } }),
  };
}
