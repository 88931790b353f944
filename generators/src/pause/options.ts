import { commandLine, missingOption, parseOptions, textOption, wordOption } from '@sovereign-fleet/workspace/command';
import { isDay, type Issue, type Pause, type Result, resultOf } from '@sovereign-fleet/domain';
import { z } from 'zod';

/** The options of `nx g resume` as Nx reads them from the command line; `resume.schema.json` is printed from this. */
export const ResumeOptions = z.strictObject({
  name: wordOption(0, 'The Sovereign, by its folder in sovereigns/.', 'Which Sovereign?'),
  slot: wordOption(1, 'The slot, such as bp-loki.', 'Which slot? (for example bp-loki)'),
  region: textOption
    .optional()
    .meta({ description: 'The region that it is for. Without it: all regions.', type: 'string' }),
});

/** The options of `nx g pause`; `schema.json` is printed from this. */
export const PauseOptions = z.strictObject({
  ...ResumeOptions.shape,
  until: textOption.optional().meta({
    description: 'The last day of the pause, such as 2026-12-31.',
    type: 'string',
    'x-prompt': 'Until which day? (for example 2026-12-31)',
  }),
  why: textOption.optional().meta({
    description: 'What the pause is good for.',
    type: 'string',
    'x-prompt': 'What is it good for?',
  }),
});

export type ResumeOptions = z.input<typeof ResumeOptions>;
export type PauseOptions = z.input<typeof PauseOptions>;

/** The options, each there. */
export interface GivenPause {
  readonly name: string | undefined;
  readonly slot: string;
  readonly region: string | undefined;
  /** Undefined where a pause ends. */
  readonly pause: Pause | undefined;
}

/** The options of `nx g pause` as Nx hands them over, or every Issue in them. */
export function parsePauseOptions(given: Readonly<Record<string, unknown>>): Result<GivenPause> {
  const parsed = parseOptions(PauseOptions, given, { name: commandLine, otherOptions: ['--dry-run'] });
  if (!parsed.ok) return parsed;
  const { name, slot = '', region, until = '', why = '' } = parsed.value;
  const issues = [
    ...issuesOfSlot(slot, 'nx g pause acme bp-loki --until=2026-12-31 --why="its volume is moved"'),
    ...(until === ''
      ? [missingOption('--until', 'no last day is given', 'Write one, such as --until=2026-12-31')]
      : []),
    ...(until !== '' && !isDay(until) ? [issueOfDay(until)] : []),
    ...(why === ''
      ? [missingOption('--why', 'no reason is given', 'Write one, such as --why="its volume is moved"')]
      : []),
  ];
  return resultOf(issues, () => ({ name, slot, region, pause: { until, why } }));
}

/** The options of `nx g resume` as Nx hands them over, or every Issue in them. */
export function parseResumeOptions(given: Readonly<Record<string, unknown>>): Result<GivenPause> {
  const parsed = parseOptions(ResumeOptions, given, { name: commandLine, otherOptions: ['--dry-run'] });
  if (!parsed.ok) return parsed;
  const { name, slot = '', region } = parsed.value;
  return resultOf(issuesOfSlot(slot, 'nx g resume acme bp-loki'), () => ({ name, slot, region, pause: undefined }));
}

function issuesOfSlot(slot: string, example: string): readonly Issue[] {
  return slot === '' ? [missingOption('slot', 'no slot is named', `Write it behind the Sovereign: ${example}`)] : [];
}

function issueOfDay(value: string): Issue {
  const at = { file: commandLine, field: '--until', value };
  return { ...at, code: 'malformed', problem: 'it must be a day', remedy: 'Write one such as --until=2026-12-31' };
}
