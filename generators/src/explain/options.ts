import { z } from 'zod';

const text = z.string().min(1);

/** The options of `explain`; `schema.json` is printed from this. */
export const ExplainOptions = z.strictObject({
  region: text.optional().meta({ description: 'The region, by its key. Without it: the primary', type: 'string' }),
  slot: text.optional().meta({
    description: 'The slot. Without --path, the version of its chart is explained: --slot=bp-cilium',
    type: 'string',
  }),
  path: text.optional().meta({
    description: "A value of the slot's chart, as Helm's --set writes it: --path=cilium.mtu",
    type: 'string',
  }),
  parameter: text.optional().meta({ description: 'A parameter of the kit, by its name', type: 'string' }),
  feature: text.optional().meta({ description: 'A feature of the kit, by its name', type: 'string' }),
});

export type ExplainOptions = z.output<typeof ExplainOptions>;
