import { environments } from '@sovereign-fleet/domain';
import { z } from 'zod';

/** Nx hands a name that reads like a number over as a number. */
const text = z.union([z.string(), z.number().transform(String)]);

/** The options of `nx g sovereign` as Nx reads them from the command line; `schema.json` is printed from this. */
export const SovereignOptions = z.strictObject({
  name: text.optional().meta({
    description: 'Folder and Nx project of the Sovereign. Without it: the next free sovereign-<n>.',
    $default: { $source: 'argv', index: 0 },
  }),
  // Not required for Nx, so that a person who leaves it out meets our Issue; on a terminal Nx asks for it.
  regions: z
    .union([z.array(text), text, z.literal(true)])
    .optional()
    .meta({
      description: 'Regions by key, such as fsn1,nbg1; aws:ap-southeast-1 where two providers have the key.',
      type: 'array', // for Nx's help; what is allowed is the union: the answer to the prompt is a string, and no value is true
      'x-prompt': 'Which regions, the primary first? (for example fsn1,nbg1)',
    }),
  primary: z.string().optional().meta({ description: 'The region that is the primary. Without it: the first.' }),
  environment: z
    .string()
    .optional()
    .meta({ description: `Last part of the canonical labels: ${environments.join(', ')}. Without it: prod.` }),
  fqdn: z
    .string()
    .optional()
    .meta({ description: "The Sovereign's DNS name. Without it: <name>.<domain of the fleet>." }),
});

export type SovereignOptions = z.input<typeof SovereignOptions>;

/** The `file` of an Issue in what a person typed. */
export const commandLine = 'command line';
