import { commandLine, parseOptions } from '@sovereign-fleet/workspace/command';
import { type Issue, type Result, resultOf } from '@sovereign-fleet/domain';
import { z } from 'zod';

/** Nx hands a value that reads like a number over as a number. */
const text = z.union([z.string(), z.number().transform(String)]);

/** The options of `nx g region` as Nx reads them from the command line; `schema.json` is printed from this. */
export const RegionOptions = z.strictObject({
  name: text.optional().meta({
    description: 'The Sovereign, by its folder in sovereigns/.',
    type: 'string',
    $default: { $source: 'argv', index: 0 },
  }),
  add: text.optional().meta({
    description: 'The new secondary region by its key, such as hel1; aws:ap-southeast-1 where two providers have it.',
    type: 'string',
  }),
});

export type RegionOptions = z.input<typeof RegionOptions>;

interface GivenRegion {
  readonly name: string | undefined;
  readonly add: string;
}

/** The options as Nx hands them over, or every Issue in them. */
export function parseRegionOptions(given: Readonly<Record<string, unknown>>): Result<GivenRegion> {
  const parsed = parseOptions(RegionOptions, given, { name: commandLine, otherOptions: ['--dry-run'] });
  if (!parsed.ok) return parsed;
  const { name, add = '' } = parsed.value;
  const remedy = 'Write it behind the Sovereign: nx g region acme --add=hel1';
  const issue: Issue = { file: commandLine, field: '--add', value: undefined, problem: 'no region is named', remedy };
  return resultOf(add === '' ? [issue] : [], () => ({ name, add }));
}
