import { type BootstrapKit, fieldOf, type Issue, type LayerSource, pickOne, placeIn } from '@sovereign-fleet/domain';

/** Whether each feature of a kit is on under layers, the outermost first: the innermost that says it decides. */
export function featuresUnder(
  { features }: BootstrapKit,
  layers: readonly LayerSource[],
): Readonly<Record<string, boolean>> {
  return Object.fromEntries(
    Object.entries(features).map(([name, { default: ofKit }]) => {
      return [name, layers.reduce((isOn, { said }) => said.features[name] ?? isOn, ofKit)];
    }),
  );
}

/** Features that a layer says and the kit does not have. */
export function issuesOfSaidFeatures(source: LayerSource, { features }: BootstrapKit): readonly Issue[] {
  const names = Object.keys(features);
  return Object.entries(source.said.features).flatMap(([name, value]): readonly Issue[] => {
    if (names.includes(name)) return [];
    const at = placeIn(source, fieldOf(['features', name]));
    return [
      { ...at, value, code: 'unknown-value', problem: 'the kit has no such feature', remedy: pickOne(name, names) },
    ];
  });
}
