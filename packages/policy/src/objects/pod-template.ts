import { isJsonList, type JsonMap } from '@sovereign-fleet/domain';
import { mapsIn, type Step, valueAt } from './walk';

/** Whether a map is the template of pods, or a Pod: it has containers in its `spec`. */
export function isPodTemplate(value: JsonMap): boolean {
  return isJsonList(valueAt(value, 'spec', 'containers'));
}

/** Containers of every sort, each with the steps to it from the template. */
export function containersOf(
  template: JsonMap,
): readonly { readonly container: JsonMap; readonly steps: readonly Step[] }[] {
  return ['containers', 'initContainers', 'ephemeralContainers'].flatMap((list) =>
    mapsIn(valueAt(template, 'spec', list)).map((container, index) => ({ container, steps: ['spec', list, index] })),
  );
}
