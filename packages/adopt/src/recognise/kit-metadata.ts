import { regionLabel, regionRoleLabel, sovereignAnnotation } from '@sovereign-fleet/domain';
import { useOf } from '../model/expression';
import { freeName } from '../model/json';
import type { KitModel, ModelParameter } from '../model/kit-model';

/** The labels and annotations of every kit, by which its objects are found again: the fact of each, and its name. */
const carried = {
  [regionLabel]: ['regionKey', 'SOVEREIGN_REGION_KEY'],
  [regionRoleLabel]: ['regionRole', 'SOVEREIGN_REGION_ROLE'],
  [sovereignAnnotation]: ['fqdn', 'SOVEREIGN_FQDN'],
} as const;

/** The parameters of a kit with those that its labels and annotations read, beside what all releases share. */
export function withMetadata(
  declared: Readonly<Record<string, ModelParameter>>,
  shared: Pick<KitModel, 'labels' | 'annotations'>,
): Pick<KitModel, 'parameters' | 'labels' | 'annotations'> {
  const parameters: Record<string, ModelParameter> = { ...declared };
  const entries = Object.entries(carried).map(([key, [fact, wanted]]) => {
    const own = Object.entries(parameters).find(([, one]) => 'fact' in one && one.fact === fact)?.[0];
    const name = own ?? freeName(wanted, Object.keys(parameters)).replaceAll('-', '_');
    parameters[name] = { fact };
    return [key, useOf(name)] as const;
  });
  const isLabel = ([key]: readonly [string, unknown]) => key !== sovereignAnnotation;
  return {
    parameters,
    labels: { ...Object.fromEntries(entries.filter(isLabel)), ...shared.labels },
    annotations: { ...Object.fromEntries(entries.filter((entry) => !isLabel(entry))), ...shared.annotations },
  };
}
