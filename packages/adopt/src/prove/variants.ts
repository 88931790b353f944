import type { Sovereign } from '@sovereign-fleet/domain';
import type { KitModel } from '../model/kit-model';
import type { Recognised } from '../model/recognised';
import type { Overrides } from '../model/source';

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
  const unset = {
    parameters: [...parameters.substitutes].filter(([name]) => saysValue(kit, name)),
    features: Object.entries(kit.features).flatMap(
      ([name, { hasDefault, value, default: standing, substitute = '' }]) =>
        hasDefault && value !== standing ? [[name, substitute] as const] : [],
    ),
  };
  const switched = Object.entries(kit.features).filter(([, { substitute }]) => substitute !== undefined);
  return [
    asIs,
    ...(unset.parameters.length + unset.features.length === 0 ? [] : [byDefault(unset)]),
    ...(switched.length === 0 ? [] : [switchedOver(switched)]),
  ];
}

function saysValue({ parameters }: KitModel, name: string): boolean {
  const parameter = parameters[name];
  return parameter !== undefined && 'value' in parameter && parameter.value !== undefined;
}

type Named = readonly (readonly [name: string, substitute: string])[];

function byDefault(unset: { readonly parameters: Named; readonly features: Named }): Variant {
  const substitutes = [...unset.parameters, ...unset.features].map(
    ([, substitute]) => [substitute, undefined] as const,
  );
  return {
    name: 'by its defaults',
    overrides: Object.fromEntries(substitutes),
    change: (sovereign) => ({
      ...sovereign,
      parameters: omitNamed(sovereign.parameters, unset.parameters),
      features: omitNamed(sovereign.features, unset.features),
    }),
  };
}

function omitNamed<Value>(said: Readonly<Record<string, Value>>, names: Named): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(said).filter(([name]) => names.every(([other]) => other !== name)));
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
