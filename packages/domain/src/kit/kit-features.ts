import { pickOne } from '../issue/nearest';
import type { KitIssue } from './kit-issue';
import { isFeatureSwitch } from '../slot/parameter';
import { declarationRefusals } from './parameter-declaration';
import type { BootstrapKitRows } from './kit-rows';

/** The features that rows of a kit read: each such row is on where its feature is, or is handed whether it is. */
function featuresRead({ parameters, slots }: BootstrapKitRows): readonly (string | undefined)[] {
  const handed = Object.values(parameters).flatMap((one) => (isFeatureSwitch(one) ? [one.feature] : []));
  return [...handed, ...slots.map(({ where }) => where?.feature)];
}

/** Features that no row reads, and parameters of features that there are not. */
export function issuesInFeatures(kit: BootstrapKitRows): readonly KitIssue[] {
  const { features = {}, parameters, slots } = kit;
  if (Object.values(parameters).some((one) => declarationRefusals(one).length > 0)) return [];
  const names = Object.keys(features);
  const read = featuresRead(kit);
  const remedy = 'Read it in a row, or take the declaration out';
  return [
    ...names
      .filter((name) => !read.includes(name))
      .map((value) => ({ field: 'features', value, code: 'unused' as const, problem: 'no slot reads it', remedy })),
    ...slots.flatMap(({ name, where }): readonly KitIssue[] => {
      const value = where?.feature;
      return value === undefined || names.includes(value)
        ? []
        : [unknownFeature(`${name}.where.feature`, value, names)];
    }),
    ...Object.entries(parameters).flatMap(([name, one]): readonly KitIssue[] => {
      if (!isFeatureSwitch(one) || names.includes(one.feature)) return [];
      return [unknownFeature(`parameters.${name}.feature`, one.feature, names)];
    }),
  ];
}

function unknownFeature(field: string, value: string, names: readonly string[]): KitIssue {
  const problem = 'the kit declares no such feature';
  return { field, value, code: 'unknown-value', problem, remedy: pickOne(value, names) };
}
