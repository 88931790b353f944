import type { ChartPin, LayerSource, Slot, SlotValues } from '@sovereign-fleet/domain';
import { mergeValues } from './merge-values';

/** What the layers of a region leave of a slot's row: the chart it has, and the values. */
export interface LayeredSlot {
  /** The kit's own where no layer says another. A version of a layer replaces the digest, too. */
  readonly pin: ChartPin;
  readonly values: SlotValues;
}

export function layeredSlot(
  { name, chart, values = {} }: Pick<Slot, 'name' | 'chart' | 'values'>,
  layers: readonly LayerSource[],
): LayeredSlot {
  let layered: LayeredSlot = { pin: chart, values };
  for (const { said } of layers) {
    const override = said.overrides[name];
    layered = {
      pin: said.versions[name] ?? layered.pin,
      values: override === undefined ? layered.values : mergeValues(layered.values, override),
    };
  }
  return layered;
}
