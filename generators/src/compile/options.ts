import type { Result } from '@sovereign-fleet/domain';
import { commandLine, parseOptions } from '@sovereign-fleet/workspace/command';
import { z } from 'zod';

const fqdn = z.string();

/** The options of `nx g compile`; `schema.json` is printed from this. */
export const CompileOptions = z.strictObject({
  allowRemoval: z
    .union([z.array(fqdn), fqdn])
    .optional()
    .meta({
      description: 'FQDNs of Sovereigns that have no spec any more: their trees are removed.',
      type: 'array', // for Nx's help; what is allowed is the union
    }),
});

export type CompileOptions = z.input<typeof CompileOptions>;

/**
 * The FQDNs whose trees may be removed, or every Issue in the options. `--allow-removal=a,b` and
 * `--allow-removal=a --allow-removal=b` mean the same.
 */
export function parseAllowedRemovals(given: Readonly<Record<string, unknown>>): Result<readonly string[]> {
  const parsed = parseOptions(CompileOptions, given, { name: commandLine, otherOptions: ['--dry-run'] });
  return parsed.ok ? { ok: true, value: namesIn(parsed.value) } : parsed;
}

function namesIn({ allowRemoval = [] }: CompileOptions): readonly string[] {
  return [allowRemoval]
    .flat()
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .filter((text) => text !== '');
}
