import {
  commandLine,
  flagOption,
  missingOption,
  parseOptions,
  textOption,
  wordOption,
} from '@sovereign-fleet/workspace/command';
import { type Issue, pickOne, type Promotion, type Result, resultOf } from '@sovereign-fleet/domain';
import { z } from 'zod';

const answers = ['restored', 'none'] as const;

/** The options of `nx g promote` as Nx reads them from the command line; `schema.json` is printed from this. */
export const PromoteOptions = z.strictObject({
  name: wordOption(0, 'The Sovereign, by its folder in sovereigns/.', 'Which Sovereign?'),
  region: wordOption(1, 'The secondary region that becomes the primary.', 'Which region becomes the primary?'),
  data: textOption.optional().meta({
    description:
      'restored, where the data of the old primary are in the new one by then; none, where they may stay behind.',
    type: 'string',
  }),
  lost: textOption.optional().meta({
    description: 'The old primary, where it reports no more: no step waits for it.',
    type: 'string',
  }),
  why: textOption.optional().meta({ description: 'With --lost: why it serves nobody.', type: 'string' }),
  merged: flagOption.meta({
    description: 'Go on with the next step: the one before is merged, and every region is healthy with it.',
  }),
  render: flagOption.meta({ description: 'Say what the charts make of it, too: which volumes stay behind.' }),
});

export type PromoteOptions = z.input<typeof PromoteOptions>;

export interface GivenPromotion {
  readonly name: string | undefined;
  readonly region: string;
  readonly data: Promotion['data'];
  readonly lost: { readonly region: string; readonly why: string } | undefined;
  readonly merged: boolean;
  readonly render: boolean;
}

/** The options as Nx hands them over, or every Issue in them. */
export function parsePromoteOptions(given: Readonly<Record<string, unknown>>): Result<GivenPromotion> {
  const parsed = parseOptions(PromoteOptions, given, { name: commandLine, otherOptions: ['--dry-run'] });
  if (!parsed.ok) return parsed;
  const { name, region = '', data, lost, why = '', merged = false, render = false } = parsed.value;
  const answer = answers.find((one) => one === data);
  const issues: readonly Issue[] = [
    ...(region === ''
      ? [missingOption('region', 'no region is named', 'Write it behind the Sovereign: nx g promote acme nbg1')]
      : []),
    ...(data !== undefined && answer === undefined ? [issueOfData(data)] : []),
    ...(lost !== undefined && why === ''
      ? [missingOption('--why', 'nobody says why it serves nobody', 'Write it, such as --why="its servers are gone"')]
      : []),
  ];
  const of = lost === undefined ? undefined : { region: lost, why };
  return resultOf(issues, () => ({ name, region, data: answer, lost: of, merged, render }));
}

function issueOfData(value: string): Issue {
  const problem = 'there is no such answer';
  return { file: commandLine, field: '--data', value, code: 'unknown-value', problem, remedy: pickOne(value, answers) };
}
