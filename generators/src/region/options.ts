import { commandLine, flagOption, parseOptions, textOption, wordOption } from '@sovereign-fleet/workspace/command';
import { type Issue, type Result, resultOf } from '@sovereign-fleet/domain';
import { z } from 'zod';

/** The options of `nx g region` as Nx reads them from the command line; `schema.json` is printed from this. */
export const RegionOptions = z.strictObject({
  name: wordOption(0, 'The Sovereign, by its folder in sovereigns/.', 'Which Sovereign?'),
  add: textOption.optional().meta({
    description: 'The new secondary region by its key, such as hel1; aws:ap-southeast-1 where two providers have it.',
    type: 'string',
  }),
  remove: textOption.optional().meta({
    description: 'The region that goes, in two steps: it is drained first, and its folder goes in a later change.',
    type: 'string',
  }),
  merged: flagOption.meta({
    description: 'Go on with the second step: the first is merged, and every region is healthy with it.',
  }),
  render: flagOption.meta({
    description: 'Say what the charts make of it, too: which volumes and addresses stay where a region goes.',
  }),
});

export type RegionOptions = z.input<typeof RegionOptions>;

interface GivenRegion {
  readonly name: string | undefined;
  readonly add: string | undefined;
  readonly remove: string | undefined;
  readonly merged: boolean;
  readonly render: boolean;
}

/** The options as Nx hands them over, or every Issue in them. */
export function parseRegionOptions(given: Readonly<Record<string, unknown>>): Result<GivenRegion> {
  const parsed = parseOptions(RegionOptions, given, { name: commandLine, otherOptions: ['--dry-run'] });
  if (!parsed.ok) return parsed;
  const { name, add, remove, merged = false, render = false } = parsed.value;
  const at = { file: commandLine, field: '--add', value: add };
  const none: Issue = {
    ...at,
    code: 'missing',
    problem: 'no region is named',
    remedy: 'Write it behind the Sovereign: nx g region acme --add=hel1, or --remove=nbg1',
  };
  const both: Issue = {
    ...at,
    code: 'contradiction',
    problem: `a region is to be removed, too: ${remove ?? ''}`,
    remedy: 'Take one after the other',
  };
  const issues = [
    ...(add === undefined && remove === undefined ? [none] : []),
    ...(add !== undefined && remove !== undefined ? [both] : []),
  ];
  return resultOf(issues, () => ({ name, add, remove, merged, render }));
}
