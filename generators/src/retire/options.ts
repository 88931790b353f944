import { commandLine, flagOption, parseOptions, textOption, wordOption } from '@sovereign-fleet/workspace/command';
import type { Result } from '@sovereign-fleet/domain';
import { z } from 'zod';

/** The options of `nx g retire` as Nx reads them from the command line; `schema.json` is printed from this. */
export const RetireOptions = z.strictObject({
  name: wordOption(0, 'The Sovereign, by its folder in sovereigns/.', 'Which Sovereign?'),
  fqdn: textOption.optional().meta({
    description: 'Its FQDN, typed out: whoever types it means this one.',
    type: 'string',
    'x-prompt': 'What is its FQDN? (it is typed out, so that it is this one)',
  }),
  merged: flagOption.meta({
    description: 'Go on with the second step: the first is merged, and every region is healthy with it.',
  }),
  back: flagOption.meta({ description: 'Take the last step back.' }),
});

export type RetireOptions = z.input<typeof RetireOptions>;

export interface GivenRetirement {
  readonly name: string | undefined;
  readonly fqdn: string | undefined;
  readonly merged: boolean;
  readonly back: boolean;
}

/** The options as Nx hands them over, or every Issue in them. */
export function parseRetireOptions(given: Readonly<Record<string, unknown>>): Result<GivenRetirement> {
  const parsed = parseOptions(RetireOptions, given, { name: commandLine, otherOptions: ['--dry-run'] });
  if (!parsed.ok) return parsed;
  const { name, fqdn, merged = false, back = false } = parsed.value;
  return { ok: true, value: { name, fqdn, merged, back } };
}
