import { z } from 'zod';

const flag = z.boolean().default(false);

/** The options of `propose`, of one Sovereign and of the whole fleet. */
export const ProposeOptions = z.strictObject({
  dryRun: flag.meta({ description: 'Send nothing but GET, and print what would be done, with the differences' }),
  full: flag.meta({ description: 'Of a dry run, print each difference of each Sovereign, also those that are alike' }),
  output: z.string().min(1).optional().meta({
    description: 'Of a dry run, write each difference of each Sovereign into this file, and print none',
  }),
  clone: z.string().min(1).optional().meta({
    description: 'A clone of the fleet repository: plan beside it, without a token and without pull requests',
  }),
  campaign: z
    .string()
    .optional()
    .meta({ description: 'A campaign file: propose the present wave of it, and say what it waits for' }),
  takeOver: flag.meta({
    description:
      "Append to a branch that has a person's commits; their changes below clusters/<fqdn>/ are replaced, " +
      'their commits stay',
  }),
  reopen: flag.meta({ description: 'Propose again what a person closed' }),
  allowShrink: flag.meta({ description: 'Propose a tree that has lost more than half of its files' }),
  allowRemoval: flag.meta({ description: 'Propose that a Sovereign goes that has no spec any more' }),
  strict: flag.meta({ description: 'Fail where a Sovereign is held or was declined' }),
});

export type ProposeOptions = z.output<typeof ProposeOptions>;

/**
 * The options of the Nx target; those about the whole fleet are for `npx sovereign-fleet propose`. `schema.json` is
 * printed from this.
 */
export const TargetOptions = ProposeOptions.omit({ campaign: true, output: true, allowRemoval: true });
