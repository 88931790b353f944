import { z } from 'zod';

const flag = z.boolean().default(false);

/** The options of `render`; `schema.json` is printed from this. */
export const RenderOptions = z.strictObject({
  allowMissingCharts: flag.meta({ description: 'Go on where a chart cannot be had, and say what is missing' }),
  offline: flag.meta({ description: 'Pull no chart' }),
});

export type RenderOptions = z.output<typeof RenderOptions>;
